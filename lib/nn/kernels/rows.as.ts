// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Rows and columns of row-major tables: gather, transpose, sums. Addresses in bytes, lengths in floats. */
import { sum4 } from "../../core/kernels/simd.as.ts";

/** out[i] = x[rows[i]], whole rows of `width` floats, a multiple of 4. */
export function gather(n: i32, width: i32, x: usize, rows: usize, out: usize): void {
  const bytes = <usize> width << 2;
  for (let i = 0; i < n; i++) {
    const from = x + <usize> load<i32>(rows + (<usize> i << 2)) * bytes,
      to = out + <usize> i * bytes;
    for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, v128.load(from + j));
  }
}

/** out[i, j] = x[i, j] for `width` columns, any number, from any column to any other; rows of x are `stride` floats
 * apart, rows of out `outStride`. What else is in the rows of out stays. */
export function copyColumns(
  n: i32,
  width: i32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  const from = <usize> stride << 2, to = <usize> outStride << 2, bytes = <usize> width << 2;
  for (let i = 0; i < n; i++, x += from, out += to) {
    let j: usize = 0;
    for (; j + 16 <= bytes; j += 16) v128.store(out + j, v128.load(x + j));
    for (; j < bytes; j += 4) store<f32>(out + j, load<f32>(x + j));
  }
}

/** out[c, r] = a[r, c]; rows of `a` are `stride` floats apart, rows of `out` `outStride`. */
export function transpose(
  rows: i32,
  columns: i32,
  a: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  const from = <usize> stride << 2, to = <usize> outStride << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let pa = a + <usize> i * from, po = out + (<usize> i << 2), j = 0;
    for (; j + 4 <= columns; j += 4) { // a 4 × 4 block through the registers
      const r0 = v128.load(pa), r1 = v128.load(pa + from);
      const r2 = v128.load(pa + 2 * from), r3 = v128.load(pa + 3 * from);
      const a0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), a1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const b0 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5), b1 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(po, v128.shuffle<i64>(a0, b0, 0, 2));
      v128.store(po + to, v128.shuffle<i64>(a0, b0, 1, 3));
      v128.store(po + 2 * to, v128.shuffle<i64>(a1, b1, 0, 2));
      v128.store(po + 3 * to, v128.shuffle<i64>(a1, b1, 1, 3));
      pa += 16;
      po += to << 2;
    }
    for (; j < columns; j++, pa += 4, po += to) {
      for (let r: usize = 0; r < 4; r++) store<f32>(po + (r << 2), load<f32>(pa + r * from));
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<f32>(
        out + <usize> j * to + (<usize> i << 2),
        load<f32>(a + <usize> i * from + (<usize> j << 2)),
      );
    }
  }
}

/** out[j] = Σᵢ g[i, j], rows `stride` floats apart; `width` is a multiple of 4. */
export function columnSums(n: i32, width: i32, g: usize, stride: i32, out: usize): void {
  const step = <usize> stride << 2;
  let j: usize = 0;
  for (; j + 64 <= <usize> width << 2; j += 64) { // one cache line of columns at a time
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, p = g + j;
    for (let i = 0; i < n; i++, p += step) {
      s0 = f32x4.add(s0, v128.load(p));
      s1 = f32x4.add(s1, v128.load(p, 16));
      s2 = f32x4.add(s2, v128.load(p, 32));
      s3 = f32x4.add(s3, v128.load(p, 48));
    }
    v128.store(out + j, s0);
    v128.store(out + j, s1, 16);
    v128.store(out + j, s2, 32);
    v128.store(out + j, s3, 48);
  }
  for (; j < <usize> width << 2; j += 16) {
    let s = f32x4.splat(0), p = g + j;
    for (let i = 0; i < n; i++, p += step) s = f32x4.add(s, v128.load(p));
    v128.store(out + j, s);
  }
}

/** Σ a². */
export function sumOfSquares(n: i32, a: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0;
  const end = a + (<usize> n << 2);
  for (; a + 32 <= end; a += 32) {
    const x = v128.load(a), y = v128.load(a, 16);
    s0 = f32x4.relaxed_madd(x, x, s0);
    s1 = f32x4.relaxed_madd(y, y, s1);
  }
  if (a < end) s0 = f32x4.relaxed_madd(v128.load(a), v128.load(a), s0);
  return sum4(f32x4.add(s0, s1));
}

/** y += c x. */
export function addScaled(n: i32, x: usize, c: f32, y: usize): void {
  const k = f32x4.splat(c);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    v128.store(y + i, f32x4.relaxed_madd(k, v128.load(x + i), v128.load(y + i)));
  }
}

/** x ← c x. */
export function scale(n: i32, c: f32, x: usize): void {
  const k = f32x4.splat(c);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    v128.store(x + i, f32x4.mul(k, v128.load(x + i)));
  }
}

/** x ← x limited to [−limit, limit]. */
export function clamp(n: i32, limit: f32, x: usize): void {
  const low = f32x4.splat(-limit), high = f32x4.splat(limit);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    v128.store(x + i, f32x4.min(f32x4.max(v128.load(x + i), low), high));
  }
}
