/** Principal components: the few directions along which rows differ most. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { symmetricEigen } from "../core/eigen.ts";
import { checkSettings } from "../core/settings.ts";
import type { Scaler } from "./features.ts";

/** Fitted principal components. */
export interface Pca {
  /** Variance along each, descending; n − 1 in the denominator. */
  readonly explainedVariance: Float64Array;
  /** The same as shares of all variance. */
  readonly explainedVarianceRatio: Float64Array;
  /** Components × columns: the weight of every column; the largest of a component is positive. */
  readonly components: Matrix;
  /** Rows × components: where rows of the same columns lie. */
  transform(x: Matrix): Matrix;
}

/** Fits principal components to the rows of `x` (Pearson 1901; Hotelling 1933).
 *
 * Columns of different units should be scaled first, else the largest unit is the first component.
 *
 * @param options.components how many to keep; all by default
 * @param options.explained or as many as hold this share of the variance
 * @throws {InputError} when there are fewer than two rows, a value is missing, or `components` exceeds
 * the columns
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const line = matrix(3, ["x", "y"], Float32Array.of(0, 0, 1, 1, 2, 2));
 * const { explainedVarianceRatio, transform } = pca(line, { components: 1 });
 * assertAlmostEquals(explainedVarianceRatio[0], 1);
 * assertAlmostEquals(transform(line).data[2], Math.SQRT2, 1e-6);
 * ```
 */
export function pca(
  x: Matrix,
  { components, explained }: { components?: number; explained?: number } = {},
): Pca {
  const d = x.names.length, n = x.rows, most = components ?? d;
  if (n < 2 || !(Number.isInteger(most) && most >= 1 && most <= d)) {
    throw new InputError("principal components need rows, and no more components than columns", {
      found: `${n} rows, ${most} components`,
      expected: `at least 2 rows, 1 to ${d} components`,
    });
  }
  const gap = x.data.findIndex((value) => !Number.isFinite(value));
  if (gap >= 0) {
    throw new InputError("principal components cannot read missing or infinite values", {
      column: x.names[gap % d],
      found: x.data[gap],
    });
  }
  const means = new Float64Array(d), covariance = new Float64Array(d * d);
  for (let i = 0; i < x.data.length; i++) means[i % d] += x.data[i];
  for (let j = 0; j < d; j++) means[j] /= n;
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) row[j] = x.data[i * d + j] - means[j];
    for (let j = 0; j < d; j++) {
      for (let k = j; k < d; k++) covariance[j * d + k] += row[j] * row[k];
    }
  }
  for (let j = 0; j < d; j++) {
    for (let k = j; k < d; k++) {
      covariance[k * d + j] = covariance[j * d + k] /= n - 1;
    }
  }
  const { values, vectors } = symmetricEigen(covariance, d);
  const total = values.reduce((sum, value) => sum + value, 0);
  const shares = values.map((value) => value / total);
  const kept = explained === undefined ? most : Math.min(most, countHolding(shares, explained));
  const axes = Array.from({ length: kept }, (_, k) => upright(vectors.subarray(k * d, k * d + d)));
  return {
    explainedVariance: values.slice(0, kept),
    explainedVarianceRatio: shares.slice(0, kept),
    components: {
      rows: kept,
      names: x.names,
      data: Float32Array.from(axes.flatMap((axis) => [...axis])),
    },
    transform(x) {
      if (x.names.length !== d) {
        throw new InputError("principal components of other columns", {
          found: `${x.names.length} columns`,
          expected: `${d}`,
        });
      }
      const out = matrix(x.rows, axes.map((_, k) => `component ${k + 1}`));
      for (let i = 0; i < x.rows; i++) {
        for (let k = 0; k < kept; k++) {
          let sum = 0;
          for (let j = 0; j < d; j++) sum += (x.data[i * d + j] - means[j]) * axes[k][j];
          out.data[i * kept + k] = sum;
        }
      }
      return out;
    },
  };
}

/** Principal components as a change of scale: what comes after it reads so many of them, or as many as hold a share of the
 * variance of the training rows.
 *
 * @param settings `{ components: 20 }`, or `{ explained: .95 }`
 * @throws {InputError} without either or with both; from `fit`, as `pca`
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const line = matrix(3, ["x", "y"], Float32Array.of(0, 0, 1, 1, 2, 2.01));
 * assertEquals(principalComponents({ explained: .9 }).fit(line).transform(line).names, ["component 1"]);
 * ```
 */
export function principalComponents(
  settings: { readonly components: number } | { readonly explained: number },
): Scaler {
  const { components, explained } = settings as { components?: number; explained?: number };
  if ((components === undefined) === (explained === undefined)) {
    throw new InputError("principalComponents needs one of components and explained", {
      found: JSON.stringify(settings),
      expected: "{ components: 20 } or { explained: .95 }",
    });
  }
  checkSettings(
    { ...settings },
    components === undefined
      ? { explained: { above: 0, most: 1 } }
      : { components: { least: 1, whole: true } },
    "principalComponents",
  );
  return { name: "principal components", settings, fit: (x) => pca(x, settings) };
}

/** How many of the first shares come to `explained`; all of them where rounding leaves them below. */
function countHolding(shares: Float64Array, explained: number): number {
  let sum = 0;
  const at = shares.findIndex((share) => (sum += share) >= explained - 1e-12);
  return at < 0 ? shares.length : at + 1;
}

/** An axis has no direction; this one is the same on every machine. */
function upright(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => Math.abs(value) > Math.abs(best) ? value : best, 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
