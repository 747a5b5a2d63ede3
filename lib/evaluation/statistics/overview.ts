/** What a file holds, before any statistics: how many of each, how complete, how exact. */
import { InputError } from "../../core/errors.ts";
import type { Dataset } from "../../data/mod.ts";

/** How often a text occurs. */
export interface Count {
  /** The text. */
  readonly value: string;
  /** Rows that hold the text. */
  readonly rows: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
}

/** How often each text occurs, in alphabetical order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(tally(["rap", "pop", "rap", "rap"])[0], { value: "pop", rows: 1, share: .25 });
 * ```
 */
export function tally(texts: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([value, rows]) => ({ value, rows, share: rows / texts.length }));
}

/** The cells of any column of the file, as they came.
 *
 * @returns one text per row
 * @throws {InputError} when the file has no such column
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ title: "One" }, { title: "Two" }]);
 * assertEquals(cellsOf(tracks, "track_name"), ["One", "Two"]);
 * ```
 */
export function cellsOf(tracks: Dataset, column: string): string[] {
  const at = tracks.table.header.indexOf(column);
  if (at < 0) {
    throw new InputError("no such column", {
      file: tracks.file,
      column,
      expected: `one of ${tracks.table.header.join(", ")}`,
    });
  }
  return tracks.table.cells.map((row) => row[at]);
}

/** How much of a column is empty. */
export interface MissingCells {
  /** As the file calls it. */
  readonly column: string;
  /** Empty cells. */
  readonly missing: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
}

/** Empty cells per column of the file.
 *
 * @returns one entry per column, in the order of the file; `share` of all rows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ tempo: "" }, { tempo: 90 }]);
 * const gaps = missingCells(tracks).filter(({ missing }) => missing > 0);
 * assertEquals(gaps, [{ column: "tempo", missing: 1, share: .5 }]);
 * ```
 */
export function missingCells(tracks: Dataset): MissingCells[] {
  return tracks.table.header.map((column, at) => {
    const missing = tracks.table.cells.filter((row) => row[at].trim() === "").length;
    return { column, missing, share: missing / tracks.rows };
  });
}

/** How exact the dates are.
 *
 * @returns rows per form: YYYY-MM-DD, YYYY-MM, YYYY, or none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ date: "1999" }, { date: "2001-02-03" }]);
 * assertEquals(datePrecision(tracks).map(({ value }) => value), ["YYYY", "YYYY-MM-DD"]);
 * ```
 */
export function datePrecision(tracks: Dataset): Count[] {
  const dates = Object.values(tracks.schema.columns).find((column) => column.kind === "date");
  if (!dates) throw new InputError("there are no dates in this file", { file: tracks.file });
  const [year, month, day] = dates.parts.map((part) => tracks.numbers(part));
  return tally(
    Array.from(
      year,
      (_, row) => day[row] ? "YYYY-MM-DD" : month[row] ? "YYYY-MM" : year[row] ? "YYYY" : "none",
    ),
  );
}
