/** A sparse table as what logistic regression learns from. */
import { type Sparse, transpose } from "../features/sparse.ts";
import type { Design } from "./logistic.ts";

/** `x` as a {@link Design}: both its products cost as many multiplications as it has values, times the classes.
 * The transposed one goes by a second copy of the table, by columns, made when first needed: so every number of
 * the gradient is summed in one place instead of scattered over memory. */
export function sparseDesign(x: Sparse): Design {
  let turned: Sparse | undefined;
  return {
    rows: x.rows,
    columns: x.columns,
    multiply: (weights, k, scores) => addProduct(x, weights, k, scores),
    multiplyTransposed: (residuals, k, gradient) =>
      addProduct(turned ??= transpose(x), residuals, k, gradient),
  };
}

/** out[i, c] += Σⱼ x[i, j] · y[j, c], for row-major y and out of k columns. */
function addProduct(x: Sparse, y: Float64Array, k: number, out: Float64Array): void {
  // Four columns at a time, held in registers; what is left over, one by one.
  let first = 0;
  for (; first + 4 <= k; first += 4) addFour(x, y, k, first, out);
  for (; first < k; first++) addOne(x, y, k, first, out);
}

function addFour(
  { rows, offsets, indices, values }: Sparse,
  y: Float64Array,
  k: number,
  first: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (let p = offsets[i], end = offsets[i + 1]; p < end; p++) {
      const value = values[p], at = indices[p] * k + first;
      s0 += value * y[at];
      s1 += value * y[at + 1];
      s2 += value * y[at + 2];
      s3 += value * y[at + 3];
    }
    const to = i * k + first;
    out[to] += s0;
    out[to + 1] += s1;
    out[to + 2] += s2;
    out[to + 3] += s3;
  }
}

function addOne(
  { rows, offsets, indices, values }: Sparse,
  y: Float64Array,
  k: number,
  column: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let p = offsets[i], end = offsets[i + 1]; p < end; p++) {
      sum += values[p] * y[indices[p] * k + column];
    }
    out[i * k + column] += sum;
  }
}
