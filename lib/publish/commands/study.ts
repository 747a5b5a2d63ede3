/** `deno task study`: runs the notebooks, builds the site from what they left, and names what can be done next. */
import { join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { InputError } from "../../core/errors.ts";
import { runStudy } from "../notebook/run_study.ts";
import { commandLine, type Given } from "./command_line.ts";
import { runCommand } from "./command.ts";
import { readOptions, tellRows } from "./options.ts";
import { useQueue } from "./queue_options.ts";
import { buildWhole, describeSite } from "./present.ts";
import type { Study } from "../study.ts";
import { ALL, loadStudy, namedStudy, studyNames } from "./studies.ts";

const COMMAND = {
  name: "study",
  does: "runs the study's notebooks; everything it makes goes to one folder",
  options: [
    ...["data", "out", "nom", "only", "seed", "rows", "quick", "fresh", "offline"] as const,
    ...["queue", "password-file", "debug"] as const,
  ],
  more: `Instead of a study's name, ${ALL} runs all of them, each into a folder of its own.`,
} as const;

/** The commands that go on from a study, one a line, with what the study was given; an article where it has one. */
export function nextCommands(
  { id, out, data, nom }: Given,
  { article }: Pick<Study, "article">,
): string {
  const next: readonly (readonly [task: string, given: Given, does: string])[] = [
    ["present", { id, out, data }, "shows pages and slides on localhost"],
    ["report", { id, out, data, nom }, "writes the article"],
    ["hand-in", { id, out, data, nom }, "checks everything and packs it for handing in"],
  ];
  const can = next.filter(([task]) => task in config.tasks && (task !== "report" || article));
  const lines = can.map(([task, given, does]) => [
    commandLine(task, given),
    does,
  ]);
  const width = Math.max(...lines.map(([command]) => command.length));
  return lines.map(([command, does]) => `  ${command.padEnd(width)}  ${does}`).join("\n");
}

/** Runs one study as the options ask, into its own folder below `--out` where all are run. */
async function one(id: string, options: readonly string[], isOneOfAll: boolean): Promise<void> {
  const study = await loadStudy(id), asked = readOptions(COMMAND, options, study);
  if (!asked) return;
  const { data, nom } = asked;
  if (isOneOfAll && data !== undefined) {
    throw new InputError(`--data is one study's; ${ALL} takes each study's own`, { found: data });
  }
  const named = isOneOfAll && options.some((option) => /^--out(=|$)/.test(option));
  const out = named ? join(asked.out, id) : asked.out;
  tellRows(asked.rows);
  useQueue(asked);
  await runStudy(study, { ...asked, out });
  const all = isOneOfAll ? join(out, "..", "index.html") : undefined;
  console.log(describeSite(await buildWhole(study, { out, data, all })));
  console.log(`Next:\n${nextCommands({ id, out, data, nom }, study)}`);
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const { id, options } = namedStudy(args), isAll = id === ALL;
    for (const name of isAll ? studyNames() : [id]) await one(name, options, isAll);
  });
}
