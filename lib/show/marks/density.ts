/** Smooth densities of one-dimensional data. */
import { quantiles, standardDeviation } from "../../core/statistics.ts";

/** Values of a density at evenly spaced places. */
interface Density {
  readonly x: Float64Array;
  /** Integrates to 1 over x's range. */
  readonly y: Float64Array;
}

/** Gaussian kernel density over [low, high], by binning and then smoothing the counts; what would spill
 * over an end is reflected, because a danceability above 1 does not exist.
 *
 * Bandwidth: .9 min(standard deviation, interquartile range / 1.34) n^(−1/5).
 * @see Silverman, B. W. (1986). Density estimation for statistics and data analysis, (3.31).
 *
 * @param values finite numbers; those outside [low, high] are left out
 * @param options.points how many places
 * @param options.robust false uses the standard deviation alone, for data that are nearly all the same: their
 * interquartile range would follow the spike and leave the rest ragged
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const { x, y } = density([1, 2, 2, 3], 0, 4);
 * const area = y.reduce((sum, value) => sum + value, 0) * (x[1] - x[0]);
 * assertAlmostEquals(area, 1, 1e-9);
 * ```
 */
export function density(
  values: ArrayLike<number>,
  low: number,
  high: number,
  { points = 160, robust = true } = {},
): Density {
  const width = (high - low) / points;
  const x = Float64Array.from({ length: points }, (_, i) => low + (i + .5) * width);
  const counts = new Float64Array(points), inside: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= low && values[i] <= high)) continue;
    inside.push(values[i]);
    counts[Math.min(points - 1, Math.floor((values[i] - low) / width))]++;
  }
  const y = new Float64Array(points);
  if (inside.length === 0) return { x, y };
  const [q1, q3] = quantiles(inside, [.25, .75]);
  const spread = inside.length > 1 ? standardDeviation(inside) : 0;
  const scale = robust && q3 > q1 ? Math.min(spread, (q3 - q1) / 1.34) : spread;
  // never narrower than a bin: a spike at zero would fall between the places
  const bandwidth = Math.max(width, .9 * scale * inside.length ** -.2) / width;
  const reach = Math.min(points, Math.ceil(4 * bandwidth));
  const kernel = Float64Array.from(
    { length: 2 * reach + 1 },
    (_, k) => Math.exp(-.5 * ((k - reach) / bandwidth) ** 2),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0) * inside.length * width;
  for (let i = 0; i < points; i++) {
    if (counts[i] === 0) continue;
    for (let k = -reach; k <= reach; k++) {
      let to = i + k;
      if (to < 0) to = -1 - to;
      if (to >= points) to = 2 * points - 1 - to;
      y[Math.min(points - 1, Math.max(0, to))] += counts[i] * kernel[k + reach] / total;
    }
  }
  return { x, y };
}
