/** Incomplete gamma and beta functions, in logarithms so that no tail is too thin. Powers and factorials that nearly
 * cancel are never formed: what is left of them is, by Loader's way of computing binomial probabilities.
 *
 * @see Loader, C. (2000). Fast and accurate computation of binomial probabilities. */

/** log of the regularised upper gamma function Q(a, x) = Γ(a, x) / Γ(a); a > 0, x ≥ 0.
 * @see Abramowitz & Stegun 6.5.29 (the series) and 6.5.31 in its even form (the fraction)
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(logUpperGamma(1, 800), -800); // Q(1, x) = exp(−x)
 * ```
 */
export function logUpperGamma(a: number, x: number): number {
  const power = .5 * Math.log(a / (2 * Math.PI)) - stirlingError(a) - deviance(a, x); // log of xᵃ e⁻ˣ / Γ(a)
  if (x < a + 1) return logOfRest(power + Math.log(lowerSeries(a, x)));
  return power -
    Math.log(continuedFraction(x + 1 - a, (i) => [i * (a - i), x + 2 * i + 1 - a]));
}

/** log of the regularised beta function I_x(a, b); a, b > 0.
 *
 * @param y 1 − x, which a caller may know with more digits than x
 * @see Abramowitz & Stegun 26.5.8
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(Math.exp(logBeta(.25, .75, 1, 2)), 1 - .75 ** 2);
 * ```
 */
export function logBeta(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  if (x > (a + 1) / (n + 2)) return logOfRest(logBeta(y, x, b, a));
  const power = .5 * Math.log(a * b / (2 * Math.PI * n)) + // log of xᵃ yᵇ / B(a, b)
    stirlingError(n) - stirlingError(a) - stirlingError(b) -
    deviance(a, n * x) - deviance(b, n * y);
  const fraction = continuedFraction(1, (i) => {
    const m = Math.floor(i / 2);
    return i % 2 === 0
      ? [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1]
      : [-(a + m) * (n + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1];
  });
  return power - Math.log(a * fraction);
}

/** log Γ(x), x > 0. */
export function logGamma(x: number): number {
  return (x - .5) * Math.log(x) - x + .5 * Math.log(2 * Math.PI) + stirlingError(x);
}

/** log of what is left of 1. */
const logOfRest = (log: number): number => Math.log1p(-Math.exp(log));

/** What Stirling's formula lacks, log Γ(x) − ((x − ½) log x − x + ½ log 2π): its series (Abramowitz & Stegun 6.1.41)
 * where that is exact, and the way there in steps of 1. */
function stirlingError(x: number): number {
  let steps = 0;
  for (; x < 15; x++) steps += (x + .5) * Math.log1p(1 / x) - 1;
  const s = 1 / (x * x);
  return steps + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
}

/** x log(x / m) + m − x, without the cancelling where the two are close. */
function deviance(x: number, m: number): number {
  const v = (x - m) / (x + m);
  if (!(Math.abs(v) < .1)) return x * Math.log(x / m) + m - x;
  // log(x / m) = 2 artanh v = 2 (v + v³/3 + v⁵/5 + …), and m − x = −v (x + m)
  let sum = (x - m) * v, power = 2 * x * v;
  for (let i = 3; i < 100; i += 2) {
    power *= v * v;
    const next = sum + power / i;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** Σ xⁿ / (a (a + 1) … (a + n)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a, sum = term;
  for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
  return sum;
}

/** Terms after which a fraction that has not settled is given up. */
const MOST_TERMS = 100_000;

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz (1976), as modified by Thompson & Barnett (1986). */
function continuedFraction(
  b0: number,
  term: (i: number) => readonly [a: number, b: number],
): number {
  let value = b0, c = b0, d = 0;
  for (let i = 1; i < MOST_TERMS; i++) {
    const [a, b] = term(i);
    d = 1 / (b + a * d);
    c = b + a / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
