import type { Given } from "../../lib/publish/commands/command_line.ts";
import { nextCommands } from "../../lib/publish/commands/study.ts";
import { study } from "../../lib/studies/spotify/study.ts";
import { assert, assertEquals } from "../assert.ts";

Deno.test("a study ends with commands that exist, for the folders it was given", () => {
  const lines = (given: Given) => nextCommands(given, study).split("\n");
  assert(lines({ out: `${Deno.cwd()}/out/spotify` })[0].startsWith("  deno task present  "));
  const all = lines({ out: "/tmp/a b", data: "/data/mine", nom: "Ada" });
  const [present, report, handIn] = all.map((line) => line.trim().split(/ {2,}/)[0]);
  assertEquals(present, 'deno task present --out "/tmp/a b" --data /data/mine');
  assertEquals(report, 'deno task report --out "/tmp/a b" --data /data/mine --nom Ada');
  assertEquals(handIn, 'deno task hand-in --out "/tmp/a b" --data /data/mine --nom Ada');
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("../../deno.json", import.meta.url)));
  const named = all.map((line) => line.match(/deno task ([\w-]+)/)![1]);
  assertEquals(named.filter((task) => !(task in tasks)), []);
});

Deno.test("a study without an article is not told how to write it", () => {
  const said = nextCommands({ id: "sound", out: "out/sound" }, {});
  assert(said.includes("present sound") && !said.includes("report"), said);
});
