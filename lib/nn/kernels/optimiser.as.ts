// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** One step of an optimiser over all parameters w, gradients g and moments, as flat arrays. */

import { give, giveReal, real, shared, spread, word } from "./parallel.as.ts";

/** Tiny moments become exact zeros: denormal numbers cost a hundred times as much. */

function flush(x: v128): v128 {
  return v128.and(x, f32x4.gt(f32x4.abs(x), f32x4.splat(1e-30)));
}

/** v ← μ v + g; w ← w − η v, or w − η (g + μ v) with Nesterov's look ahead. μ = 0 is plain SGD. */
export function momentum(
  n: i32,
  w: usize,
  g: usize,
  v: usize,
  rate: f32,
  mu: f32,
  nesterov: i32,
): void {
  const step = f32x4.splat(-rate), m = f32x4.splat(mu);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    const gi = v128.load(g + i);
    let d = gi;
    if (mu != 0) {
      const vi = flush(f32x4.relaxed_madd(m, v128.load(v + i), gi));
      v128.store(v + i, vi);
      d = nesterov ? f32x4.relaxed_madd(m, vi, gi) : vi;
    }
    v128.store(w + i, f32x4.relaxed_madd(step, d, v128.load(w + i)));
  }
}

/** v ← keep · v + add · g²; w ← w − η g / (√v + ε): RMSprop (keep ρ, add 1 − ρ), Adagrad (1 and 1). */
export function scaledByHistory(
  n: i32,
  w: usize,
  g: usize,
  v: usize,
  rate: f32,
  keep: f32,
  add: f32,
  epsilon: f32,
): void {
  const step = f32x4.splat(rate),
    k = f32x4.splat(keep),
    a = f32x4.splat(add),
    e = f32x4.splat(epsilon);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    const gi = v128.load(g + i);
    const vi = flush(f32x4.relaxed_madd(k, v128.load(v + i), f32x4.mul(a, f32x4.mul(gi, gi))));
    v128.store(v + i, vi);
    const d = f32x4.div(f32x4.mul(step, gi), f32x4.add(f32x4.sqrt(vi), e));
    v128.store(w + i, f32x4.sub(v128.load(w + i), d));
  }
}

/** Adam (Kingma & Ba 2015) at step t: `rate` = η / (1 − β₁ᵗ), `root` = 1 / √(1 − β₂ᵗ);
 * w ← w − rate · m / (√v · root + ε). */
export function adam(
  n: i32,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  rate: f32,
  root: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
): void {
  give(0, w);
  give(1, g);
  give(2, m);
  give(3, v);
  giveReal(4, rate);
  giveReal(5, root);
  giveReal(6, beta1);
  giveReal(7, beta2);
  giveReal(8, epsilon);
  if (shared(<f32> n * 16)) spread(adamRange, n, 16);
  else adamRange(0, n);
}

function adamRange(first: i32, last: i32): void {
  const w = <usize> word(0), g = <usize> word(1), m = <usize> word(2), v = <usize> word(3);
  const step = f32x4.splat(real(4)), r = f32x4.splat(real(5)), e = f32x4.splat(real(8));
  const b1 = f32x4.splat(real(6)), c1 = f32x4.splat(1 - real(6));
  const b2 = f32x4.splat(real(7)), c2 = f32x4.splat(1 - real(7));
  for (let i = <usize> first << 2, end = <usize> last << 2; i < end; i += 16) {
    const gi = v128.load(g + i);
    const mi = flush(f32x4.relaxed_madd(c1, gi, f32x4.mul(b1, v128.load(m + i))));
    const vi = flush(f32x4.relaxed_madd(f32x4.mul(c2, gi), gi, f32x4.mul(b2, v128.load(v + i))));
    v128.store(m + i, mi);
    v128.store(v + i, vi);
    const d = f32x4.div(f32x4.mul(step, mi), f32x4.relaxed_madd(f32x4.sqrt(vi), r, e));
    v128.store(w + i, f32x4.sub(v128.load(w + i), d));
  }
}
