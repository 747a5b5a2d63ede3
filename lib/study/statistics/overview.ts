/** What a file holds, before any statistics: how much, how complete, how often the same. */
import { InputError } from "../../core/errors.ts";
import { type Dataset, identityOf } from "../../data/mod.ts";

/** How often a text occurs. */
export interface Count {
  /** The text. */
  readonly value: string;
  /** How many have it. */
  readonly rows: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
}

function tally(texts: readonly string[]): Count[] {
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

/** Rows per value of a column of few values, in alphabetical order: the task's classes by default.
 *
 * @throws {InputError} when the file has no such column
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks(["rap", "pop", "rap", "rap"].map((genre) => ({ genre })));
 * assertEquals(balance(tracks)[0], { value: "pop", rows: 1, share: .25 });
 * ```
 */
export function balance(tracks: Dataset, column?: string): Count[] {
  return tally(column ? cellsOf(tracks, column) : tracks.texts(tracks.schema.task));
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
export function missingCells(
  tracks: Dataset,
): { column: string; missing: number; share: number }[] {
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

/** Rows that come more than once. */
export interface Repeats {
  /** Rows that share the group with another row. */
  readonly rows: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
  /** Different groups in the file; were nothing repeated, as many as rows. */
  readonly distinct: number;
  /** Of the groups of several rows, how many stand under more than one class. */
  readonly underSeveralClasses: number;
  /** How many groups have 1, 2, 3 … rows. */
  readonly sizes: readonly { readonly size: number; readonly groups: number }[];
}

/** Counts the rows that share a group: by default those that are one and the same thing.
 *
 * @throws {InputError} when the file knows no such group
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ album: "A", genre: "pop" }, { album: "A", genre: "rap" }, { album: "B", genre: "pop" }]);
 * const { rows, distinct, underSeveralClasses } = repeats(tracks, "album");
 * assertEquals([rows, distinct, underSeveralClasses], [2, 2, 1]);
 * ```
 */
export function repeats(tracks: Dataset, group?: string): Repeats {
  const numbers = group ? tracks.groups(group) : identityOf(tracks);
  const members = Map.groupBy(numbers.keys(), (row) => numbers[row]);
  const bySize = Map.groupBy(members.values(), (rows) => rows.length);
  const several = [...members.values()].filter((rows) => rows.length > 1);
  const rows = several.reduce((sum, { length }) => sum + length, 0);
  const { task } = tracks.schema, labels = tracks.has(task) ? tracks.texts(task) : undefined;
  return {
    rows,
    share: rows / tracks.rows,
    distinct: members.size,
    underSeveralClasses: labels
      ? several.filter((rows) => rows.some((row) => labels[row] !== labels[rows[0]])).length
      : 0,
    sizes: [...bySize].map(([size, groups]) => ({ size, groups: groups.length }))
      .sort((a, b) => a.size - b.size),
  };
}
