import { assert, assertEquals } from "../assert.ts";
import { longTests } from "../needs.ts";
import { codeOf } from "../../lib/experiments/runs/code.ts";
import { TRIALS } from "../../lib/experiments/runners/queue/trials.ts";
import { installWorker } from "../../lib/publish/commands/slim.ts";
import { freePort } from "../experiments/runners/queue/redis_server.ts";
import { walkSync } from "../walk.ts";

Deno.test({
  name: "a worker's own folder is a sixth of a study's, of the same release, and needs no registry",
  ignore: !longTests,
}, async () => {
  const parent = await Deno.makeTempDir(), folder = `${parent}/worker`;
  await installWorker(folder);
  let bytes = 0;
  for (const file of walkSync(new URL(`file://${folder}/`))) {
    const { size, isFile } = Deno.lstatSync(`${folder}/${file}`);
    if (isFile) bytes += size;
  }
  assert(bytes > 50e6 && bytes < 150e6, `${(bytes / 1e6).toFixed(0)} MB`);
  const script = `
    const { codeOf } = await import("./lib/experiments/runs/code.ts");
    const { TRIALS, } = await import("./lib/experiments/runners/queue/trials.ts");
    const { release } = await import("./lib/experiments/runners/queue/release.ts");
    console.log(codeOf(...Object.values(TRIALS)), (await release()).every.length);`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--cached-only", script],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(new TextDecoder().decode(stdout).trim(), `${codeOf(...Object.values(TRIALS))} 16`);
  // as in a container: nothing in Deno's cache, and no way to npm's registry
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "worker", "--queue", `redis://127.0.0.1:${freePort()}`],
    cwd: folder,
    env: { NO_COLOR: "1", DENO_DIR: `${parent}/cache`, HTTPS_PROXY: "http://127.0.0.1:9" },
  }).output();
  const said = new TextDecoder().decode(stderr);
  assert(code === 1 && said.includes("ECONNREFUSED"), said);
  await Deno.remove(parent, { recursive: true });
});
