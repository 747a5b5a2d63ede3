// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Periodic encodings of numbers (Gorishniy et al. 2022): sin and cos of 2π c x, c learnt. */
import { sinTurns4 } from "../../core/kernels/simd.as.ts";

/** z[i, j] = (sin 2πcx for all f frequencies c of column j, then cos); f is a multiple of 4. */
export function periodic(
  n: i32,
  columns: i32,
  stride: i32,
  f: i32,
  x: usize,
  c: usize,
  z: usize,
): void {
  const bytes = <usize> f << 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) {
      const v = v128.load32_splat(x + ((<usize> i * stride + j) << 2));
      const from = c + <usize> j * bytes, to = z + <usize> (i * columns + j) * 2 * bytes;
      for (let p: usize = 0; p < bytes; p += 16) {
        const turns = f32x4.mul(v, v128.load(from + p));
        v128.store(to + p, sinTurns4(turns, 0));
        v128.store(to + p + bytes, sinTurns4(turns, 1));
      }
    }
  }
}

/** ∂L/∂c = Σᵢ 2πx (cos · ∂L/∂sin − sin · ∂L/∂cos), from z and its gradient g. */
export function periodicBackward(
  n: i32,
  columns: i32,
  stride: i32,
  f: i32,
  x: usize,
  z: usize,
  g: usize,
  out: usize,
): void {
  const bytes = <usize> f << 2, tau = f32x4.splat(6.283185307179586);
  memory.fill(out, 0, <usize> columns * bytes);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) {
      const v = f32x4.mul(tau, v128.load32_splat(x + ((<usize> i * stride + j) << 2)));
      const at = <usize> (i * columns + j) * 2 * bytes, to = out + <usize> j * bytes;
      for (let p: usize = at; p < at + bytes; p += 16) {
        const sine = v128.load(z + p), cosine = v128.load(z + p + bytes);
        const d = f32x4.sub(
          f32x4.mul(cosine, v128.load(g + p)),
          f32x4.mul(sine, v128.load(g + p + bytes)),
        );
        const o = to + p - at;
        v128.store(o, f32x4.relaxed_madd(v, d, v128.load(o)));
      }
    }
  }
}
