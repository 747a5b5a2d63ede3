import { nextCommands } from "../../lib/report/study.ts";
import { assert, assertEquals } from "../assert.ts";

Deno.test("a study ends with commands that exist, for the folders it was given", () => {
  const lines = (out: string, data?: string) => nextCommands(out, data).split("\n");
  assert(lines(`${Deno.cwd()}/out`)[0].startsWith("  deno task present  "));
  const [present, ...others] = lines("/tmp/a b", "/data/mine");
  assert(present.startsWith('  deno task present --out "/tmp/a b" --data /data/mine  '), present);
  assert(others.every((line) => !line.includes("--data")));
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("../../deno.json", import.meta.url)));
  const named = [present, ...others].map((line) => line.match(/deno task ([\w-]+)/)![1]);
  assertEquals(named.filter((task) => !(task in tasks)), []);
});
