/** Ranks, equal values sharing the mean of theirs. */

/** Ranks of a list of numbers. */
interface Midranks {
  /** From 1, in the order of the values. */
  readonly ranks: Float64Array;
  /** Σ t³ − t over the sets of t equal values: what ties take from a rank statistic's variance. */
  readonly ties: number;
}

/** Ranks from 1, ties taking the mean of the ranks they cover.
 *
 * @param values no NaN among them
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { midranks } from "./midranks.ts";
 * assertEquals([...midranks([20, 10, 20]).ranks], [2.5, 1, 2.5]);
 * ```
 */
export function midranks(values: ArrayLike<number>): Midranks {
  const n = values.length, sorted = Float64Array.from(values).sort();
  const rankAt = new Float64Array(n); // at the first position of each run of equal values
  let ties = 0;
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    const t = end - start;
    rankAt[start] = (start + 1 + end) / 2;
    ties += t * t * t - t;
    start = end;
  }
  const ranks = new Float64Array(n);
  for (let i = 0; i < n; i++) ranks[i] = rankAt[lowerBound(sorted, values[i])];
  return { ranks, ties };
}

/** The first position of `sorted` whose value is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
