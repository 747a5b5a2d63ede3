/** Means of rows, by what they have in common. */
import { mean } from "../../core/statistics.ts";

/** One row for each group, and with `all` one for all rows: the means of every column of numbers.
 *
 * @param by the column that names the group
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const rows = [{ style: "pop", beats: 1 }, { style: "pop", beats: .5 }, { style: "jazz", beats: 0 }];
 * assertEquals(meansBy(rows, "style"), [
 *   { style: "pop", beats: .75 }, { style: "jazz", beats: 0 }, { style: "all", beats: .5 },
 * ]);
 * ```
 */
export function meansBy<Row extends object>(
  rows: readonly Row[],
  by: keyof Row & string,
): Readonly<Record<string, string | number>>[] {
  const groups = [...Map.groupBy(rows, (row) => String(row[by])), ["all", rows] as const];
  return groups.map(([name, own]) => ({
    [by]: name,
    ...Object.fromEntries(
      Object.entries(own[0]).filter(([column, value]) => column !== by && typeof value === "number")
        .map(([column]) => [column, mean(own.map((row) => row[column as keyof Row] as number))]),
    ),
  }));
}

/** How many rows have each value of a column, the most frequent first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(countsOf([{ key: "same" }, { key: "other" }, { key: "same" }], "key"), [
 *   { key: "same", clips: 2, share: 2 / 3 }, { key: "other", clips: 1, share: 1 / 3 },
 * ]);
 * ```
 */
export function countsOf<Row extends object>(
  rows: readonly Row[],
  column: keyof Row & string,
): Readonly<Record<string, string | number>>[] {
  const groups = [...Map.groupBy(rows, (row) => String(row[column]))];
  return groups.sort(([, a], [, b]) => b.length - a.length).map(([name, own]) => ({
    [column]: name,
    clips: own.length,
    share: own.length / rows.length,
  }));
}
