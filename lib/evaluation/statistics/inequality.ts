/** How unevenly something is spread: Lorenz curve, Gini's coefficient, the share of the largest. */
import { InputError } from "../../core/errors.ts";

/** A Lorenz curve: `cumulative[i]` of the whole belongs to the smallest `share[i]` of its owners. */
export interface Lorenz {
  /** Shares of the owners, from 0 to 1. */
  readonly share: Float64Array;
  /** Shares of the whole, from 0 to 1. */
  readonly cumulative: Float64Array;
}

/** The Lorenz curve of amounts, the smallest first.
 *
 * @param amounts from 0, in any order
 * @returns a point for every amount, and (0, 0) before them
 * @throws {InputError} when there is no amount, one is negative or no number, or all are 0
 * @see Lorenz, M. O. (1905). Methods of measuring the concentration of wealth.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(lorenz([3, 1]).cumulative, Float64Array.of(0, .25, 1));
 * ```
 */
export function lorenz(amounts: ArrayLike<number>): Lorenz {
  const sorted = Float64Array.from(amounts).sort(), n = sorted.length;
  const whole = sorted.reduce((sum, amount) => sum + amount, 0);
  if (!(whole > 0 && whole < Infinity && sorted[0] >= 0)) {
    throw new InputError("amounts whose spread has no measure", {
      found: n === 0 ? "none" : `amounts from ${sorted[0]} to ${sorted[n - 1]}`,
      expected: "finite amounts from 0, one at least above 0",
    });
  }
  const share = new Float64Array(n + 1), cumulative = new Float64Array(n + 1);
  sorted.forEach((amount, i) => {
    share[i + 1] = (i + 1) / n;
    cumulative[i + 1] = cumulative[i] + amount / whole;
  });
  cumulative[n] = 1;
  return { share, cumulative };
}

/** Gini's coefficient: Σᵢⱼ |xᵢ − xⱼ| / (2 n² mean), twice the area between the Lorenz curve and the diagonal. 0 when all
 * have the same, (n − 1) / n when one has all.
 *
 * It depends on what is counted: of the cells of a 0/1 table with a share d of ones it is 1 − d, whatever their order.
 *
 * @throws {InputError} as {@linkcode lorenz}
 * @see Gini, C. (1912). Variabilità e mutabilità.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(gini([4, 4, 4, 4]), 0);
 * assertAlmostEquals(gini([0, 0, 0, 10]), .75);
 * ```
 */
export function gini(amounts: ArrayLike<number>): number {
  const { cumulative } = lorenz(amounts), n = amounts.length;
  let area = 0;
  for (let i = 0; i < n; i++) area += (cumulative[i] + cumulative[i + 1]) / (2 * n);
  return Math.max(0, 1 - 2 * area);
}

/** What the largest hold of the whole.
 *
 * @param share of the owners, 0 to 1; rounded to whole owners, at least one
 * @throws {InputError} as {@linkcode lorenz}
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(topShare([1, 2, 3, 4, 10], .2), .5);
 * ```
 */
export function topShare(amounts: ArrayLike<number>, share: number): number {
  const { cumulative } = lorenz(amounts), n = amounts.length;
  return 1 - cumulative[n - Math.max(1, Math.round(share * n))];
}
