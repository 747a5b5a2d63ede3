/** A table as a record keeps it, for the article. */

/** Between a row's number, its words, and the name of a column. */
const BETWEEN = " | ";

/** Every number of a table by its row's number and words and its column's name; `interval` becomes two, low and high. (The
 * numbers are there since a record keeps its scores in the order of their names.)
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const rows = [{ name: "svm", way: "at random", value: .8, interval: [.7, .9] }];
 * assertEquals(asScores(rows), {
 *   "1 | svm | at random | value": .8, "1 | svm | at random | low": .7, "1 | svm | at random | high": .9,
 * });
 * ```
 */
export function asScores(rows: readonly object[]): Record<string, number> {
  return Object.fromEntries(rows.flatMap((row, i) => {
    const cells = Object.entries(row).flatMap(([column, cell]): [string, unknown][] =>
      column === "interval" ? [["low", cell[0]], ["high", cell[1]]] : [[column, cell]]
    );
    const words = cells.flatMap(([, cell]) => typeof cell === "string" ? [cell] : []);
    return cells.flatMap(([column, cell]): [string, number][] =>
      typeof cell === "number" ? [[[i + 1, ...words, column].join(BETWEEN), cell]] : []
    );
  }));
}

/** A row that was kept: its words, and its numbers by column. */
export interface KeptRow {
  /** In their order. */
  readonly words: readonly string[];
  /** By the name of the column. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** The rows of a table that a record keeps.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(asRows({ "2 | jazz | beats": 0, "1 | pop | beats": 1, "1 | pop | tempo": 90 }), [
 *   { words: ["pop"], numbers: { beats: 1, tempo: 90 } }, { words: ["jazz"], numbers: { beats: 0 } },
 * ]);
 * ```
 */
export function asRows(scores: Readonly<Record<string, number>>): KeptRow[] {
  const cells = Object.entries(scores).map(([key, value]) => {
    const [row, ...words] = key.split(BETWEEN), column = words.pop()!;
    return { row: Number(row), words, column, value };
  });
  const rows = [...Map.groupBy(cells, ({ row }) => row)].sort(([a], [b]) => a - b);
  return rows.map(([, own]) => ({
    words: own[0].words,
    numbers: Object.fromEntries(own.map(({ column, value }) => [column, value])),
  }));
}
