/** Runs the notebooks in order on the real Deno kernel and says where everything is: what `deno task study` does
 * before it builds the site. */
import { basename, join, relative } from "node:path";
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { type Course, openCourse } from "../../studies/spotify/open.ts";
import { progress } from "../../show/progress.ts";
import { SESSION_VARIABLES } from "../../studies/spotify/session.ts";
import { runCommand } from "../commands/command.ts";
import { bringForNotebooks } from "../commands/bring.ts";
import { confinement } from "../kernel/confinement.ts";
import { guard } from "../kernel/guard.ts";
import { withWhatTheyNeed } from "./needs.ts";
import { readOptions, type Values } from "../commands/options.ts";
import { claimOutFolder } from "../commands/out_folder.ts";
import { runNotebook } from "./run.ts";

const COMMAND = {
  name: "study",
  does: "runs the study's notebooks; everything it makes goes to one folder",
  options: ["data", "out", "nom", "only", "seed", "quick", "fresh", "offline", "debug"],
} as const;

type Options = Values<typeof COMMAND.options[number]>;

/** The notebooks to run, in the order of their names. */
function chooseNotebooks(only: string[]): string[] {
  const folder = join(PROJECT_ROOT, "notebooks");
  const all = [...Deno.readDirSync(folder)].map((entry) => entry.name)
    .filter((name) => name.endsWith(".ipynb")).sort();
  const unknown = only.find((part) => !all.some((name) => name.startsWith(part)));
  if (unknown) {
    throw new InputError("--only names no notebook", { found: unknown, expected: all.join(", ") });
  }
  return all.filter((name) => !only.length || only.some((part) => name.startsWith(part)))
    .map((name) => join(folder, name));
}

async function runOne(
  path: string,
  options: Options,
  course: Course,
  guarded: Readonly<Record<string, string>>,
): Promise<void> {
  const name = basename(path), kept = join(options.out, "notebooks", name);
  let bar: ReturnType<typeof progress> | undefined;
  const result = await runNotebook(path, {
    out: kept,
    env: {
      COURSE_DATA: course.dir,
      COURSE_ORIGIN: course.origin,
      [SESSION_VARIABLES.out]: options.out,
      [SESSION_VARIABLES.nom]: options.nom,
      [SESSION_VARIABLES.seed]: String(options.seed),
      [SESSION_VARIABLES.quick]: options.quick ? "1" : "0",
      [SESSION_VARIABLES.fresh]: options.fresh ? "1" : "0",
      HF_HUB_OFFLINE: "1", // what could be had was brought before
      ...guarded,
    },
    onCell({ index, total, title, state }) {
      bar ??= progress(name.replace(/\.ipynb$/, ""), total);
      bar.update(state === "done" ? index + 1 : index, title);
    },
  });
  await bar?.end(result.failed ? "failed" : "");
  if (result.failed) {
    const { where, ename, evalue } = result.failed;
    throw new InputError(
      `${name}, ${where}: ${ename}: ${evalue}\nThe notebook up to there: ${show(kept)}`,
    );
  }
}

/** A path as the user would type it from here. */
function show(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") ? path : short;
}

/** What stands in the out folder now, one line each. */
function summary(out: string): string {
  const lines = [...Deno.readDirSync(out)].map((entry) => entry).filter((e) =>
    !e.name.startsWith(".")
  )
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .map((entry) => `  ${show(join(out, entry.name))}${entry.isDirectory ? "/" : ""}`);
  return lines.join("\n");
}

/** Runs the study as a command line asks, and says where its results are.
 *
 * @returns what it was asked for; undefined when the command line asked for help alone
 * @throws {InputError} when an option, the data or a notebook fails */
export async function study(args: string[]): Promise<Options | undefined> {
  const given = readOptions(COMMAND, args);
  if (!given) return undefined;
  const started = performance.now();
  const course = await openCourse({ data: given.data });
  const options = { ...given, quick: given.quick || course.origin === "sample" };
  const chosen = chooseNotebooks(options.only);
  const { ready: notebooks, leftOut } = await withWhatTheyNeed(chosen, course.dir);
  using _claimed = await claimOutFolder(options.out);
  console.log([course.describe(), ...leftOut].join("\n"));
  await bringForNotebooks(notebooks, options);
  await using confined = await guard(confinement({ ...options, data: course.dir }));
  for (const path of notebooks) await runOne(path, options, course, confined?.env ?? {});
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\nDone in ${seconds} s. Results:\n${summary(options.out)}`);
  return options;
}

if (import.meta.main) await runCommand(study);
