/** How columns move together, in pairs. */
import { type NumberColumns, present } from "./columns.ts";
import { midranks } from "./midranks.ts";

/** A symmetric table of correlations. */
export interface Correlations {
  /** Of the columns, in the order of both sides of `values`. */
  readonly names: readonly string[];
  /** `values[i][j]` in [−1, 1]; NaN where a column is constant. */
  readonly values: readonly (readonly number[])[];
}

/** Pearson's correlation: covariance over the product of the standard deviations.
 *
 * @param a no NaN among them
 * @param b as many, of the same rows
 * @returns −1 to 1; NaN where a or b is constant
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(pearson([1, 2, 3], [2, 4, 6]), 1);
 * assertEquals(pearson([1, 2, 3], [1, 0, 1]), 0);
 * ```
 */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let meanA = 0, meanB = 0;
  for (let i = 0; i < n; i++) {
    meanA += a[i];
    meanB += b[i];
  }
  meanA /= n;
  meanB /= n;
  let aa = 0, bb = 0, ab = 0;
  for (let i = 0; i < n; i++) {
    const da = a[i] - meanA, db = b[i] - meanB;
    aa += da * da;
    bb += db * db;
    ab += da * db;
  }
  return aa === 0 || bb === 0 ? NaN : Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}

/** Spearman's correlation (1904): Pearson's on ranks, so that any rising curve counts as a straight line.
 *
 * @param a no NaN among them
 * @param b as many, of the same rows
 * @returns −1 to 1; NaN where a or b is constant
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(spearman([1, 2, 3], [1, 8, 27]), 1);
 * ```
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return pearson(midranks(a).ranks, midranks(b).ranks);
}

/** The correlation of every pair of columns, each pair over the rows where both have a value.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { correlations } from "./correlation.ts";
 * const { values } = correlations({ x: [1, 2, 3], cube: [1, 8, 27] }, "spearman");
 * assertEquals(values, [[1, 1], [1, 1]]);
 * ```
 */
export function correlations(
  columns: NumberColumns,
  method: "pearson" | "spearman" = "pearson",
): Correlations {
  const names = Object.keys(columns), list = Object.values(columns);
  const gaps = list.map((values) => present(values).rows.length < values.length);
  // Ranks are worth making once where no missing value of the other column can change them.
  const ready = list.map((values, i) =>
    method === "spearman" && !gaps[i] ? midranks(values).ranks : values
  );
  const values = list.map(() => new Array<number>(list.length).fill(NaN));
  for (let i = 0; i < list.length; i++) {
    for (let j = 0; j <= i; j++) {
      values[i][j] = values[j][i] = gaps[i] || gaps[j]
        ? ofPairs(list[i], list[j], method === "spearman" ? spearman : pearson)
        : pearson(ready[i], ready[j]);
    }
  }
  return { names, values };
}

function ofPairs(a: ArrayLike<number>, b: ArrayLike<number>, of: typeof pearson): number {
  const both: number[] = [];
  for (let i = 0; i < a.length; i++) if (a[i] === a[i] && b[i] === b[i]) both.push(i);
  return of(both.map((i) => a[i]), both.map((i) => b[i]));
}
