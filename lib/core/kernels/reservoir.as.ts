// @ts-nocheck: AssemblyScript; lib/core/kernels/build.ts compiles it to reservoir.wasm
// One moment of a reservoir, of many sequences at once. Weights lie in panels of 8 units: all inputs' weights to the
// first 8 units, then those to the next 8, … Rows and units are filled up to multiples of 4 and 8.
import { tanh4 } from "./simd.as.ts";

/** out = from + x · weights, row by row; from and out are rows × units.
 * @param rows a multiple of 4; x is rows × inputs
 * @param units a multiple of 8
 * @param step bytes from one row of `from` to the next; 0: one row for all */
export function affine(
  rows: i32,
  inputs: i32,
  units: i32,
  x: usize,
  weights: usize,
  from: usize,
  step: usize,
  out: usize,
): void {
  const width = <usize> units << 2, stride = <usize> inputs << 2;
  for (let j = 0; j < units; j += 8) {
    const panel = weights + <usize> j * stride, at = <usize> j << 2;
    for (let r = 0; r < rows; r += 4) {
      let p = x + <usize> r * stride, q = panel, f = from + <usize> r * step + at;
      let c0 = v128.load(f), d0 = v128.load(f, 16);
      f += step;
      let c1 = v128.load(f), d1 = v128.load(f, 16);
      f += step;
      let c2 = v128.load(f), d2 = v128.load(f, 16);
      f += step;
      let c3 = v128.load(f), d3 = v128.load(f, 16);
      for (let k = 0; k < inputs; k++, p += 4, q += 32) {
        const a = v128.load(q), b = v128.load(q, 16);
        const x0 = v128.load32_splat(p), x1 = v128.load32_splat(p + stride);
        c0 = f32x4.relaxed_madd(x0, a, c0);
        d0 = f32x4.relaxed_madd(x0, b, d0);
        c1 = f32x4.relaxed_madd(x1, a, c1);
        d1 = f32x4.relaxed_madd(x1, b, d1);
        const x2 = v128.load32_splat(p + 2 * stride), x3 = v128.load32_splat(p + 3 * stride);
        c2 = f32x4.relaxed_madd(x2, a, c2);
        d2 = f32x4.relaxed_madd(x2, b, d2);
        c3 = f32x4.relaxed_madd(x3, a, c3);
        d3 = f32x4.relaxed_madd(x3, b, d3);
      }
      let to = out + <usize> r * width + at;
      v128.store(to, c0);
      v128.store(to, d0, 16);
      to += width;
      v128.store(to, c1);
      v128.store(to, d1, 16);
      to += width;
      v128.store(to, c2);
      v128.store(to, d2, 16);
      to += width;
      v128.store(to, c3);
      v128.store(to, d3, 16);
    }
  }
}

/** states ← (1 − leak) · states + leak · tanh(pre), of `count` floats, a multiple of 4. */
export function leaky(count: i32, leak: f32, pre: usize, states: usize): void {
  const keep = f32x4.splat(1 - leak), take = f32x4.splat(leak), end = pre + (<usize> count << 2);
  for (; pre < end; pre += 16, states += 16) {
    const fresh = f32x4.mul(take, tanh4(v128.load(pre)));
    v128.store(states, f32x4.add(f32x4.mul(keep, v128.load(states)), fresh));
  }
}

/** means ← means + share · states, of `count` floats, a multiple of 4. */
export function addShare(count: i32, share: f32, states: usize, means: usize): void {
  const part = f32x4.splat(share), end = states + (<usize> count << 2);
  for (; states < end; states += 16, means += 16) {
    v128.store(means, f32x4.add(v128.load(means), f32x4.mul(part, v128.load(states))));
  }
}
