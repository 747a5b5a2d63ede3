/** Tail probabilities of the test statistics: how surprising a value is where nothing is going on. */
import betainc from "@stdlib/math-base-special-betainc";
import gammainc from "@stdlib/math-base-special-gammainc";

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
  if (!(x > 0)) return tail(x === x ? 1 : NaN, 0);
  return tail(gammainc(x / 2, df / 2, true, true), logUpperGamma(df / 2, x / 2));
}

/** P(X ≥ f) for X of F with `df1` and `df2` degrees of freedom. */
export function fTail(f: number, df1: number, df2: number): Tail {
  if (!(f > 0)) return tail(f === f ? 1 : NaN, 0);
  if (f === Infinity) return tail(0, -Infinity);
  const x = df2 / (df2 + df1 * f);
  return tail(betainc(x, df2 / 2, df1 / 2), logLowerBeta(x, df2 / 2, df1 / 2));
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

/** log Γ(x), x > 0: Stirling's series (Abramowitz & Stegun 6.1.41), pushed up to where it is exact. */
export function logGamma(x: number): number {
  let shift = 0;
  for (; x < 15; x++) shift += Math.log(x);
  const s = 1 / (x * x);
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
  return (x - .5) * Math.log(x) - x + .5 * Math.log(2 * Math.PI) + series - shift;
}

/** Below this, what the libraries return is 0 or has lost digits: the continued fraction takes over. */
const SMALL = 1e-290;

function tail(p: number, logTail: number): Tail {
  return { p, log10P: p > SMALL || p !== p ? Math.log10(p) : logTail / Math.LN10 };
}

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz (1976), as modified by Thompson & Barnett (1986). */
function continuedFraction(
  b0: number,
  term: (i: number) => readonly [a: number, b: number],
): number {
  let value = b0, c = b0, d = 0;
  for (let i = 1; i < 1000; i++) {
    const [a, b] = term(i);
    d = 1 / (b + a * d);
    c = b + a / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

/** log of the regularised upper gamma function Q(a, x), for x well above a.
 * @see Abramowitz & Stegun 6.5.31, in its even form */
function logUpperGamma(a: number, x: number): number {
  const fraction = continuedFraction(x + 1 - a, (i) => [i * (a - i), x + 2 * i + 1 - a]);
  return a * Math.log(x) - x - logGamma(a) - Math.log(fraction);
}

/** log of the regularised beta function I_x(a, b), for x well below a / (a + b).
 * @see Abramowitz & Stegun 26.5.8 */
function logLowerBeta(x: number, a: number, b: number): number {
  const fraction = continuedFraction(1, (i) => {
    const m = Math.floor(i / 2);
    return i % 2 === 0
      ? [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1]
      : [-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1];
  });
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) - logBeta - Math.log(fraction);
}
