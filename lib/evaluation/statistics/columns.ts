/** Dataset as plain named columns, for statistics and for danfojs frames. */
import { columnsOfKind, type Dataset, measuredNames } from "../../data/mod.ts";

/** Columns of numbers by name, all of one length. */
export type NumberColumns = Readonly<Record<string, ArrayLike<number>>>;

/** The 13 quantities and the release year, NaN where the file has nothing.
 *
 * @param rows which rows, in which order; by default all
 * @returns 14 columns, in the order of the course's file, `year` last
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ tempo: 90, date: "1999" }, { tempo: "" }]);
 * const { tempo, year } = numberColumns(tracks);
 * assertEquals([[...tempo], [...year]], [[90, NaN], [1999, 2001]]);
 * ```
 */
export function numberColumns(tracks: Dataset, rows?: Int32Array): Record<string, Float64Array> {
  const pick = (of: (row: number) => number) =>
    rows
      ? Float64Array.from(rows, of)
      : Float64Array.from({ length: tracks.rows }, (_, row) => of(row));
  return Object.fromEntries(
    measuredNames(tracks.schema).map((name) => {
      const values = tracks.numbers(name);
      return [name, pick((row) => values[row])];
    }),
  );
}

/** Everything a frame should hold: title, album, genre and subgenre where the file has them, then
 * {@linkcode numberColumns}.
 *
 * @example
 * ```ts ignore
 * columnsOf(train).album; // as many as rows
 * ```
 */
export function columnsOf(
  tracks: Dataset,
  rows?: Int32Array,
): Record<string, ArrayLike<number | string>> {
  const pick = (texts: readonly string[]) => rows ? Array.from(rows, (row) => texts[row]) : texts;
  return {
    ...Object.fromEntries(
      [...columnsOfKind(tracks.schema, "text"), ...columnsOfKind(tracks.schema, "class")]
        .filter((name) => tracks.has(name)).map((name) => [name, pick(tracks.texts(name))]),
    ),
    ...numberColumns(tracks, rows),
  };
}

/** The values that are there, and their positions.
 *
 * @param values NaN where one is missing
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { values, rows } = present([7, NaN, 9]);
 * assertEquals([[...values], [...rows]], [[7, 9], [0, 2]]);
 * ```
 */
export function present(values: ArrayLike<number>): { values: Float64Array; rows: Int32Array } {
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) rows.push(i);
  return { values: Float64Array.from(rows, (i) => values[i]), rows: Int32Array.from(rows) };
}
