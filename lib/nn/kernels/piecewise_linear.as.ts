// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Piecewise-linear encodings of numbers (Gorishniy et al. 2022). */

/** z[i, j, t] = slope x + offset, limited to [low, high], the four tables being columns × bins; bins is a multiple
 * of 4. */
export function piecewiseLinear(
  n: i32,
  columns: i32,
  stride: i32,
  bins: i32,
  x: usize,
  slope: usize,
  offset: usize,
  low: usize,
  high: usize,
  z: usize,
): void {
  const bytes = <usize> bins << 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) {
      const v = v128.load32_splat(x + ((<usize> i * stride + j) << 2));
      const from = <usize> j * bytes, to = z + <usize> (i * columns + j) * bytes - from;
      for (let p = from; p < from + bytes; p += 16) {
        const line = f32x4.relaxed_madd(v, v128.load(slope + p), v128.load(offset + p));
        v128.store(to + p, f32x4.min(f32x4.max(line, v128.load(low + p)), v128.load(high + p)));
      }
    }
  }
}
