/** Mean, standard deviation, median and quantiles, for every room. */

/** The `p`-quantile of sorted values, linear between order statistics.
 *
 * @param sorted ascending, at least one value
 * @param p in [0, 1]
 * @see Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages, definition 7.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(quantileSorted([0, 10, 20, 30], .5), 15);
 * ```
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1),
    low = Math.floor(at),
    high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** Quantiles of values in any order; see {@linkcode quantileSorted}.
 *
 * @param values at least one
 * @param probabilities each in [0, 1]
 * @returns one number per probability
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(quantiles([30, 0, 20, 10], [0, .5, 1]), [0, 15, 30]);
 * ```
 */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((p) => quantileSorted(sorted, p));
}

/** The middle value, or the mean of the two middle ones.
 *
 * @param values in any order, at least one
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(median([9, 1, 2]), 2);
 * ```
 */
export function median(values: ArrayLike<number>): number {
  return quantiles(values, [.5])[0];
}

/** Arithmetic mean; NaN of nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(mean([1, 2, 6]), 3);
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard deviation with `n − ddof` in the denominator: `ddof` 1 for a sample, 0 for the values themselves.
 *
 * @returns NaN of fewer than `ddof` + 1 values
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(standardDeviation([1, 3], 0), 1);
 * assertEquals(standardDeviation([1, 3]), Math.SQRT2);
 * ```
 */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  const m = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - m) ** 2;
  return Math.sqrt(squares / (values.length - ddof));
}
