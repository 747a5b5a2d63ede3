/** Summary of a column of numbers: moments, quartiles, outliers. */
import { quantileSorted } from "../../core/statistics.ts";
import { present } from "./columns.ts";

/** Summary of one column; NaN where too few values are there. */
export interface ColumnSummary {
  /** Number of values that are not missing. */
  readonly count: number;
  /** Number of missing values. */
  readonly missing: number;
  /** Arithmetic mean. */
  readonly mean: number;
  /** Of a sample: n − 1 in the denominator. */
  readonly sd: number;
  /** Smallest value. */
  readonly min: number;
  /** A quarter of the values lie below; by linear interpolation, as the next two. */
  readonly q1: number;
  /** Half of the values lie below. */
  readonly median: number;
  /** Three quarters of the values lie below. */
  readonly q3: number;
  /** Largest value. */
  readonly max: number;
  /** m₃ / m₂^(3/2) of the central moments mₖ: 0 for a symmetric column, above for a tail to the right. */
  readonly skewness: number;
  /** m₄ / m₂² − 3: 0 for a bell, above for heavy tails. */
  readonly excessKurtosis: number;
}

/** Sums up a column, missing values left out and counted.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { count, missing, mean, median } = columnSummary([1, 2, NaN, 6]);
 * assertEquals([count, missing, mean, median], [3, 1, 3, 2]);
 * ```
 */
export function columnSummary(all: ArrayLike<number>): ColumnSummary {
  const sorted = present(all).values.sort(), n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i];
  const mean = sum / n;
  let squares = 0, cubes = 0, fourths = 0;
  for (let i = 0; i < n; i++) {
    const d = sorted[i] - mean, d2 = d * d;
    squares += d2;
    cubes += d2 * d;
    fourths += d2 * d2;
  }
  const at = (p: number) => n > 0 ? quantileSorted(sorted, p) : NaN;
  return {
    count: n,
    missing: all.length - n,
    mean,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
    min: at(0),
    q1: at(.25),
    median: at(.5),
    q3: at(.75),
    max: at(1),
    skewness: cubes / n / (squares / n) ** 1.5,
    excessKurtosis: fourths / n / (squares / n) ** 2 - 3,
  };
}
