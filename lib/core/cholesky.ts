/** Linear systems with a symmetric positive definite matrix, by Cholesky's factors. */
import { InputError } from "./errors.ts";

/** The lower triangle L of A = L Lᵀ, row by row: each entry is a product of two rows that lie in order in memory.
 *
 * @param a n × n, row-major, symmetric; only its lower triangle is read
 * @returns n × n, 0 above the diagonal
 * @throws {InputError} when A is not positive definite, as far as float64 can tell
 * @see Golub & Van Loan, Matrix Computations (2013), section 4.2
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([...cholesky(Float64Array.of(4, 2, 2, 10), 2)], [2, 0, 1, 3]);
 * ```
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      l[i * n + j] = (a[i * n + j] - dot(l, i * n, j * n, j)) / l[j * n + j];
    }
    const diagonal = a[i * n + i], pivot = diagonal - dot(l, i * n, i * n, i);
    if (!(pivot > 4 * n * Number.EPSILON * Math.abs(diagonal))) {
      throw new InputError("a matrix that is not positive definite has no Cholesky factors", {
        found: `${pivot} as pivot ${i} (from 0) of ${n}`,
        expected: "a pivot above 0: columns that do not depend on one another, or a larger ridge",
      });
    }
    l[i * n + i] = Math.sqrt(pivot);
  }
  return l;
}

/** Σ l[p + k] · l[q + k] for k < count, in four sums that do not wait for one another. */
function dot(l: Float64Array, p: number, q: number, count: number): number {
  let a = 0, b = 0, c = 0, d = 0, k = 0;
  for (; k + 3 < count; k += 4) {
    a += l[p + k] * l[q + k];
    b += l[p + k + 1] * l[q + k + 1];
    c += l[p + k + 2] * l[q + k + 2];
    d += l[p + k + 3] * l[q + k + 3];
  }
  for (; k < count; k++) a += l[p + k] * l[q + k];
  return (a + b) + (c + d);
}

/** Solves A x = b for each of several b.
 *
 * @param l Cholesky's factor of A, n × n
 * @param b right sides one after the other, n numbers each; not changed
 * @returns the x of each, likewise
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const l = cholesky(Float64Array.of(4, 2, 2, 10), 2);
 * assertAllClose(solveCholesky(l, 2, Float64Array.of(6, 12)), [1, 1]);
 * ```
 */
export function solveCholesky(l: Float64Array, n: number, b: Float64Array): Float64Array {
  const all = b.slice();
  for (let at = 0; at < all.length; at += n) {
    const x = all.subarray(at, at + n);
    for (let i = 0; i < n; i++) {
      let sum = x[i];
      for (let k = 0; k < i; k++) sum -= l[i * n + k] * x[k];
      x[i] = sum / l[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      const own = x[i] /= l[i * n + i];
      for (let k = 0; k < i; k++) x[k] -= own * l[i * n + k];
    }
  }
  return all;
}
