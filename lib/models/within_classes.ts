/** What varies within classes: the covariance about each class's own centre. */
import type { Matrix } from "../core/matrix.ts";

/** Rows by class, on the scale on which every column varies by 1 within classes. */
export interface WithinClasses {
  /** Columns that vary within a class. */
  readonly d: number;
  /** Classes. */
  readonly k: number;
  readonly counts: Float64Array;
  /** k × d, less the mean of all rows. */
  readonly means: Float64Array;
  /** d × d: the correlations within classes, times 1 − shrinkage off the diagonal. */
  covariance(shrinkage: number): Float64Array;
  /** The shrinkage with the least expected error. */
  ledoitWolf(): number;
  /** Linear functions of rows of the same table: rows × outputs.
   * @param weights outputs × d */
  apply(x: Matrix, weights: Float64Array, constants: Float64Array): Float64Array;
}

/** @param codes the class of each row, from 0 to `k` − 1, each with a row at least */
export function withinClasses(x: Matrix, codes: Int32Array, k: number): WithinClasses {
  const width = x.names.length, n = x.rows, { data } = x;
  const counts = new Float64Array(k),
    centres = new Float64Array(k * width),
    whole = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    counts[codes[i]]++;
    for (let j = 0; j < width; j++) centres[codes[i] * width + j] += data[i * width + j];
  }
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < width; j++) {
      whole[j] += centres[c * width + j] / n;
      centres[c * width + j] /= counts[c];
    }
  }
  const variance = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) {
      variance[j] += (data[i * width + j] - centres[codes[i] * width + j]) ** 2 / n;
    }
  }
  // a column that varies less than single precision can tell is constant
  const kept = Array.from(variance.keys()).filter((j) =>
    variance[j] > 1e-12 * (whole[j] ** 2 + variance[j])
  );
  const d = kept.length, scale = kept.map((j) => Math.sqrt(variance[j]));
  const scaled = new Float64Array(n * d), correlation = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) {
      scaled[i * d + a] = (data[i * width + kept[a]] - centres[codes[i] * width + kept[a]]) /
        scale[a];
    }
    for (let a = 0; a < d; a++) {
      const own = scaled[i * d + a] / n;
      for (let b = 0; b <= a; b++) correlation[a * d + b] += own * scaled[i * d + b];
    }
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < a; b++) correlation[b * d + a] = correlation[a * d + b];
  }
  return {
    ...{ d, k, counts },
    means: Float64Array.from({ length: k * d }, (_, at) => {
      const j = kept[at % d];
      return (centres[Math.floor(at / d) * width + j] - whole[j]) / scale[at % d];
    }),
    covariance: (shrinkage) =>
      correlation.map((value, at) =>
        Math.floor(at / d) === at % d ? value : (1 - shrinkage) * value
      ),
    ledoitWolf() {
      let squares = 0, fourths = 0;
      for (const value of correlation) squares += value * value;
      for (let i = 0; i < n; i++) {
        let length = 0;
        for (let a = 0; a < d; a++) length += scaled[i * d + a] ** 2;
        fourths += length * length;
      }
      // distance from the identity, and how much of it is chance, both per column
      const distance = (squares - d) / d, chance = (fourths / n - squares) / (n * d);
      return distance <= 0 ? 1 : Math.max(0, Math.min(1, chance / distance));
    },
    apply(x, weights, constants) {
      const outputs = constants.length, out = new Float64Array(x.rows * outputs);
      for (let i = 0; i < x.rows; i++) {
        for (let o = 0; o < outputs; o++) {
          let sum = constants[o];
          for (let a = 0; a < d; a++) {
            sum += weights[o * d + a] * (x.data[i * width + kept[a]] - whole[kept[a]]) / scale[a];
          }
          out[i * outputs + o] = sum;
        }
      }
      return out;
    },
  };
}
