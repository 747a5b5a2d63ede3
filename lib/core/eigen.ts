/** Eigenvalues and eigenvectors of a symmetric matrix. */

/** Eigenvalues in descending order; vector k is `vectors[k * n] … vectors[k * n + n − 1]`, of length 1. */
interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Eigenvalues and eigenvectors by cyclic Jacobi rotations: each turns one off-diagonal entry to zero,
 * until none is left. Slow beyond a few hundred columns, and accurate to the last digits.
 *
 * @param symmetric n × n, row-major; not changed
 * @see Golub & Van Loan, Matrix Computations (2013), section 8.5
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * import { symmetricEigen } from "./eigen.ts";
 * assertAllClose(symmetricEigen([2, 1, 1, 2], 2).values, [3, 1]);
 * ```
 */
export function symmetricEigen(symmetric: ArrayLike<number>, n: number): Eigen {
  const a = Float64Array.from(symmetric), vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  let size = 0;
  for (let i = 0; i < a.length; i++) size += a[i] * a[i];
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q] ** 2;
    if (off <= 1e-32 * size) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  }
  const order = Int32Array.from({ length: n }, (_, i) => i)
    .sort((i, j) => a[j * n + j] - a[i * n + i]);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * n, from * n + n), to * n));
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors: sorted };
}

/** Turns axes p and q so that a[p, q] becomes 0; the axes stand in the rows of `vectors`. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1), s = t * c;
  for (let k = 0; k < n; k++) {
    const akp = a[k * n + p], akq = a[k * n + q];
    a[k * n + p] = c * akp - s * akq;
    a[k * n + q] = s * akp + c * akq;
  }
  for (let k = 0; k < n; k++) {
    const apk = a[p * n + k], aqk = a[q * n + k], vp = vectors[p * n + k], vq = vectors[q * n + k];
    a[p * n + k] = c * apk - s * aqk;
    a[q * n + k] = s * apk + c * aqk;
    vectors[p * n + k] = c * vp - s * vq;
    vectors[q * n + k] = s * vp + c * vq;
  }
}
