/** What tells a reader which row is meant. */
import type { Dataset } from "../data/mod.ts";

/** A row in words: cells by the names of their columns. */
export type Caption = Readonly<Record<string, string | number>>;

/** Reads the columns that the schema names as a row's caption; of columns that the file lacks, nothing.
 *
 * @param more further columns to read
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const read = captions(smallTracks([{ title: "One", album: "A", date: "1999" }]));
 * assertEquals(read(0), { title: "One", album: "A", year: 1999 });
 * ```
 */
export function captions(data: Dataset, more: readonly string[] = []): (row: number) => Caption {
  const { columns, caption } = data.schema;
  const read = [...caption, ...more].filter((name) => data.has(name)).map((name) => {
    const kind = columns[name]?.kind;
    return [
      name,
      kind === "text" || kind === "class" ? data.texts(name) : data.numbers(name),
    ] as const;
  });
  return (row) => Object.fromEntries(read.map(([name, values]) => [name, values[row]]));
}

/** Rows of which each is called differently: the first of those with one text in the caption's first column. */
export function eachOnce<Row extends Caption>(rows: readonly Row[], { schema }: Dataset): Row[] {
  const seen = new Set<string | number>(), [name] = schema.caption;
  return name === undefined
    ? [...rows]
    : rows.filter((row) => !seen.has(row[name]) && seen.add(row[name]));
}
