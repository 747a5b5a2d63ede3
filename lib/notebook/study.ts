/** Runs the notebooks in order on the real Deno kernel and says where everything is: what `deno task study` does
 * before it builds the site. */
import { parseArgs } from "node:util";
import { basename, join, relative, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { type Course, openCourse, PROJECT_ROOT } from "../data/course.ts";
import { fileNamePart } from "../data/prediction.ts";
import { progress } from "../show/progress.ts";
import { parseSeed, SESSION_VARIABLES } from "../study/session.ts";
import { runCommand } from "./command.ts";
import { bringForNotebooks } from "./bring.ts";
import { confinement } from "./confinement.ts";
import { guard } from "./guard.ts";
import { withWhatTheyNeed } from "./needs.ts";
import { claimOutFolder } from "./out_folder.ts";
import { runNotebook } from "./run.ts";

const HELP =
  `deno task study [options]    runs the study's notebooks; everything it makes goes to one folder

  --data DIR    folder with train.csv, test.csv and data_EDM_full.csv
                (default: COURSE_DATA, then data/course/, then the built-in sample)
  --out DIR     folder for the results (default: out)
  --nom NAME    your name in NAME_prediction_base.csv (default: NOM)
  --only 03,05  these notebooks alone
  --seed N      seed of everything random (default: 1)
  --quick       fewer and shorter trainings (always so on the sample)
  --fresh       train again what the records hold already
  --offline     reach no network: a sentence model that is not here is not brought
  --debug       show a stack trace when something fails`;

interface Options {
  data?: string;
  out: string;
  nom: string;
  only: string[];
  seed: number;
  quick: boolean;
  fresh: boolean;
  offline: boolean;
}

function parseOptions(args: string[]): Options | undefined {
  const text = { type: "string" } as const, flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: text,
        out: { ...text, default: "out" },
        nom: { ...text, default: "NOM" },
        only: text,
        seed: { ...text, default: "1" },
        quick: flag,
        fresh: flag,
        offline: flag,
        debug: flag,
        help: { ...flag, short: "h" },
      },
    });
    if (values.help) return undefined;
    return {
      data: values.data,
      out: resolve(values.out),
      nom: fileNamePart(values.nom),
      only: values.only?.split(",").map((part) => part.trim()).filter(Boolean) ?? [],
      seed: parseSeed(values.seed),
      quick: values.quick,
      fresh: values.fresh,
      offline: values.offline,
    };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${error.message}\n\n${HELP}`);
    throw error;
  }
}

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
 * @returns the out folder; undefined when the command line asked for help alone
 * @throws {InputError} when an option, the data or a notebook fails */
export async function study(args: string[]): Promise<string | undefined> {
  const given = parseOptions(args);
  if (!given) {
    console.log(HELP);
    return undefined;
  }
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
  return options.out;
}

if (import.meta.main) await runCommand(study);
