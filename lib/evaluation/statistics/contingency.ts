/** Counts of two categories, the chi-squared test on them, and Cramér's V. */
import { chiSquaredTail, type Tail } from "./distributions.ts";

/** How often each pair of categories occurs: `counts[row category][column category]`. */
interface Contingency {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly counts: readonly (readonly number[])[];
}

/** Counts pairs; categories in ascending order.
 * @param a the first category of each row, as a number; NaN leaves the row out
 * @param b the second, likewise */
export function contingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  const distinct = (list: ArrayLike<number>) =>
    [...new Set(Array.from(list))].filter((value) => !Number.isNaN(value)).sort((x, y) => x - y);
  const rows = distinct(a), columns = distinct(b);
  const rowOf = new Map(rows.map((value, i) => [value, i]));
  const columnOf = new Map(columns.map((value, i) => [value, i]));
  const counts = rows.map(() => new Array<number>(columns.length).fill(0));
  for (let i = 0; i < a.length; i++) {
    const row = rowOf.get(a[i]), column = columnOf.get(b[i]);
    if (row !== undefined && column !== undefined) counts[row][column]++;
  }
  return { rows, columns, counts };
}

/** What a table of counts says about the two categories. */
interface ChiSquared extends Tail {
  /** Pearson's χ² (1900): Σ (seen − expected)² / expected, without Yates' correction. */
  readonly chiSquared: number;
  readonly df: number;
  /** √(χ² / (n · (smaller side − 1))), 0 for independence to 1 for one fixing the other (Cramér 1946). */
  readonly cramersV: number;
  /** Σ p log(p / (p of row · p of column)), in nats: 0 for independence. */
  readonly mutualInformation: number;
}

/** Tests rows and columns of a table of counts for independence; NaN where a side has one category. */
export function chiSquared(counts: readonly (readonly number[])[]): ChiSquared {
  const seen = (sums: number[]) => sums.filter((sum) => sum > 0).length;
  const rowSums = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
  const columnSums = (counts[0] ?? []).map((_, j) => counts.reduce((sum, row) => sum + row[j], 0));
  const n = rowSums.reduce((sum, count) => sum + count, 0);
  let statistic = 0, information = 0;
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = rowSums[i] * columnSums[j] / n;
      if (expected > 0) statistic += (count - expected) ** 2 / expected;
      if (count > 0) information += count / n * Math.log(count / expected);
    })
  );
  const rows = seen(rowSums), columns = seen(columnSums), df = (rows - 1) * (columns - 1);
  const none = df < 1;
  return {
    chiSquared: none ? NaN : statistic,
    df,
    cramersV: Math.sqrt(statistic / (n * (Math.min(rows, columns) - 1))),
    mutualInformation: Math.max(0, information),
    ...(none ? { p: NaN, log10P: NaN } : chiSquaredTail(statistic, df)),
  };
}
