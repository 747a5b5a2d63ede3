// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** C = A·B (+ bias) (then ReLU): the product of matrices that nearly all time goes into. */
import { give, panel, shared, spread, word } from "./parallel.as.ts";

/** C[m, n] = A[m, k] · B[k, n], where m and n are multiples of 4. Element (i, p) of A stands `i·ai + p·ap` floats
 * from `a`, where ai or ap is 1: as it is or transposed. Rows of B and C are `bs` and `cs` floats apart. `bias` is an
 * address, or 0 for none.
 *
 * Four rows of A at a time form a panel, in which their four values of one column are neighbours: one load and
 * four lane broadcasts then feed 8 multiply-adds. With a load per broadcast the bounds checks of WebAssembly take a
 * fifth of the time. */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  bs: i32,
  c: usize,
  cs: i32,
  bias: usize,
  relu: i32,
): void {
  if (!shared(<f32> m * <f32> n * <f32> k)) {
    return rows(0, m, n, k, a, ai, ap, b, bs, c, cs, bias, relu);
  }
  give(0, n);
  give(1, k);
  give(2, a);
  give(3, ai);
  give(4, ap);
  give(5, b);
  give(6, bs);
  give(7, c);
  give(8, cs);
  give(9, bias);
  give(10, relu);
  spread(gemmPart, m, 4);
}

function gemmPart(first: i32, last: i32): void {
  const n = word(0), k = word(1), a = word(2), ai = word(3), ap = word(4);
  rows(first, last, n, k, a, ai, ap, word(5), word(6), word(7), word(8), word(9), word(10));
}

/** So much of the inner dimension is taken at a time, so that four rows of A and eight columns of B stay in the first
 * cache. */
const BLOCK = 256;

/** Columns of a transposed A stand so many floats apart at least when they are worth copying: 256 of them are then on
 * more pages of memory than the processor keeps at hand. */
const FAR = 384;

/** Rows `first` to `last` of C, block by block of the inner dimension, each adding to what the one before left. */
function rows(
  first: i32,
  last: i32,
  n: i32,
  k: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  bs: i32,
  c: usize,
  cs: i32,
  bias: usize,
  relu: i32,
): void {
  for (let p = 0; p < k; p += BLOCK) {
    const size = min<i32>(BLOCK, k - p), end = p + size == k ? relu : 0;
    const from = p == 0 ? bias : c, row = p == 0 ? 0 : cs;
    const pa = a + (<usize> (p * ap) << 2), pb = b + (<usize> (p * bs) << 2);
    block(first, last, n, size, pa, ai, ap, pb, bs, c, cs, from, row, end);
  }
}

/** C = start + A·B, where row i of `start` stands `i · starts` floats from it: a bias has the same row for all. */
function block(
  first: i32,
  last: i32,
  n: i32,
  k: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  bs: i32,
  c: usize,
  cs: i32,
  start: usize,
  starts: i32,
  relu: i32,
): void {
  const columns = <usize> n << 2, bRow = <usize> bs << 2, cRow = <usize> cs << 2;
  const packed = ai != 1 || ap >= FAR, sRow = <usize> starts << 2;
  const step: usize = packed ? 16 : <usize> ap << 2;
  for (let i = first; i < last; i += 4) {
    let four = a + (<usize> (i * ai) << 2);
    if (packed) {
      if (ai != 1) pack(k, four, <usize> ai << 2, panel);
      else draw(k, four, <usize> ap << 2, panel);
      four = panel;
    }
    const out = c + <usize> i * cRow, from = start + <usize> i * sRow;
    let j: usize = 0;
    for (; j + 32 <= columns; j += 32) {
      tile8(k, four, step, b + j, bRow, out + j, cRow, start ? from + j : 0, sRow, relu);
    }
    if (j < columns) {
      tile4(k, four, step, b + j, bRow, out + j, cRow, start ? from + j : 0, sRow, relu);
    }
  }
}

/** Four rows, `row` bytes apart, to columns of four neighbours: a transpose of 4 × k. */
function pack(k: i32, a: usize, row: usize, out: usize): void {
  const row2 = row + row, row3 = row2 + row;
  let p = 0;
  for (; p + 4 <= k; p += 4, a += 16, out += 64) {
    const r0 = v128.load(a), r1 = v128.load(a + row);
    const r2 = v128.load(a + row2), r3 = v128.load(a + row3);
    const a0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), a1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    const b0 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5), b1 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<i64>(a0, b0, 0, 2));
    v128.store(out, v128.shuffle<i64>(a0, b0, 1, 3), 16);
    v128.store(out, v128.shuffle<i64>(a1, b1, 0, 2), 32);
    v128.store(out, v128.shuffle<i64>(a1, b1, 1, 3), 48);
  }
  for (; p < k; p++, a += 4, out += 16) {
    store<f32>(out, load<f32>(a));
    store<f32>(out, load<f32>(a + row), 4);
    store<f32>(out, load<f32>(a + row2), 8);
    store<f32>(out, load<f32>(a + row3), 12);
  }
}

