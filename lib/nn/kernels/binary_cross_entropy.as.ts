// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Sigmoid and binary cross-entropy against soft targets, tag by tag, for any number of tags. */
import { decay4, log4, sigmoid4, sum4, within4 } from "../../core/kernels/simd.as.ts";

/** Logits → probabilities in place, rows of `width` floats (a multiple of 4) of which `classes` count. */
export function sigmoid(n: i32, classes: i32, width: i32, x: usize): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j += 4, x += 16) {
      const z = v128.load(x), p = sigmoid4(z, decay4(z));
      v128.store(x, v128.and(p, within4(j, classes)));
    }
  }
}

/** Binary cross-entropy of n · members rows of logits against n rows of targets: each member answers the same rows.
 * x ← p = σ(x); g = ∂loss/∂x = (p − t) / (weight · members), padding 0. Stores at `out` the loss, the sum over rows and
 * tags of max(x, 0) − x t + log(1 + e^−|x|) divided likewise, and the share of cells whose p is on the label's side of ½.
 * @param labels n rows of 0 and 1, as wide as the targets */
export function binaryCrossEntropy(
  n: i32,
  members: i32,
  classes: i32,
  width: i32,
  x: usize,
  g: usize,
  t: usize,
  labels: usize,
  weight: f32,
  out: usize,
): void {
  const stride = <usize> width << 2, norm: f32 = 1 / (weight * <f32> members);
  const share = f32x4.splat(norm), zero = f32x4.splat(0), one = f32x4.splat(1);
  const half = f32x4.splat(.5);
  let loss: f64 = 0;
  let right: i32 = 0;
  for (let i = 0; i < n; i++, t += stride, labels += stride) {
    for (let m = 0; m < members; m++, x += stride, g += stride) {
      let sum = zero;
      for (let j = 0; j < width; j += 4) {
        const at = <usize> j << 2, counts = within4(j, classes);
        const z = v128.load(x + at), target = v128.load(t + at), e = decay4(z);
        const p = sigmoid4(z, e);
        const straight = f32x4.sub(f32x4.max(z, zero), f32x4.mul(z, target));
        sum = f32x4.add(sum, v128.and(f32x4.add(straight, log4(f32x4.add(one, e))), counts));
        const wrong = v128.xor(f32x4.ge(p, half), f32x4.ge(v128.load(labels + at), half));
        right += popcnt<i32>(i32x4.bitmask(v128.andnot(counts, wrong)));
        v128.store(x + at, v128.and(p, counts));
        v128.store(g + at, v128.and(f32x4.mul(f32x4.sub(p, target), share), counts));
      }
      loss += <f64> sum4(sum);
    }
  }
  store<f64>(out, loss * <f64> norm);
  store<f64>(out + 8, <f64> right / <f64> (n * members * classes));
}
