/** Two studies on one out folder. */
import { join } from "node:path";
import { writeAtomically } from "../../../../lib/core/atomic.ts";
import { claimOutFolder } from "../../../../lib/publish/commands/out_folder.ts";
import { assert, assertEquals } from "../../../assert.ts";

const program = new URL("../../../../lib/publish/commands/out_folder.ts", import.meta.url);
const names = (folder: string) => [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();

/** A process that has claimed the folder and keeps it. */
async function claimant(out: string): Promise<Deno.ChildProcess> {
  const code = `import { claimOutFolder } from "${program}";
    await claimOutFolder(${JSON.stringify(out)});
    console.log("claimed");
    setInterval(() => {}, 1000);`;
  const args = ["eval", "--no-lock", code];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  return child;
}

Deno.test("a second study on an out folder is refused, and the first one's death frees it", async () => {
  const out = await Deno.makeTempDir();
  const first = await claimant(out);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "lib/publish/commands/study.ts",
      "--offline",
      "--out",
      out,
    ],
    cwd: new URL("../../../../", import.meta.url),
    env: { NO_COLOR: "1", COURSE_DATA: "data/sample" },
  }).output();
  const said = new TextDecoder().decode(stderr);
  assertEquals(code, 1);
  assert(said.includes(`${out}: another study is at work there`), said);
  assert(!/\n\s+at /.test(said), said);

  const half = join(out, "runs", `.${crypto.randomUUID()}.tmp`);
  await writeAtomically(join(out, "runs", "whole.json"), "{}");
  await Deno.writeTextFile(half, "{");
  first.kill("SIGKILL");
  await first.status;
  (await claimOutFolder(out))[Symbol.dispose]();
  assertEquals(names(join(out, "runs")), ["whole.json"]);
  (await claimOutFolder(out))[Symbol.dispose](); // given back, it can be taken again
  await Deno.remove(out, { recursive: true });
});
