import { assert, assertEquals } from "../assert.ts";
import { longTests } from "../needs.ts";
import { codeOf } from "../../lib/experiments/runs/code.ts";
import { TRIALS } from "../../lib/experiments/runners/queue/trials.ts";
import { installWorker } from "../../lib/publish/commands/slim.ts";
import { walkSync } from "../walk.ts";

Deno.test({
  name: "a worker's own folder is a sixth of a study's, and of the same release",
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
  await Deno.remove(parent, { recursive: true });
});
