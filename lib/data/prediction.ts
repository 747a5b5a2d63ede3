/** Predictions → the file that is handed in. */
import { join } from "node:path";
import { writeAtomically } from "../core/atomic.ts";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { tagColumn, type TagTarget } from "../core/target.ts";
import { harmlessCell, rowWriter, writeTable } from "./csv.ts";
import type { Dataset } from "./dataset.ts";
import { sourceIn } from "./schema.ts";

/** Where predictions go, and under what name. */
export interface ExportOptions {
  /** The folder, made where it is missing. */
  out: string;
  /** The student's name, as in NOM_prediction_base.csv. */
  nom: string;
  /** Whose answers these are; goes into the file's name: "base". */
  what: string;
  /** rows × classes, in the order of the test file; written to a file beside it: `…_probabilities.csv`, or of tags
   * `…_scores.csv`, in the form of the prediction itself. */
  probabilities?: Matrix;
  /** Write them into the file itself, a column for each class after the prediction, instead of one beside it. */
  within?: boolean;
}

/** A name as part of a file name: what could leave the folder, hide the file or trouble a file system
 * becomes `_` (separators, control characters, `: * ? " < > |`) or is cut off (dots and spaces at the
 * ends, all beyond 100 bytes). Everything else stays, in whatever script.
 *
 * @throws {InputError} when nothing is left of it
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(fileNamePart("L'Éclair & Fils"), "L'Éclair & Fils");
 * assertEquals(fileNamePart("../../etc/passwd"), "_.._etc_passwd");
 * ```
 */
export function fileNamePart(name: string): string {
  let part = name.toWellFormed().normalize("NFC")
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd/\\:*?"<>|]/gu, "_")
    .replace(/^[.\s]+/u, "");
  const encoder = new TextEncoder(), { read } = encoder.encodeInto(part, new Uint8Array(100));
  part = part.slice(0, read).replace(/[.\s]+$/u, "");
  if (/^_*$/.test(part)) {
    throw new InputError("a name that makes no file name", {
      found: name,
      expected: "some letters or digits, as in --nom Dupont",
    });
  }
  return part;
}

/** Writes `NOM_prediction_base.csv`: the file to predict as it came, every cell unchanged, with the task's column (or a
 * column of 0 and 1 for every tag) after them; same delimiter, newline and byte-order mark. A column of that name that the file has already, empty or
 * not, is left out of its place: the prediction stands last, once, so that a reader by name and a reader by position
 * find the same.
 *
 * @param test the file that predictions are for
 * @param predicted one class per row, or the tags of every row
 * @returns the path of the file
 * @throws {InputError} when a row lacks a prediction, the name is unusable or the folder cannot be
 * written to; an earlier file then stands as it was
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const out = await Deno.makeTempDir();
 * const test = smallTracks([{ title: "One" }, { title: "Two" }]);
 * const path = await exportPredictions(test, ["rap", "pop"], { out, nom: "Dupont", what: "base" });
 * assert(path.endsWith("Dupont_prediction_base.csv"));
 * assert((await Deno.readTextFile(path)).trimEnd().endsWith("pop"));
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function exportPredictions(
  test: Dataset,
  predicted: readonly string[] | TagTarget,
  options: ExportOptions,
): Promise<string> {
  const { out, nom, what, probabilities, within } = options, { table, schema } = test;
  const path = join(out, `${fileNamePart(nom)}_prediction_${what}.csv`);
  const answers = Array.isArray(predicted)
    ? [[sourceIn(schema, schema.task, table.header), predicted] as const]
    : tagColumns(predicted as TagTarget);
  const columns = new Map<string, readonly string[]>(answers);
  checkComplete(test, columns, probabilities);

  const kept = table.header.flatMap((name, j) => columns.has(name) ? [] : [j]);
  const writer = await rowWriter();
  const header = [
    ...kept.map((j) => table.header[j]),
    ...columns.keys(),
    ...within && probabilities ? probabilities.names.map(harmlessCell) : [],
  ];
  const cells = table.cells.map((row, i) => [
    ...kept.map((j) => row[j]),
    ...Array.from(columns.values(), (column) => column[i]),
    ...within && probabilities ? probabilitiesOf(probabilities, i) : [],
  ]);
  await writeAtomically(path, writeTable({ ...table, header }, cells, writer));

  if (probabilities && !within) {
    const { names } = probabilities, isOfTags = !Array.isArray(predicted);
    const about = isOfTags
      ? { to: "_scores.csv", header: kept.map((j) => table.header[j]) }
      : { to: "_probabilities.csv", header: ["row"] };
    const rows = table.cells.map((row, i) => [
      ...isOfTags ? kept.map((j) => row[j]) : [String(i + 2)], // as a person counts: the header is row 1
      ...probabilitiesOf(probabilities, i),
    ]);
    const header = [...about.header, ...isOfTags ? names : names.map(harmlessCell)];
    await writeAtomically(
      path.replace(/\.csv$/, about.to),
      writeTable({ ...table, header }, rows, writer),
    );
  }
  return path;
}

/** A row's probabilities as cells. */
const probabilitiesOf = ({ names: { length }, data }: Matrix, row: number): string[] =>
  Array.from(data.subarray(row * length, (row + 1) * length), (p) => p.toPrecision(6));

/** Tags as columns of 0 and 1, by the tags' names. */
function tagColumns(y: TagTarget): (readonly [string, readonly string[]])[] {
  return y.classes.map((name, c) => [name, Array.from(tagColumn(y, c), String)]);
}

function checkComplete(
  test: Dataset,
  columns: ReadonlyMap<string, readonly string[]>,
  probabilities: Matrix | undefined,
): void {
  const { file, rows, schema } = test;
  for (const column of columns.values()) {
    for (let i = 0; i < rows; i++) {
      const label = column[i] as string | undefined;
      if (typeof label === "string" && label.trim() !== "") continue;
      throw new InputError("a row without a prediction, so nothing was written", {
        file,
        row: i + 2,
        found: label,
        expected: columns.size > 1 ? "0 or 1 for every tag" : `a ${schema.task}`,
      });
    }
    if (column.length > rows) {
      throw new InputError("more predictions than rows, so nothing was written", {
        file,
        found: column.length,
        expected: `${rows} predictions`,
      });
    }
  }
  if (probabilities && probabilities.rows !== rows) {
    throw new InputError("probabilities of other rows, so nothing was written", {
      file,
      found: `${probabilities.rows} rows`,
      expected: `${rows} rows`,
    });
  }
}
