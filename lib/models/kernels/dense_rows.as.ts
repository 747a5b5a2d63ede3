// @ts-nocheck: AssemblyScript; lib/core/kernels/build.ts compiles it to dense_rows.wasm
// A dense table times weights, and back: the two products of logistic regression, in float64.
//
// x is float32, rows × d; scores are rows × k and weights d × k, k a multiple of 4; rows and d are multiples of 4, what
// pads them is zero. Every sum is taken in the order of its terms, each product rounded before it is added: the same bits
// as three plain loops.

/** value · (p, q) added to two vectors of sums */
function times(value: f32, weights: v128, sums: v128): v128 {
  return f64x2.add(sums, f64x2.mul(f64x2.splat(<f64> value), weights));
}

/** Four rows of sums, a stride apart, four columns wide: to sum s, each term of `by` times the value that lies
 * s · `apart` bytes after the term's first; the terms' first values are `step` bytes apart. */
function addTerms(
  values: usize,
  apart: usize,
  step: usize,
  terms: i32,
  by: usize,
  sums: usize,
  stride: usize,
): void {
  const s0 = sums, s1 = s0 + stride, s2 = s1 + stride, s3 = s2 + stride;
  let a0 = v128.load(s0), a1 = v128.load(s1), a2 = v128.load(s2), a3 = v128.load(s3);
  let b0 = v128.load(s0, 16), b1 = v128.load(s1, 16), b2 = v128.load(s2, 16);
  let b3 = v128.load(s3, 16);
  for (let term = 0; term < terms; term++) {
    const p = v128.load(by), q = v128.load(by, 16);
    by += stride;
    let value = load<f32>(values);
    a0 = times(value, p, a0);
    b0 = times(value, q, b0);
    value = load<f32>(values + apart);
    a1 = times(value, p, a1);
    b1 = times(value, q, b1);
    value = load<f32>(values + apart * 2);
    a2 = times(value, p, a2);
    b2 = times(value, q, b2);
    value = load<f32>(values + apart * 3);
    a3 = times(value, p, a3);
    b3 = times(value, q, b3);
    values += step;
  }
  v128.store(s0, a0);
  v128.store(s1, a1);
  v128.store(s2, a2);
  v128.store(s3, a3);
  v128.store(s0, b0, 16);
  v128.store(s1, b1, 16);
  v128.store(s2, b2, 16);
  v128.store(s3, b3, 16);
}

/** scores[i, c] += Σⱼ x[i, j] · weights[j, c] */
export function multiply(
  rows: i32,
  d: i32,
  k: i32,
  x: usize,
  weights: usize,
  scores: usize,
): void {
  const wide = <usize> d << 2, stride = <usize> k << 3;
  for (let i = 0; i < rows; i += 4) {
    for (let c: usize = 0; c < stride; c += 32) {
      addTerms(x, wide, 4, d, weights + c, scores + c, stride);
    }
    x += wide * 4;
    scores += stride * 4;
  }
}

/** gradient[j, c] += Σᵢ x[i, j] · residuals[i, c] */
export function multiplyTransposed(
  rows: i32,
  d: i32,
  k: i32,
  x: usize,
  residuals: usize,
  gradient: usize,
): void {
  const wide = <usize> d << 2, stride = <usize> k << 3;
  for (let j = 0; j < d; j += 4) {
    for (let c: usize = 0; c < stride; c += 32) {
      addTerms(x, 4, wide, rows, residuals + c, gradient + c, stride);
    }
    x += 16;
    gradient += stride * 4;
  }
}
