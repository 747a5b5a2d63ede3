/** Pearson's correlation of two columns, and Spearman's. */
import { midranks } from "./midranks.ts";

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
