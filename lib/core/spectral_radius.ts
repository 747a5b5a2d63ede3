/** The largest absolute value among a matrix' eigenvalues. */
import { hessenbergEigenvalues } from "./hessenberg.ts";
import type { Rng } from "./rng.ts";

/** Krylov vectors at first; twice as many where that is too few. */
const FIRST = 64;
/** Relative change of the radius by twice as many vectors that counts as none. */
const SAME = 1e-7;

/** Spectral radius by Arnoldi's method: the matrix, seen from a growing space of v, A v, A² v, … with random v, is a
 * small Hessenberg matrix whose largest eigenvalues soon are those of A. The space grows until the radius stays, at most
 * to all n dimensions, where it is exact. Complex pairs and several eigenvalues of one size are no special case.
 *
 * @param a n × n, row-major, of any kind
 * @see Saad, Y. (2011). Numerical methods for large eigenvalue problems, chapter 6.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { Rng } from "./rng.ts";
 * const turned = Float64Array.of(0, -3, 3, 0); // a quarter turn that stretches three times
 * assertAlmostEquals(spectralRadius(turned, 2, new Rng(1)), 3);
 * ```
 */
export function spectralRadius(a: ArrayLike<number>, n: number, rng: Rng): number {
  const basis = [normalised(Float64Array.from({ length: n }, () => rng.normal()))];
  const columns: Float64Array[] = []; // of the Hessenberg matrix
  let before = NaN;
  for (let size = Math.min(n, FIRST); n > 0; size = Math.min(n, 2 * size)) {
    let isWhole = size === n;
    while (columns.length < size) {
      const w = product(a, n, basis.at(-1)!), length = norm(w);
      const column = orthogonalise(w, basis), left = norm(w);
      columns.push(column);
      if (left <= 1e-13 * length || basis.length === n) {
        isWhole = true; // A maps this space onto itself
        break;
      }
      column[basis.length] = left;
      basis.push(normalised(w));
    }
    const m = columns.length, h = new Float64Array(m * m);
    columns.forEach((column, j) => {
      for (let i = 0; i < Math.min(column.length, m); i++) h[i * m + j] = column[i];
    });
    const radius = Math.max(...hessenbergEigenvalues(h, m).map(([re, im]) => Math.hypot(re, im)));
    if (isWhole || Math.abs(radius - before) <= SAME * radius) return radius;
    before = radius;
  }
  return 0;
}

/** Takes out of `w` what lies along the basis, twice, for the first time leaves rounding errors.
 * @returns how much it was, with room for one number more */
function orthogonalise(w: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const parts = new Float64Array(basis.length + 1);
  for (let pass = 0; pass < 2; pass++) {
    basis.forEach((v, i) => {
      let part = 0;
      for (let k = 0; k < w.length; k++) part += v[k] * w[k];
      for (let k = 0; k < w.length; k++) w[k] -= part * v[k];
      parts[i] += part;
    });
  }
  return parts;
}

function product(a: ArrayLike<number>, n: number, v: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += a[i * n + k] * v[k];
    out[i] = sum;
  }
  return out;
}

const norm = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

function normalised(v: Float64Array): Float64Array {
  const length = norm(v);
  return v.map((x) => x / length);
}
