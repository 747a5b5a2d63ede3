// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Batch normalisation (Ioffe & Szegedy 2015) of n rows of `width` floats, a multiple of 4. Columns know nothing of one
 * another, so the threads share them out. */
import { give, giveReal, real, shared, spread, word } from "./parallel.as.ts";

/** Per column: mean and variance (biased) over the rows in one pass, as distances from the first row so that no
 * digits are lost; the running averages move towards them (the variance unbiased, as PyTorch); x ← x̂ in place and
 * y = γ x̂ + β. `statistics` has room for 2 · width floats: 1/σ, which the backward pass needs, and the mean. */
export function batchNorm(
  n: i32,
  width: i32,
  x: usize,
  y: usize,
  gamma: usize,
  beta: usize,
  runningMean: usize,
  runningVariance: usize,
  statistics: usize,
  epsilon: f32,
  keep: f32,
): void {
  give(0, n);
  give(1, width);
  give(2, x);
  give(3, y);
  give(4, gamma);
  give(5, beta);
  give(6, runningMean);
  give(7, runningVariance);
  give(8, statistics);
  giveReal(9, epsilon);
  giveReal(10, keep);
  if (shared(<f32> n * <f32> width * 8)) spread(normalise, width, 16);
  else normalise(0, width);
}

function normalise(firstColumn: i32, lastColumn: i32): void {
  const n = word(0), step = <usize> word(1) << 2, x = <usize> word(2), y = <usize> word(3);
  const gamma = <usize> word(4),
    beta = <usize> word(5),
    inverse = <usize> word(8),
    mean = inverse + step;
  const first = <usize> firstColumn << 2, last = <usize> lastColumn << 2;
  // until they are mean and 1/σ: Σ d and Σ d², d being the distance from the first row
  memory.fill(mean + first, 0, last - first);
  memory.fill(inverse + first, 0, last - first);
  for (let i = 0, row = x; i < n; i++, row += step) {
    for (let j = first; j < last; j += 16) {
      const d = f32x4.sub(v128.load(row + j), v128.load(x + j)), m = mean + j, q = inverse + j;
      v128.store(m, f32x4.add(v128.load(m), d));
      v128.store(q, f32x4.relaxed_madd(d, d, v128.load(q)));
    }
  }
  const count = f32x4.splat(<f32> n), unbiased = f32x4.splat(n > 1 ? <f32> n / <f32> (n - 1) : 1);
  const old = f32x4.splat(real(10)), fresh = f32x4.splat(1 - real(10));
  for (let j = first; j < last; j += 16) {
    const shift = f32x4.div(v128.load(mean + j), count),
      square = f32x4.div(v128.load(inverse + j), count);
    const variance = f32x4.max(f32x4.sub(square, f32x4.mul(shift, shift)), f32x4.splat(0));
    const centre = f32x4.add(v128.load(x + j), shift);
    v128.store(mean + j, centre);
    const deviation = f32x4.sqrt(f32x4.add(variance, f32x4.splat(real(9))));
    v128.store(inverse + j, f32x4.div(f32x4.splat(1), deviation));
    const rm = <usize> word(6) + j, rv = <usize> word(7) + j, v = f32x4.mul(unbiased, variance);
    v128.store(rm, f32x4.add(f32x4.mul(old, v128.load(rm)), f32x4.mul(fresh, centre)));
    v128.store(rv, f32x4.add(f32x4.mul(old, v128.load(rv)), f32x4.mul(fresh, v)));
  }
  for (let i = 0, row = x, out = y; i < n; i++, row += step, out += step) {
    for (let j = first; j < last; j += 16) {
      const distance = f32x4.sub(v128.load(row + j), v128.load(mean + j));
      const hat = f32x4.mul(distance, v128.load(inverse + j));
      v128.store(row + j, hat);
      v128.store(out + j, f32x4.relaxed_madd(v128.load(gamma + j), hat, v128.load(beta + j)));
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
  statistics: usize,
  gammaGradient: usize,
  betaGradient: usize,
): void {
  give(0, n);
  give(1, width);
  give(2, hat);
  give(3, g);
  give(4, gamma);
  give(5, statistics);
  give(6, gammaGradient);
  give(7, betaGradient);
  if (shared(<f32> n * <f32> width * 8)) spread(normaliseBackward, width, 16);
  else normaliseBackward(0, width);
}

function normaliseBackward(firstColumn: i32, lastColumn: i32): void {
  const n = word(0), step = <usize> word(1) << 2, hat = <usize> word(2), g = <usize> word(3);
  const gamma = <usize> word(4), inverse = <usize> word(5);
  const products = <usize> word(6), sums = <usize> word(7); // the gradients of γ and β
  const first = <usize> firstColumn << 2, last = <usize> lastColumn << 2;
  memory.fill(products + first, 0, last - first);
  memory.fill(sums + first, 0, last - first);
  for (let i = 0, row = g, h = hat; i < n; i++, row += step, h += step) {
    for (let j = first; j < last; j += 16) {
      const v = v128.load(row + j), p = products + j, s = sums + j;
      v128.store(s, f32x4.add(v128.load(s), v));
      v128.store(p, f32x4.relaxed_madd(v, v128.load(h + j), v128.load(p)));
    }
  }
  const share = f32x4.splat(-1 / <f32> n);
  for (let i = 0, row = g, h = hat; i < n; i++, row += step, h += step) {
    for (let j = first; j < last; j += 16) {
      const mean = f32x4.mul(share, v128.load(sums + j));
      const slope = f32x4.mul(share, v128.load(products + j));
      const centred = f32x4.relaxed_madd(
        v128.load(h + j),
        slope,
        f32x4.add(v128.load(row + j), mean),
      );
      const factor = f32x4.mul(v128.load(gamma + j), v128.load(inverse + j));
      v128.store(row + j, f32x4.mul(factor, centred));
    }
  }
}
