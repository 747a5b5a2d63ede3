/** Tail probabilities of the test statistics: how surprising a value is where nothing is going on. */
import { logBeta, logGamma, logUpperGamma } from "./incomplete.ts";

/** A p-value. */
export interface Tail {
  /** Probability of a value at least as extreme; 0 where float64 cannot hold it. */
  readonly p: number;
  /** log₁₀ of it, exact also where `p` is 0, so that overwhelming evidence can still be ranked. */
  readonly log10P: number;
}

/** P(X ≥ x) for X of χ² with `df` degrees of freedom.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { chiSquaredTail } from "./distributions.ts";
 * assertAlmostEquals(chiSquaredTail(3.841458820694124, 1).p, .05);
 * ```
 */
export function chiSquaredTail(x: number, df: number): Tail {
  if (!(x > 0)) return tail(x === x ? 0 : NaN);
  return tail(x === Infinity ? -Infinity : logUpperGamma(df / 2, x / 2));
}

/** P(X ≥ f) for X of F with `df1` and `df2` degrees of freedom. */
export function fTail(f: number, df1: number, df2: number): Tail {
  if (!(f > 0)) return tail(f === f ? 0 : NaN);
  if (f === Infinity) return tail(-Infinity);
  const ratio = df1 * f / df2;
  return tail(logBeta(1 / (1 + ratio), 1 / (1 + 1 / ratio), df2 / 2, df1 / 2));
}

/** P(|X| ≥ |t|) for X of Student's t with `df` degrees of freedom. */
export function tTwoSided(t: number, df: number): Tail {
  return fTail(t * t, 1, df);
}

/** The number that |X| of Student's t exceeds with probability 1 − `confidence`, by bisection.
 * @param confidence in (0, 1), such as .95
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { tQuantile } from "./distributions.ts";
 * assertAlmostEquals(tQuantile(.95, 4), 2.7764451052, 1e-9);
 * ```
 */
export function tQuantile(confidence: number, df: number): number {
  let low = 0, high = 1;
  while (tTwoSided(high, df).p > 1 - confidence) high *= 2;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (tTwoSided(middle, df).p > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** Twice the smaller tail of a fair coin thrown `n` times: P of a split at least as uneven as `k` to n − k. */
export function binomialTwoSided(k: number, n: number): number {
  let sum = 0;
  for (let i = 0; i <= Math.min(k, n - k); i++) sum += Math.exp(logChoose(n, i) - n * Math.LN2);
  return Math.min(1, 2 * sum);
}

/** log of the binomial coefficient. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

const tail = (log: number): Tail => ({ p: Math.exp(log), log10P: log / Math.LN10 });
