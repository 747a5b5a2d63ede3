/** Changes of scale, column by column, as scikit-learn's preprocessing does them. */
import quantileOfNormal from "@stdlib/stats-base-dists-normal-quantile";
import { InputError } from "../core/errors.ts";
import { column, type Matrix } from "../core/matrix.ts";
import { mean, quantileSorted, standardDeviation } from "../core/statistics.ts";
import type { Scaler } from "./features.ts";

/** A change of scale of one column: learns from values, returns what to do to any value. */
export type ColumnScaler = (values: ArrayLike<number>) => (value: number) => number;

const affine = (centre: number, spread: number) => (value: number): number =>
  (value - centre) / (spread || 1);

/** (x − mean) / standard deviation; a constant column becomes 0. */
export const standardColumn: ColumnScaler = (values) =>
  affine(mean(values), standardDeviation(values, 0));

/** (x − least) / (greatest − least): 0 to 1 on the training rows. */
export const minMaxColumn: ColumnScaler = (values) => {
  let least = Infinity, greatest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]);
    greatest = Math.max(greatest, values[i]);
  }
  return affine(least, greatest - least);
};

/** (x − median) / interquartile range: outliers keep their distance and do not squeeze the rest. */
export const robustColumn: ColumnScaler = (values) => {
  const sorted = Float64Array.from(values).sort();
  return affine(
    quantileSorted(sorted, .5),
    quantileSorted(sorted, .75) - quantileSorted(sorted, .25),
  );
};

/** The piecewise linear function through (xs, ys), constant outside; among equal xs the last one counts. */
function interpolate(x: number, xs: Float64Array, ys: Float64Array): number {
  const last = xs.length - 1;
  if (x >= xs[last]) return ys[last];
  if (x < xs[0]) return ys[0];
  let low = 0, high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return ys[low] + (ys[high] - ys[low]) * (x - xs[low]) / (xs[high] - xs[low]);
}

/** Distance from 0 and 1 within which scikit-learn clips a probability. */
const EDGE = 1e-7;
const LIMIT = -quantileOfNormal(EDGE - Number.EPSILON, 0, 1);

/** The values at `n` evenly spaced ranks, the least first: all that a change to normal deviates must remember. */
export function quantileKnots(values: ArrayLike<number>, n: number): Float64Array {
  const sorted = Float64Array.from(values).sort(), count = Math.min(n, sorted.length);
  return Float64Array.from(
    { length: count },
    (_, i) => quantileSorted(sorted, count > 1 ? i / (count - 1) : .5),
  );
}

/** The normal deviate of a value's rank among {@linkcode quantileKnots}. Ties (a spike at 0, say) take the middle of
 * their ranks.
 *
 * @see scikit-learn's QuantileTransformer(output_distribution="normal")
 */
export function normalDeviate(knots: Float64Array): (value: number) => number {
  const count = knots.length;
  const ranks = Float64Array.from({ length: count }, (_, i) => count > 1 ? i / (count - 1) : .5);
  const backKnots = knots.toReversed().map((x) => -x),
    backRanks = ranks.toReversed().map((p) => -p);
  return (value) => {
    if (value - EDGE < knots[0]) return -LIMIT;
    if (value + EDGE > knots[count - 1]) return LIMIT;
    const rank = (interpolate(value, knots, ranks) - interpolate(-value, backKnots, backRanks)) / 2;
    return Math.max(-LIMIT, Math.min(LIMIT, quantileOfNormal(rank, 0, 1)));
  };
}

/** Rank among the training values, turned into the normal deviate of that rank: whatever the shape of a
 * column, it becomes a bell. */
export const quantileNormalColumn = (n: number): ColumnScaler => (values) =>
  normalDeviate(quantileKnots(values, n));

function scaler(name: string, settings: Record<string, unknown>, fit: ColumnScaler): Scaler {
  return {
    name,
    settings,
    fit(x) {
      const d = x.names.length;
      const change = x.names.map((_, j) => fit(column(x, j)));
      return {
        transform(x): Matrix {
          if (x.names.length !== d) {
            throw new InputError("a scaler fitted on other columns", {
              found: `${x.names.length} columns`,
              expected: `${d}`,
            });
          }
          const data = new Float32Array(x.data.length);
          for (let i = 0; i < data.length; i++) data[i] = change[i % d](x.data[i]);
          return { data, rows: x.rows, names: x.names };
        },
      };
    },
  };
}

/** Mean 0, standard deviation 1. */
export const standard = (): Scaler => scaler("standard", {}, standardColumn);
/** Least value 0, greatest 1. */
export const minMax = (): Scaler => scaler("minMax", {}, minMaxColumn);
/** Median 0, interquartile range 1. */
export const robust = (): Scaler => scaler("robust", {}, robustColumn);
/** Normal deviates of the ranks, over `quantiles` knots. */
export const quantileNormal = ({ quantiles = 1000 } = {}): Scaler =>
  scaler("quantileNormal", { quantiles }, quantileNormalColumn(quantiles));
/** No change: for columns that share one scale already, as those of a vector of length 1 do. */
export const unscaled = (): Scaler => ({
  name: "unscaled",
  settings: {},
  fit: () => ({ transform: (x) => x }),
});
