// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Softmax and cross-entropy against soft targets, for any number of classes. */
import { exp4, log4, max4, sum4 } from "../../core/kernels/simd.as.ts";

/** Row i's targets: tᵢ = w[yᵢ] ((1 − ε) onehot(yᵢ)) + ε/K w, mixed with those of `others` where share < 1.
 * @returns the weight of the batch, Σ w[yᵢ], by which loss and gradient are divided */
export function targets(
  n: i32,
  classes: i32,
  width: i32,
  labels: usize,
  others: usize,
  share: f32,
  weights: usize,
  smoothing: f32,
  out: usize,
): f32 {
  memory.fill(out, 0, (<usize> n * width) << 2);
  let total: f32 = 0;
  for (let i = 0; i < n; i++) {
    const row = out + ((<usize> i * width) << 2);
    if (smoothing > 0) {
      for (let c = 0; c < classes; c++) {
        store<f32>(
          row + (<usize> c << 2),
          smoothing / <f32> classes * load<f32>(weights + (<usize> c << 2)),
        );
      }
    }
    total += addTarget(row, load<i32>(labels + (<usize> i << 2)), share, weights, smoothing);
    if (share < 1) {
      total += addTarget(row, load<i32>(others + (<usize> i << 2)), 1 - share, weights, smoothing);
    }
  }
  return total;
}

function addTarget(row: usize, label: i32, share: f32, weights: usize, smoothing: f32): f32 {
  const at = <usize> label << 2, weight = share * load<f32>(weights + at);
  store<f32>(row + at, load<f32>(row + at) + weight * (1 - smoothing));
  return weight;
}

/** Logits → probabilities in place, rows of `width` floats (a multiple of 4) of which `classes` count. */
export function softmax(n: i32, classes: i32, width: i32, x: usize): void {
  for (let i = 0; i < n; i++) softmaxRow(classes, width, x + ((<usize> i * width) << 2));
}

/** @returns log Σ eˣ of the row, which becomes its softmax, its padding 0 */

function softmaxRow(classes: i32, width: i32, row: usize): f32 {
  const end = row + (<usize> width << 2);
  for (let p = row + (<usize> classes << 2); p < end; p += 4) store<f32>(p, -1e30);
  let m = v128.load(row);
  for (let p = row + 16; p < end; p += 16) m = f32x4.max(m, v128.load(p));
  const top = max4(m), high = f32x4.splat(top);
  let s = f32x4.splat(0);
  for (let p = row; p < end; p += 16) {
    // below e⁻⁶⁰ nothing is seen in float32, and denormal numbers cost a hundred times as much
    const e = exp4(f32x4.max(f32x4.sub(v128.load(p), high), f32x4.splat(-60)));
    v128.store(p, e);
    s = f32x4.add(s, e);
  }
  const sum = sum4(s), inverse = f32x4.splat(1 / sum);
  for (let p = row; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), inverse));
  for (let p = row + (<usize> classes << 2); p < end; p += 4) store<f32>(p, 0);
  return top + f32x4.extract_lane(log4(f32x4.splat(sum)), 0);
}

/** Cross-entropy of n · members rows of logits against n rows of targets: each member answers the same rows.
 * x ← p = softmax(x); g = ∂loss/∂x = (p Σt − t) / (weight · members). Stores loss / (weight · members) and the share of rows whose
 * largest logit is the label at `out`. */
export function crossEntropy(
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
  let loss: f64 = 0;
  let right: i32 = 0;
  for (let i = 0; i < n; i++) {
    const target = t + <usize> i * stride;
    let mass4 = f32x4.splat(0);
    for (let p = target; p < target + stride; p += 16) mass4 = f32x4.add(mass4, v128.load(p));
    const mass = sum4(mass4), label = <usize> load<i32>(labels + (<usize> i << 2)) << 2;
    for (let m = 0; m < members; m++) {
      const at = <usize> (i * members + m) * stride, row = x + at, gradient = g + at;
      let dot = f32x4.splat(0);
      for (let j: usize = 0; j < stride; j += 16) {
        dot = f32x4.relaxed_madd(v128.load(row + j), v128.load(target + j), dot);
      }
      const correct = sum4(dot), logSum = softmaxRow(classes, width, row);
      loss += <f64> (mass * logSum - correct);
      const mine = load<f32>(row + label);
      let best = true;
      const a = f32x4.splat(mass * norm), b = f32x4.splat(norm), limit = f32x4.splat(mine);
      for (let j: usize = 0; j < stride; j += 16) {
        const p = v128.load(row + j);
        if (v128.any_true(f32x4.gt(p, limit))) best = false;
        v128.store(gradient + j, f32x4.sub(f32x4.mul(p, a), f32x4.mul(v128.load(target + j), b)));
      }
      if (best) right++;
    }
  }
  store<f64>(out, loss * <f64> norm);
  store<f64>(out + 8, <f64> right / <f64> (n * members));
}
