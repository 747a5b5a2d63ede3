/** `deno task features DIR`: files of sound to a table of features. */
import { createHash } from "node:crypto";
import { basename, dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  ALL_COLUMNS,
  COLUMNS_174,
  extractFeatures,
  type Failure,
  listSounds,
} from "../../audio/mod.ts";
import { listCollection } from "../../audio/collection/list.ts";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { papaRow, writeTable } from "../../data/mod.ts";
import { progress } from "../../show/progress.ts";
import { runCommand } from "./command.ts";
import { typedPath } from "./command_line.ts";

/** What a command line of `features` asks for. */
export interface FeaturesTask {
  /** The folder of the files. */
  readonly dir: string;
  /** The table that is written. */
  readonly to: string;
  /** Everything that is measured, instead of the 174. */
  readonly all: boolean;
}

/** What was written. */
export interface FeaturesTable {
  readonly rows: number;
  /** Files that have no row, and why. */
  readonly failures: readonly Failure[];
  /** How many rows an earlier run that was ended had made. */
  readonly kept: number;
}

const HELP =
  `deno task features DIR [options]    measures files of sound, in any folders, as a table

  --to FILE  the table (default: features.csv)
  --all      all that is measured, not the 174 features alone
  --debug    show a stack trace when something fails

A file's label is the name of its folder in DIR, or what manifest.csv says (file, label); files of DIR itself and of
DIR/test have none. A run that was ended goes on where it was.`;

/** Reads the command line; undefined where help was asked for.
 *
 * @throws {InputError} on options that there are not, and without a folder
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { to, all } = featuresTask(["music", "--all"])!;
 * assertEquals([to.endsWith("features.csv"), all], [true, true]);
 * ```
 */
export function featuresTask(args: readonly string[]): FeaturesTask | undefined {
  const options = {
    to: { type: "string" },
    all: { type: "boolean" },
    debug: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) {
      console.log(HELP);
      return undefined;
    }
    if (positionals.length !== 1) {
      const found = positionals.length ? positionals.join(" ") : "none";
      throw new InputError("which folder?", { found, expected: `one folder\n\n${HELP}` });
    }
    const { to = "features.csv", all = false } = values;
    return { dir: resolve(positionals[0]), to: resolve(to), all };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${error.message}\n\n${HELP}`);
    throw error;
  }
}

/** Where the rows of a run are kept until its table is whole: beside it, another place for another folder. */
export function unfinished({ dir, to, all }: FeaturesTask): string {
  const key = createHash("sha256").update(JSON.stringify([dir, all])).digest("hex").slice(0, 8);
  return join(dirname(to), `.${basename(to)}.${key}`);
}

/** Measures every file of sound below a folder, on all cores, and writes the table: file, label, and a column for each
 * feature, under the names of the published table.
 *
 * @throws {InputError} when there is no such folder, no file can be heard, or the table cannot be written */
export async function writeFeatures(
  task: FeaturesTask,
  onProgress?: (done: number, total: number, file: string) => void,
): Promise<FeaturesTable> {
  const { dir, to, all } = task, cache = unfinished(task);
  const { files, labels } = await filesOf(dir), set = all ? "all" : "174";
  const { files: heard, features, failures, kept } = await extractFeatures(files, {
    ...{ set, cache, onProgress },
  });
  const names = all ? ALL_COLUMNS : COLUMNS_174, d = names.length;
  const cells = heard.map((file, i) => [
    ...[relative(dir, file), labels.get(file) ?? ""],
    ...Array.from(
      features.data.subarray(i * d, (i + 1) * d),
      (x) => String(Number(x.toPrecision(9))),
    ),
  ]);
  const table = { delimiter: ",", newline: "\n" as const, bom: false };
  const text = writeTable({ ...table, header: ["file", "label", ...names] }, cells, papaRow);
  await writeAtomically(to, text);
  await Deno.remove(cache, { recursive: true });
  return { rows: cells.length, failures, kept };
}

/** Every file of sound below a folder, and those that a manifest names; with the labels of those that have one. */
async function filesOf(dir: string) {
  const found = await listSounds(dir), asked = join(dir, "test", "");
  const { train } = found.every((file) => file.startsWith(asked))
    ? { train: [] }
    : await listCollection(dir);
  const labels = new Map(train.map(({ path, texts }) => [path, texts.label]));
  return { files: [...new Set([...found, ...labels.keys()])].sort(), labels };
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const task = featuresTask(args);
    if (!task) return;
    let bar: ReturnType<typeof progress> | undefined;
    const { rows, failures, kept } = await writeFeatures(task, (done, total, file) => {
      bar ??= progress("files", total);
      bar.update(done, basename(file));
    });
    await bar?.end("");
    for (const { why } of failures) console.error(`left out: ${why}`);
    const more = [
      ...kept ? [`${kept} from a run before`] : [],
      ...failures.length ? [`${failures.length} files left out`] : [],
    ];
    const what = `${typedPath(task.to)}: ${rows} files`;
    console.log([what, ...more].join(", "));
  });
}
