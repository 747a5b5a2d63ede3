/** Runs a study's notebooks on the real Deno kernel and says where everything is: what `deno task study` does
 * before it builds the site. */
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { DATA_VARIABLE, PROJECT_ROOT } from "../../core/places.ts";
import { taskOf } from "../../data/mod.ts";
import { QUEUE_VARIABLE } from "../../experiments/runners/queue/connect.ts";
import { progress } from "../../show/progress.ts";
import { bringForNotebooks } from "../commands/bring.ts";
import { typedPath } from "../commands/command_line.ts";
import { claimOutFolder } from "../commands/out_folder.ts";
import { ORIGIN_VARIABLE } from "../data_folder.ts";
import { confinement } from "../kernel/confinement.ts";
import { guard } from "../kernel/guard.ts";
import { SESSION_VARIABLES } from "../session_variables.ts";
import type { OpenedData, Study } from "../study.ts";
import { notebooksFolder, notebooksOf } from "./notebooks.ts";
import { orderOf, withWhatTheyNeed } from "./needs.ts";
import { readyKernel } from "./ready_kernel.ts";
import { type CellEvent, runNotebook, type RunOptions } from "./run.ts";
import { lanesHere, runSideBySide, type Steps } from "./side_by_side.ts";
import { StillPictures } from "./still_pictures.ts";
import { Executed } from "./unchanged.ts";

/** How a study is run. */
interface RunStudyOptions {
  /** The folder of its data, as for its `open`. */
  readonly data?: string;
  /** The folder of everything that it makes. */
  readonly out: string;
  /** The author's name in file names. */
  readonly nom: string;
  /** These notebooks alone, by how their names begin; all where there are none. */
  readonly only: readonly string[];
  readonly seed: number;
  /** Of a sample that is made by code. */
  readonly rows?: number;
  readonly quick: boolean;
  readonly fresh: boolean;
  readonly offline: boolean;
  /** Is told of every cell's start and end, beside the progress bar. */
  readonly onCell?: (notebook: string, event: CellEvent) => void;
}

/** The notebooks to run, in the order of their names. */
export function chooseNotebooks(id: string, only: readonly string[]): string[] {
  const folder = notebooksFolder(PROJECT_ROOT, id), all = notebooksOf(folder);
  const unknown = only.find((part) => !all.some((name) => name.startsWith(part)));
  if (unknown) {
    throw new InputError("--only names no notebook", { found: unknown, expected: all.join(", ") });
  }
  return all.filter((name) => !only.length || only.some((part) => name.startsWith(part)))
    .map((name) => join(folder, name));
}

/** What an executed notebook tells of the data that it was run on, for pages. */
function aboutData({ id }: Study, { origin, source, fingerprint, datasets, details }: OpenedData) {
  const { train } = datasets, isLabelled = train.has(train.schema.task);
  const classes = isLabelled ? taskOf(train, Int32Array.of()).classes.length : 0;
  return { id, origin, source, fingerprint, rows: train.rows, classes, details };
}

/** What the kernels' environment tells their notebooks. */
const environment = (study: Study, options: RunStudyOptions, data: OpenedData) => ({
  [study.data.variable]: data.dir,
  [DATA_VARIABLE]: data.dir,
  [ORIGIN_VARIABLE]: data.origin,
  [SESSION_VARIABLES.out]: options.out,
  [SESSION_VARIABLES.nom]: options.nom,
  [SESSION_VARIABLES.seed]: String(options.seed),
  [SESSION_VARIABLES.quick]: options.quick ? "1" : "0",
  [SESSION_VARIABLES.fresh]: options.fresh ? "1" : "0",
  HF_HUB_OFFLINE: "1", // what could be had was brought before
});