/** Columns of four neighbours, `row` bytes apart, to columns beside one another. */
function draw(k: i32, a: usize, row: usize, out: usize): void {
  for (let p = 0; p < k; p++, a += row, out += 16) v128.store(out, v128.load(a));
}

/** A tile of 4 × 8: its 8 sums stay in registers while p runs. */

function tile8(
  k: i32,
  a: usize,
  step: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  start: usize,
  sRow: usize,
  relu: i32,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero,
    c01 = zero,
    c10 = zero,
    c11 = zero,
    c20 = zero,
    c21 = zero,
    c30 = zero,
    c31 = zero;
  if (start) {
    c00 = v128.load(start);
    c01 = v128.load(start, 16);
    c10 = v128.load(start + sRow);
    c11 = v128.load(start + sRow, 16);
    c20 = v128.load(start + 2 * sRow);
    c21 = v128.load(start + 2 * sRow, 16);
    c30 = v128.load(start + 3 * sRow);
    c31 = v128.load(start + 3 * sRow, 16);
  }
  for (let p = 0; p < k; p++, a += step, b += bRow) {
    const four = v128.load(a), b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
    c00 = f32x4.relaxed_madd(s, b0, c00);
    c01 = f32x4.relaxed_madd(s, b1, c01);
    s = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
    c10 = f32x4.relaxed_madd(s, b0, c10);
    c11 = f32x4.relaxed_madd(s, b1, c11);
    s = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
    c20 = f32x4.relaxed_madd(s, b0, c20);
    c21 = f32x4.relaxed_madd(s, b1, c21);
    s = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
    c30 = f32x4.relaxed_madd(s, b0, c30);
    c31 = f32x4.relaxed_madd(s, b1, c31);
  }
  if (relu) {
    c00 = f32x4.max(c00, zero);
    c01 = f32x4.max(c01, zero);
    c10 = f32x4.max(c10, zero);
    c11 = f32x4.max(c11, zero);
    c20 = f32x4.max(c20, zero);
    c21 = f32x4.max(c21, zero);
    c30 = f32x4.max(c30, zero);
    c31 = f32x4.max(c31, zero);
  }
  const second = c + cRow, third = second + cRow, fourth = third + cRow;
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(second, c10);
  v128.store(second, c11, 16);
  v128.store(third, c20);
  v128.store(third, c21, 16);
  v128.store(fourth, c30);
  v128.store(fourth, c31, 16);
}

/** The same for the last 4 columns; even and odd p add up apart, or each sum would wait for the one before. */

function tile4(
  k: i32,
  a: usize,
  step: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  start: usize,
  sRow: usize,
  relu: i32,
): void {
  const zero = f32x4.splat(0);
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  if (start) {
    c0 = v128.load(start);
    c1 = v128.load(start + sRow);
    c2 = v128.load(start + 2 * sRow);
    c3 = v128.load(start + 3 * sRow);
  }
  let d0 = zero, d1 = zero, d2 = zero, d3 = zero, p = 0;
  for (; p + 2 <= k; p += 2) {
    let four = v128.load(a), row = v128.load(b);
    c0 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 0, 0, 0, 0), row, c0);
    c1 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 1, 1, 1, 1), row, c1);
    c2 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 2, 2, 2, 2), row, c2);
    c3 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 3, 3, 3, 3), row, c3);
    four = v128.load(a + step);
    row = v128.load(b + bRow);
    d0 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 0, 0, 0, 0), row, d0);
    d1 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 1, 1, 1, 1), row, d1);
    d2 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 2, 2, 2, 2), row, d2);
    d3 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 3, 3, 3, 3), row, d3);
    a += step + step;
    b += bRow + bRow;
  }
  if (p < k) {
    const four = v128.load(a), row = v128.load(b);
    c0 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 0, 0, 0, 0), row, c0);
    c1 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 1, 1, 1, 1), row, c1);
    c2 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 2, 2, 2, 2), row, c2);
    c3 = f32x4.relaxed_madd(v128.shuffle<f32>(four, four, 3, 3, 3, 3), row, c3);
  }
  c0 = f32x4.add(c0, d0);
  c1 = f32x4.add(c1, d1);
  c2 = f32x4.add(c2, d2);
  c3 = f32x4.add(c3, d3);
  const low = relu ? zero : f32x4.splat(-Infinity);
  v128.store(c, f32x4.max(c0, low));
  v128.store(c + cRow, f32x4.max(c1, low));
  v128.store(c + 2 * cRow, f32x4.max(c2, low));
  v128.store(c + 3 * cRow, f32x4.max(c3, low));
}
