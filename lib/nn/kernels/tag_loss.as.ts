// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Losses of tags that weigh cells by how hard they are: focal, asymmetric, and weights of tags. */
import { decay4, exp4, log4, sigmoid4, sum4, within4 } from "../../core/kernels/simd.as.ts";

/** e^(γ log x), from log x; below e⁻⁴⁰ nothing is seen, and products of it must not become denormal. */
function power4(logX: v128, gamma: v128): v128 {
  return exp4(f32x4.max(f32x4.mul(gamma, logX), f32x4.splat(-40)));
}

/** As `binaryCrossEntropy`, of the loss t A + (1 − t) B of a cell, where p = σ(x) and q = max(p − margin, 0):
 * A = −w₊ (1 − p)^γ₊ log p, and B = −w₋ q^γ₋ log(1 − q). Their slopes by x are
 * w₊ (1 − p)^γ₊ (γ₊ p log p − (1 − p)) and w₋ p (1 − p) q^γ₋ (1 / (1 − q) − γ₋ log(1 − q) / q), the second 0 where q is.
 * @param positive w₊, one per tag, as wide as the targets
 * @param negative w₋ */
export function tagLoss(
  n: i32,
  members: i32,
  classes: i32,
  width: i32,
  x: usize,
  g: usize,
  t: usize,
  labels: usize,
  positive: usize,
  negative: f32,
  gammaPositive: f32,
  gammaNegative: f32,
  margin: f32,
  weight: f32,
  out: usize,
): void {
  const stride = <usize> width << 2, norm: f32 = 1 / (weight * <f32> members);
  const share = f32x4.splat(norm), zero = f32x4.splat(0), one = f32x4.splat(1);
  const half = f32x4.splat(.5), least = f32x4.splat(1e-30), cut = f32x4.splat(margin);
  const gp = f32x4.splat(gammaPositive), gn = f32x4.splat(gammaNegative);
  const wn = f32x4.splat(negative), isCut = margin > 0;
  let loss: f64 = 0;
  let right: i32 = 0;
  for (let i = 0; i < n; i++, t += stride, labels += stride) {
    for (let m = 0; m < members; m++, x += stride, g += stride) {
      let sum = zero;
      for (let j = 0; j < width; j += 4) {
        const at = <usize> j << 2, counts = within4(j, classes);
        const z = v128.load(x + at), target = v128.load(t + at), e = decay4(z);
        const other = f32x4.sub(one, target), minus = f32x4.neg(z), soft = log4(f32x4.add(one, e));
        const p = sigmoid4(z, e), rest = sigmoid4(minus, e); // p and 1 − p
        const logP = f32x4.neg(f32x4.add(f32x4.max(minus, zero), soft));
        const logRest = f32x4.neg(f32x4.add(f32x4.max(z, zero), soft));

        const easy = f32x4.mul(v128.load(positive + at), power4(logRest, gp));
        const a = f32x4.neg(f32x4.mul(easy, logP));
        const slopeA = f32x4.mul(easy, f32x4.sub(f32x4.mul(gp, f32x4.mul(p, logP)), rest));

        let q = p, logQ = logP, far = rest, logFar = logRest; // far = 1 − q
        if (isCut) {
          q = f32x4.max(f32x4.sub(p, cut), zero);
          logQ = log4(f32x4.max(q, least));
          far = f32x4.add(rest, f32x4.min(p, cut));
          logFar = log4(far);
        }
        const hard = v128.and(f32x4.mul(wn, power4(logQ, gn)), f32x4.gt(q, zero));
        const b = f32x4.neg(f32x4.mul(hard, logFar));
        const inner = f32x4.sub(
          f32x4.div(rest, far),
          f32x4.mul(rest, f32x4.mul(gn, f32x4.div(logFar, f32x4.max(q, least)))),
        );
        const slopeB = f32x4.mul(f32x4.mul(hard, p), inner);

        const cell = f32x4.add(f32x4.mul(target, a), f32x4.mul(other, b));
        sum = f32x4.add(sum, v128.and(cell, counts));
        const slope = f32x4.add(f32x4.mul(target, slopeA), f32x4.mul(other, slopeB));
        const wrong = v128.xor(f32x4.ge(p, half), f32x4.ge(v128.load(labels + at), half));
        right += popcnt<i32>(i32x4.bitmask(v128.andnot(counts, wrong)));
        v128.store(x + at, v128.and(p, counts));
        v128.store(g + at, v128.and(f32x4.mul(slope, share), counts));
      }
      loss += <f64> sum4(sum);
    }
  }
  store<f64>(out, loss * <f64> norm);
  store<f64>(out + 8, <f64> right / <f64> (n * members * classes));
}
