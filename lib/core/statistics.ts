/** Small facts about a list of numbers, shared by every room. */

/** The `p`-quantile of sorted values, linear between order statistics.
 *
 * @param sorted ascending, at least one value
 * @param p in [0, 1]
 * @see Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages, definition 7.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1),
    low = Math.floor(at),
    high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** Quantiles of values in any order; see {@linkcode quantileSorted}. */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((p) => quantileSorted(sorted, p));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: ArrayLike<number>): number {
  return quantiles(values, [.5])[0];
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard deviation with `n − ddof` in the denominator: `ddof` 1 for a sample, 0 for the values themselves. */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1 = 1): number {
  const m = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - m) ** 2;
  return Math.sqrt(squares / (values.length - ddof));
}
