// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Batch normalisation (Ioffe & Szegedy 2015) of n rows × `width` columns, four columns at a time. */

/** Per column: mean and variance (biased) over the rows in one pass, as distances from the first row so that no
 * digits are lost; the running averages move towards them (the variance unbiased, as PyTorch); x ← x̂ in place and
 * y = γ x̂ + β. */
export function batchNorm(
  n: i32,
  width: i32,
  x: usize,
  y: usize,
  gamma: usize,
  beta: usize,
  runningMean: usize,
  runningVariance: usize,
  inverse: usize,
  epsilon: f32,
  keep: f32,
): void {
  const step = <usize> width << 2, count = f32x4.splat(<f32> n), one = f32x4.splat(1);
  const unbiased = f32x4.splat(n > 1 ? <f32> n / <f32> (n - 1) : 1);
  const old = f32x4.splat(keep), fresh = f32x4.splat(1 - keep);
  for (let j: usize = 0; j < step; j += 16) {
    const first = v128.load(x + j);
    let s = f32x4.splat(0), q = s, p = x + j;
    for (let i = 0; i < n; i++, p += step) {
      const d = f32x4.sub(v128.load(p), first);
      s = f32x4.add(s, d);
      q = f32x4.relaxed_madd(d, d, q);
    }
    const shift = f32x4.div(s, count), mean = f32x4.add(first, shift);
    const spread = f32x4.sub(f32x4.div(q, count), f32x4.mul(shift, shift));
    const variance = f32x4.max(spread, f32x4.splat(0));
    const inv = f32x4.div(one, f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
    v128.store(inverse + j, inv);
    const rm = v128.load(runningMean + j), rv = v128.load(runningVariance + j);
    v128.store(runningMean + j, f32x4.add(f32x4.mul(old, rm), f32x4.mul(fresh, mean)));
    v128.store(
      runningVariance + j,
      f32x4.add(f32x4.mul(old, rv), f32x4.mul(fresh, f32x4.mul(unbiased, variance))),
    );
    const g = v128.load(gamma + j), b = v128.load(beta + j);
    p = x + j;
    let o = y + j;
    for (let i = 0; i < n; i++, p += step, o += step) {
      const hat = f32x4.mul(f32x4.sub(v128.load(p), mean), inv);
      v128.store(p, hat);
      v128.store(o, f32x4.relaxed_madd(g, hat, b));
    }
  }
}

/** y = γ (x − mean) / √(variance + ε) + β with the running averages. */
export function batchNormInference(
  n: i32,
  width: i32,
  x: usize,
  y: usize,
  gamma: usize,
  beta: usize,
  runningMean: usize,
  runningVariance: usize,
  epsilon: f32,
): void {
  const step = <usize> width << 2;
  for (let j: usize = 0; j < step; j += 16) {
    const variance = f32x4.add(v128.load(runningVariance + j), f32x4.splat(epsilon));
    const factor = f32x4.div(v128.load(gamma + j), f32x4.sqrt(variance));
    const constant = f32x4.sub(v128.load(beta + j), f32x4.mul(v128.load(runningMean + j), factor));
    let p = x + j, o = y + j;
    for (let i = 0; i < n; i++, p += step, o += step) {
      v128.store(o, f32x4.relaxed_madd(v128.load(p), factor, constant));
    }
  }
}

/** From g = ∂L/∂y and x̂: ∂L/∂γ = Σ g x̂, ∂L/∂β = Σ g, and g ← ∂L/∂x = γ/σ (g − mean(g) − x̂ mean(g x̂)). */
export function batchNormBackward(
  n: i32,
  width: i32,
  hat: usize,
  g: usize,
  gamma: usize,
  inverse: usize,
  gammaGradient: usize,
  betaGradient: usize,
): void {
  const step = <usize> width << 2, count = f32x4.splat(<f32> n);
  for (let j: usize = 0; j < step; j += 16) {
    let s = f32x4.splat(0), q = s, p = g + j, h = hat + j;
    for (let i = 0; i < n; i++, p += step, h += step) {
      const v = v128.load(p);
      s = f32x4.add(s, v);
      q = f32x4.relaxed_madd(v, v128.load(h), q);
    }
    v128.store(betaGradient + j, s);
    v128.store(gammaGradient + j, q);
    const factor = f32x4.mul(v128.load(gamma + j), v128.load(inverse + j));
    const mean = f32x4.neg(f32x4.div(s, count)), slope = f32x4.neg(f32x4.div(q, count));
    p = g + j;
    h = hat + j;
    for (let i = 0; i < n; i++, p += step, h += step) {
      const centred = f32x4.relaxed_madd(v128.load(h), slope, f32x4.add(v128.load(p), mean));
      v128.store(p, f32x4.mul(factor, centred));
    }
  }
}
