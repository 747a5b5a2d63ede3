// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** One step of an optimiser over all parameters w, gradients g and moments, as flat arrays. */

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
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1), step = f32x4.splat(rate);
  const b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
  const e = f32x4.splat(epsilon), r = f32x4.splat(root);
  for (let i: usize = 0, end = <usize> n << 2; i < end; i += 16) {
    const gi = v128.load(g + i);
    const mi = flush(f32x4.relaxed_madd(c1, gi, f32x4.mul(b1, v128.load(m + i))));
    const vi = flush(f32x4.relaxed_madd(f32x4.mul(c2, gi), gi, f32x4.mul(b2, v128.load(v + i))));
    v128.store(m + i, mi);
    v128.store(v + i, vi);
    const d = f32x4.div(f32x4.mul(step, mi), f32x4.relaxed_madd(f32x4.sqrt(vi), r, e));
    v128.store(w + i, f32x4.sub(v128.load(w + i), d));
  }
}
