/** `deno task study`: runs the notebooks, builds the site from what they left, and names what can be done next. */
import config from "../../../deno.json" with { type: "json" };
import { runCommand } from "./command.ts";
import { study } from "../notebook/run_study.ts";
import { commandLine, type Given } from "./command_line.ts";
import { buildWhole, describeSite } from "./present.ts";

/** The commands that go on from a study, one a line, with what the study was given. */
export function nextCommands({ out, data, nom }: Given): string {
  const next: readonly (readonly [task: string, given: Given, does: string])[] = [
    ["present", { out, data }, "shows pages and slides on localhost"],
    ["report", { out, data, nom }, "writes the article"],
    ["hand-in", { out, data, nom }, "checks everything and packs it for handing in"],
  ];
  const lines = next.filter(([task]) => task in config.tasks).map(([task, given, does]) => [
    commandLine(task, given),
    does,
  ]);
  const width = Math.max(...lines.map(([command]) => command.length));
  return lines.map(([command, does]) => `  ${command.padEnd(width)}  ${does}`).join("\n");
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const asked = await study(args);
    if (!asked) return;
    const { out, data, nom } = asked;
    console.log(describeSite(await buildWhole(out, data)));
    console.log(`Next:\n${nextCommands({ out, data, nom })}`);
  });
}