async function runOne(
  path: string,
  study: Study,
  options: RunStudyOptions,
  data: OpenedData,
  run: Pick<RunOptions, "kernel" | "pictures"> & Steps,
): Promise<void> {
  const name = basename(path), kept = join(options.out, "notebooks", name);
  let bar: ReturnType<typeof progress> | undefined, ended: Promise<void> | undefined;
  const result = await runNotebook(path, {
    out: kept,
    places: { data: data.dir, out: options.out },
    metadata: { study: aboutData(study, data) },
    ...run,
    onCell(event) {
      const { index, total, title, state } = event;
      options.onCell?.(path, event);
      if (state === "done") run.onCellEnd();
      bar ??= progress(name.replace(/\.ipynb$/, ""), total);
      bar.update(state === "done" ? index + 1 : index, title);
    },
    onCellsDone() {
      ended = bar?.end("");
      run.onCellsDone();
    },
  });
  await (ended ?? bar?.end(result.failed ? "failed" : ""));
  if (result.failed) {
    const { where, ename, evalue } = result.failed;
    throw new InputError(
      `${name}, ${where}: ${ename}: ${evalue}\nThe notebook up to there: ${typedPath(kept)}`,
    );
  }
}

/** What stands in the out folder now, one line each. */
function summary(out: string): string {
  const lines = [...Deno.readDirSync(out)].map((entry) => entry).filter((e) =>
    !e.name.startsWith(".")
  )
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .map((entry) => `  ${typedPath(join(out, entry.name))}${entry.isDirectory ? "/" : ""}`);
  return lines.join("\n");
}

/** Executes notebooks, some at a time, in kernels that are confined. */
async function execute(
  notebooks: readonly string[],
  study: Study,
  options: RunStudyOptions,
  data: OpenedData,
  onExecuted: (path: string) => void,
): Promise<void> {
  const allowed = {
    ...options,
    cwd: notebooksFolder(PROJECT_ROOT, study.id),
    data: data.dir,
    queue: Deno.env.get(QUEUE_VARIABLE),
  };
  await using confined = await guard(confinement(allowed));
  const env = { ...environment(study, options, data), ...confined?.env };
  using pictures = new StillPictures();
  const order = await orderOf(notebooks); // a quick run has few rows: there is memory for two
  const waiting = options.quick ? order.map((each) => ({ ...each, alone: false })) : order;
  await runSideBySide(waiting, {
    lanes: lanesHere(),
    start: (path) => readyKernel(path, env),
    async run(path, kernel, steps) {
      await runOne(path, study, options, data, { kernel, pictures, ...steps });
      onExecuted(path);
    },
  });
}

/** Runs the study's notebooks, but for those that nothing has changed for, and says where their results are.
 *
 * @throws {InputError} when an option, the data or a notebook fails */
export async function runStudy(study: Study, given: RunStudyOptions): Promise<void> {
  const started = performance.now();
  const data = await study.open({ data: given.data, out: given.out });
  const options = {
    ...given,
    quick: given.quick || data.origin === "sample" && given.rows === undefined,
  };
  const chosen = chooseNotebooks(study.id, options.only);
  const { ready: notebooks, leftOut } = await withWhatTheyNeed(chosen, data.dir, data.without);
  using _claimed = await claimOutFolder(options.out);
  console.log([data.describe(), ...leftOut].join("\n"));
  const model = await bringForNotebooks(notebooks, options), { nom, seed, quick, rows } = options;
  const circumstances = { data: aboutData(study, data), model, nom, seed, quick, rows };
  const executed = new Executed(options.out, circumstances);
  const due = await executed.due(notebooks, options);
  if (due.length < notebooks.length) {
    const others = notebooks.filter((path) => !due.includes(path));
    const names = others.map((path) => basename(path, ".ipynb")).join(", ");
    console.log(`Unchanged, so not executed again (--fresh would): ${names}.`);
  }
  if (due.length > 0) {
    try {
      await execute(due, study, options, data, (path) => executed.add(path));
    } finally {
      await executed.keep();
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\nDone in ${seconds} s. Results:\n${summary(options.out)}`);
}
