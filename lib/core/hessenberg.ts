/** Eigenvalues of a matrix that is zero below its first subdiagonal. */

/** A complex number. */
export type Complex = readonly [re: number, im: number];

/** Eigenvalues of an upper Hessenberg matrix, by QR steps with Wilkinson's shift in complex arithmetic.
 *
 * @param hessenberg n × n, row-major; what stands below the first subdiagonal is not read
 * @throws {Error} when 30 steps per eigenvalue do not bring it out
 * @see Golub & Van Loan, Matrix Computations (2013), sections 7.4 and 7.5
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const [a, b] = hessenbergEigenvalues(Float64Array.of(0, -1, 1, 0), 2); // a quarter turn: i and −i
 * assertAllClose([Math.abs(a[1]), a[1] + b[1]], [1, 0]);
 * ```
 */
export function hessenbergEigenvalues(hessenberg: Float64Array, n: number): Complex[] {
  const re = hessenberg.slice(), im = new Float64Array(n * n), found: Complex[] = [];
  const cell = (i: number, j: number): Complex => [re[i * n + j], im[i * n + j]];
  let end = n - 1, steps = 0;
  while (end >= 0) {
    let start = end;
    while (start > 0) {
      const around = size(cell(start, start)) + size(cell(start - 1, start - 1));
      if (size(cell(start, start - 1)) <= Number.EPSILON * around) break;
      start--;
    }
    if (start === end) {
      found.push(cell(end, end));
      end--;
      steps = 0;
      continue;
    }
    if (steps++ === 30) throw new Error(`eigenvalue ${end} of ${n} does not come out`);
    // now and then another shift, for a matrix that the usual one turns into itself
    const shift: Complex = steps % 10 === 0
      ? [size(cell(end, end)) + size(cell(end, end - 1)), 0]
      : wilkinson(cell(end - 1, end - 1), cell(end - 1, end), cell(end, end - 1), cell(end, end));
    qrStep(re, im, n, start, end, shift);
  }
  return found;
}

const size = ([re, im]: Complex): number => Math.hypot(re, im);

/** The eigenvalue of [[a, b], [c, d]] that is closer to d. */
function wilkinson(a: Complex, b: Complex, c: Complex, d: Complex): Complex {
  const half: Complex = [(a[0] - d[0]) / 2, (a[1] - d[1]) / 2];
  // d + half ± √(half² + b c)
  const re = half[0] ** 2 - half[1] ** 2 + b[0] * c[0] - b[1] * c[1];
  const im = 2 * half[0] * half[1] + b[0] * c[1] + b[1] * c[0];
  const length = Math.hypot(re, im),
    root: Complex = [
      Math.sqrt(Math.max(0, (length + re) / 2)),
      Math.sqrt(Math.max(0, (length - re) / 2)) * (im < 0 ? -1 : 1),
    ];
  const sign = half[0] * root[0] + half[1] * root[1] > 0 ? -1 : 1;
  return [d[0] + half[0] + sign * root[0], d[1] + half[1] + sign * root[1]];
}

/** H − shift = Q R by Givens rotations, then H ← R Q + shift, within rows and columns `start` to `end`. */
function qrStep(
  re: Float64Array,
  im: Float64Array,
  n: number,
  start: number,
  end: number,
  shift: Complex,
): void {
  for (let i = start; i <= end; i++) {
    re[i * n + i] -= shift[0];
    im[i * n + i] -= shift[1];
  }
  // rotation k turns (p, q) into (p̄ x + q̄ y, −q x + p y)
  const turns = new Float64Array(4 * (end - start));
  for (let k = start; k < end; k++) {
    const at = k * n + k, below = at + n, t = 4 * (k - start);
    const length = Math.hypot(re[at], im[at], re[below], im[below]);
    if (length > 0) turns.set([re[at], im[at], re[below], im[below]].map((x) => x / length), t);
    else turns[t] = 1;
    const p = turns[t], pi = turns[t + 1], q = turns[t + 2], qi = turns[t + 3];
    for (let j = k; j <= end; j++) {
      const u = k * n + j, v = u + n, a = re[u], ai = im[u], b = re[v], bi = im[v];
      re[u] = p * a + pi * ai + q * b + qi * bi;
      im[u] = p * ai - pi * a + q * bi - qi * b;
      re[v] = p * b - pi * bi - q * a + qi * ai;
      im[v] = p * bi + pi * b - q * ai - qi * a;
    }
  }
  for (let k = start; k < end; k++) {
    const t = 4 * (k - start);
    const p = turns[t], pi = turns[t + 1], q = turns[t + 2], qi = turns[t + 3];
    for (let i = start; i <= k + 1; i++) {
      const u = i * n + k, v = u + 1, a = re[u], ai = im[u], b = re[v], bi = im[v];
      re[u] = p * a - pi * ai + q * b - qi * bi;
      im[u] = p * ai + pi * a + q * bi + qi * b;
      re[v] = p * b + pi * bi - q * a - qi * ai;
      im[v] = p * bi - pi * b - q * ai + qi * a;
    }
  }
  for (let i = start; i <= end; i++) {
    re[i * n + i] += shift[0];
    im[i * n + i] += shift[1];
  }
}
