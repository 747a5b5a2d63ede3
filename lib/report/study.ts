/** `deno task study`: runs the notebooks, builds the site from what they left, and names what can be done next. */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import config from "../../deno.json" with { type: "json" };
import { runCommand } from "../notebook/command.ts";
import { study } from "../notebook/study.ts";
import { buildWhole, describeSite } from "./present.ts";

const NEXT: readonly (readonly [task: string, does: string])[] = [
  ["present", "shows pages and slides on localhost"],
  ["report", "writes the article"],
  ["hand-in", "checks everything and packs it for handing in"],
];

/** The commands that go on from an out folder, one a line.
 *
 * @param data the folder that `--data` named: the live page of `present` learns from it */
export function nextCommands(out: string, data?: string): string {
  const short = relative(Deno.cwd(), out), path = short.startsWith("..") ? out : short;
  const quoted = (text: string) => /[^\w./-]/.test(text) ? `"${text}"` : text;
  const outOption = path === "out" ? "" : ` --out ${quoted(path)}`;
  const dataOption = data ? ` --data ${quoted(data)}` : "";
  const lines = NEXT.filter(([task]) => task in config.tasks).map(([task, does]) => [
    `deno task ${task}${outOption}${task === "present" ? dataOption : ""}`,
    does,
  ]);
  const width = Math.max(...lines.map(([command]) => command.length));
  return lines.map(([command, does]) => `  ${command.padEnd(width)}  ${does}`).join("\n");
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const out = await study(args);
    if (out === undefined) return;
    const { data } =
      parseArgs({ args, strict: false, options: { data: { type: "string" } } }).values;
    const folder = typeof data === "string" ? data : undefined;
    console.log(describeSite(await buildWhole(out, folder)));
    console.log(`Next:\n${nextCommands(out, folder)}`);
  });
}
