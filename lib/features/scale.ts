/** Changes of scale, column by column, as scikit-learn's preprocessing does them. */
import { InputError } from "../core/errors.ts";
import { column, type Matrix } from "../core/matrix.ts";
import { normalQuantile } from "../core/normal_quantile.ts";
import { mean, quantileSorted, standardDeviation } from "../core/statistics.ts";
import type { Scaler } from "./features.ts";

/** What becomes of any value of a column. */
export type ColumnChange = (value: number) => number;

/** A change of scale of one column: learns from its values, of training rows alone. */
export type ColumnScaler = (values: ArrayLike<number>) => ColumnChange;

const affine = (centre: number, spread: number): ColumnChange => (value) =>
  (value - centre) / (spread || 1);

/** (x − mean) / standard deviation; a constant column becomes 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([1, 3].map(standardColumn([1, 3])), [-1, 1]);
 * ```
 */
export function standardColumn(values: ArrayLike<number>): ColumnChange {
  return affine(mean(values), standardDeviation(values, 0));
}

/** (x − least) / (greatest − least): 0 to 1 on the training rows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([2, 5, 8].map(minMaxColumn([6, 2, 4])), [0, .75, 1.5]); // 8 was not learnt from
 * ```
 */
export function minMaxColumn(values: ArrayLike<number>): ColumnChange {
  let least = Infinity, greatest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]);
    greatest = Math.max(greatest, values[i]);
  }
  return affine(least, greatest - least);
}

/** (x − median) / interquartile range: outliers keep their distance and do not squeeze the rest.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([3, 99].map(robustColumn([1, 2, 3, 4, 99])), [0, 48]);
 * ```
 */
export function robustColumn(values: ArrayLike<number>): ColumnChange {
  const sorted = Float64Array.from(values).sort();
  return affine(
    quantileSorted(sorted, .5),
    quantileSorted(sorted, .75) - quantileSorted(sorted, .25),
  );
}

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
const LIMIT = -normalQuantile(EDGE - Number.EPSILON);

/** The values at `n` evenly spaced ranks, the least first: all that a change to normal deviates must remember.
 *
 * @param n how many; fewer where there are fewer values
 * @returns ascending
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(quantileKnots([5, 1, 4, 2, 3], 3), Float64Array.of(1, 3, 5));
 * ```
 */
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
 * @param knots ascending, at least one
 * @returns deviates from −5.2 to 5.2; beyond the knots it stays there
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const change = normalDeviate(Float64Array.of(1, 2, 3, 4, 99));
 * assertAlmostEquals(change(3), 0);
 * assertAlmostEquals(change(4), .6744898); // three quarters of a normal distribution lie below
 * ```
 */
export function normalDeviate(knots: Float64Array): ColumnChange {
  const count = knots.length;
  const ranks = Float64Array.from({ length: count }, (_, i) => count > 1 ? i / (count - 1) : .5);
  const backKnots = knots.toReversed().map((x) => -x),
    backRanks = ranks.toReversed().map((p) => -p);
  return (value) => {
    if (value - EDGE < knots[0]) return -LIMIT;
    if (value + EDGE > knots[count - 1]) return LIMIT;
    const rank = (interpolate(value, knots, ranks) - interpolate(-value, backKnots, backRanks)) / 2;
    return Math.max(-LIMIT, Math.min(LIMIT, normalQuantile(rank)));
  };
}

/** Rank among the training values, turned into the normal deviate of that rank: whatever the shape of a
 * column, it becomes a bell.
 *
 * @param n knots that are remembered
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(quantileNormalColumn(1000)([99, 1, 2, 3, 4])(4), .6744898);
 * ```
 */
export const quantileNormalColumn = (n: number): ColumnScaler => (values) =>
  normalDeviate(quantileKnots(values, n));

function scaler(name: string, settings: Record<string, unknown>, fit: ColumnScaler): Scaler {
  return {
    name,
    settings,
    fit(x) {
      const d = x.names.length;
      const all = { ...x, rows: x.data.length / d }; // of a tensor, every place is one more value
      const change = x.names.map((_, j) => fit(column(all, j)));
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
          return { ...x, data };
        },
      };
    },
  };
}

/** Mean 0, standard deviation 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(2, ["tempo"], Float32Array.of(90, 130));
 * assertEquals(standard().fit(x).transform(x).data, Float32Array.of(-1, 1));
 * ```
 */
export const standard = (): Scaler => scaler("standard", {}, standardColumn);

/** Least value 0, greatest 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(3, ["tempo"], Float32Array.of(90, 100, 130));
 * assertEquals(minMax().fit(x).transform(x).data, Float32Array.of(0, .25, 1));
 * ```
 */
export const minMax = (): Scaler => scaler("minMax", {}, minMaxColumn);

/** Median 0, interquartile range 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(5, ["tempo"], Float32Array.of(80, 90, 100, 110, 400));
 * assertEquals(robust().fit(x).transform(x).data, Float32Array.of(-1, -.5, 0, .5, 15));
 * ```
 */
export const robust = (): Scaler => scaler("robust", {}, robustColumn);

/** Normal deviates of the ranks, over `quantiles` knots.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(5, ["tempo"], Float32Array.of(80, 90, 100, 110, 400));
 * assertAlmostEquals(quantileNormal().fit(x).transform(x).data[3], .6744898);
 * ```
 */
export const quantileNormal = ({ quantiles = 1000 } = {}): Scaler =>
  scaler("quantileNormal", { quantiles }, quantileNormalColumn(quantiles));

/** No change: for columns that share one scale already, as those of a vector of length 1 do.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(2, ["0"], Float32Array.of(.6, .8));
 * assertEquals(unscaled().fit(x).transform(x), x);
 * ```
 */
export const unscaled = (): Scaler => ({
  name: "unscaled",
  settings: {},
  fit: () => ({ transform: (x) => x }),
});

/** Probabilities as log-odds, log(p / (1 − p)); those nearer to 0 or 1 than `edge` as if they were there.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(2, ["sad"], Float32Array.of(.5, .75));
 * assertAlmostEquals(logOdds().fit(x).transform(x).data[1], Math.log(3), 1e-6);
 * ```
 */
export const logOdds = ({ edge = 1e-6 } = {}): Scaler =>
  scaler("logOdds", { edge }, () => (p) => {
    const inside = Math.min(1 - edge, Math.max(edge, p));
    return Math.log(inside / (1 - inside));
  });
