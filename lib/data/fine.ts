/** Labels finer than the task's classes, where the file to learn from knows them. */
import { classesOf, type Dataset } from "./dataset.ts";

/** One finer label per row. */
export interface FineLabels {
  /** `codes[i]` is a position in `classes`, which are named "rap: hip hop". */
  readonly codes: Int32Array;
  /** The finer labels' names, in alphabetical order. */
  readonly classes: readonly string[];
  /** The task's class of each of `classes`, as a position in `whole`. */
  readonly wholeOf: Int32Array;
  /** The task's classes, in alphabetical order. */
  readonly whole: readonly string[];
}

/** The labels of `rows`, a class for every class of the task and value of the column or group `by` that occur together
 * in them. They can be learnt, never looked at, and rows to predict need not have them. Where `by` is "task", or the
 * file does not know what is asked for, the task's classes themselves.
 *
 * @param by "task", or a column of classes or a group, by the schema's names
 * @throws {InputError} when the file lacks the task's column
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { withColumns } from "./dataset.ts";
 * const tracks = smallTracks([{ genre: "rap" }, { genre: "pop" }, { genre: "rap" }]);
 * const known = withColumns(tracks, { texts: { subgenre: ["trap", "dance pop", "hip hop"] } });
 * const { codes, classes, wholeOf } = fineLabels(known, Int32Array.of(0, 1, 2), "subgenre");
 * assertEquals(classes, ["pop: dance pop", "rap: hip hop", "rap: trap"]);
 * assertEquals([codes, wholeOf], [Int32Array.of(2, 0, 1), Int32Array.of(0, 1, 1)]);
 * ```
 */
export function fineLabels(data: Dataset, rows: Int32Array, by: string): FineLabels {
  const { codes, classes: whole } = classesOf(data, rows);
  const parts = partsOf(data, by);
  if (!parts) return { codes, classes: whole, wholeOf: Int32Array.from(whole.keys()), whole };
  const wholeOf = new Map<string, number>();
  const names = Array.from(rows, (row, i) => {
    const name = `${whole[codes[i]]}: ${parts[row]}`;
    wholeOf.set(name, codes[i]);
    return name;
  });
  const classes = [...wholeOf.keys()].sort(), code = new Map(classes.map((name, i) => [name, i]));
  return {
    codes: Int32Array.from(names, (name) => code.get(name)!),
    classes,
    wholeOf: Int32Array.from(classes, (name) => wholeOf.get(name)!),
    whole,
  };
}

function partsOf(data: Dataset, by: string): ArrayLike<string | number> | undefined {
  if (by === "task" || by === data.schema.task || !data.has(by)) return undefined;
  return by in data.schema.columns ? data.texts(by) : data.groups(by);
}
