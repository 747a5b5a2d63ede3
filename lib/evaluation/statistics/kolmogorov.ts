/** The two-sample test of Kolmogorov and Smirnov: whether two samples are of one distribution. */
import { InputError } from "../../core/errors.ts";
import { logChoose } from "./distributions.ts";

/** The two-sample test of Kolmogorov & Smirnov. */
interface KolmogorovSmirnov {
  /** The greatest distance of the two empirical distribution functions, 0 to 1. */
  readonly d: number;
  /** Chance of one at least as great between two samples of one continuous distribution. */
  readonly p: number;
  /** Where the distance is greatest. */
  readonly at: number;
}

/** Samples up to this size get the exact p-value, as in SciPy. */
const EXACT = 10_000;

/** Compares two samples. Ties make the p-value conservative, as they do in SciPy.
 *
 * @throws {InputError} when a sample is empty or holds NaN
 * @see scipy.stats.ks_2samp(method="auto")
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { kolmogorovSmirnov } from "./kolmogorov.ts";
 * assertEquals(kolmogorovSmirnov([1, 2, 3], [7, 8, 9]).d, 1);
 * ```
 */
export function kolmogorovSmirnov(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): KolmogorovSmirnov {
  const x = Float64Array.from(a).sort(), y = Float64Array.from(b).sort();
  const m = x.length, n = y.length;
  if (m === 0 || n === 0 || Number.isNaN(x[m - 1]) || Number.isNaN(y[n - 1])) {
    throw new InputError("the test of Kolmogorov and Smirnov needs two samples without gaps", {
      found: `${m} and ${n} values, ${[...x, ...y].filter(Number.isNaN).length} of them missing`,
    });
  }
  // Distances in whole numbers, times m · n, so that equal ones compare as equal.
  let greatest = 0, at = Math.min(x[0], y[0]);
  for (let i = 0, j = 0; i < m && j < n;) {
    const value = Math.min(x[i], y[j]);
    while (i < m && x[i] === value) i++;
    while (j < n && y[j] === value) j++;
    const distance = Math.abs(i * n - j * m);
    if (distance > greatest) [greatest, at] = [distance, value];
  }
  const d = greatest / (m * n);
  const p = Math.max(m, n) <= EXACT
    ? exactTail(greatest, m, n)
    : oneSampleTail(Math.round(m * n / (m + n)), d);
  return { d, p: Math.min(1, Math.max(0, p)), at };
}

/** P(m · n · D ≥ greatest): of all orders in which m and n values can be drawn, the share that ever strays
 * so far. `outside[j]` is that share among the orders of the first i and j values.
 * @see Hodges, J. L. (1958). The significance probability of the Smirnov two-sample test. */
function exactTail(greatest: number, m: number, n: number): number {
  if (greatest === 0) return 1;
  const outside = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * n - j * m) >= greatest) outside[j] = 1;
      else if (i + j > 0) {
        const fromX = i > 0 ? outside[j] * i : 0, fromY = j > 0 ? outside[j - 1] * j : 0;
        outside[j] = (fromX + fromY) / (i + j);
      }
    }
  }
  return outside[n];
}

/** P(Dₙ ≥ d) of the one-sample statistic, which the two-sample one approaches for n = m·n / (m + n).
 *
 * Far out twice the one-sided tail is as good as exact; else the series of Pelz & Good.
 * @see Simard, R. & L'Ecuyer, P. (2011). Computing the two-sided Kolmogorov–Smirnov distribution. */
function oneSampleTail(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  return n * d * d >= 2.2 ? 2 * oneSidedTail(n, d) : 1 - pelzGood(n, d);
}

/** P(Dₙ⁺ ≥ d) = d Σⱼ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j).
 * @see Birnbaum, Z. W. & Tingey, F. H. (1951). One-sided confidence contours. */
function oneSidedTail(n: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < n * (1 - d); j++) {
    const up = Math.log(d + j / n), down = Math.log1p(-(d + j / n));
    sum += Math.exp(logChoose(n, j) + (j - 1) * up + (n - j) * down);
  }
  return d * sum;
}

/** P(Dₙ ≤ d) to order n^(−3/2).
 * @see Pelz, W. & Good, I. J. (1976). Approximating the lower tail-areas of the Kolmogorov–Smirnov
 * one-sample statistic. J. R. Stat. Soc. B 38(2). */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d, z2 = z * z, pi2 = Math.PI ** 2;
  let k0 = 0, k1 = 0, k2 = 0, k3 = 0;
  for (let k = 1; k <= Math.ceil(16 * z / Math.PI) + 1; k++) {
    const h2 = (k - .5) ** 2 * pi2, h4 = h2 * h2, own = Math.exp(-h2 / (2 * z2));
    k0 += own;
    k1 += own * (h2 - z2);
    k2 += own * (6 * z2 ** 3 + 2 * z2 ** 2 + h2 * (2 * z2 ** 2 - 5 * z2) + h4 * (1 - 2 * z2));
    k3 += own * (-30 * z2 ** 3 - 90 * z2 ** 4 + h2 * (135 * z2 ** 2 - 96 * z2 ** 3) +
      h4 * (-60 * z2 + 212 * z2 ** 2) + h2 * h4 * (5 - 30 * z2));
    const w2 = k * k * pi2, whole = Math.exp(-w2 / (2 * z2));
    k2 -= 2 * z2 ** 2 * w2 * whole;
    k3 += 30 * z2 ** 2 * (3 * z2 * w2 - w2 * w2) * whole;
  }
  const root = Math.sqrt(2 * Math.PI);
  return root * (k0 / z + k1 / (6 * z ** 4 * Math.sqrt(n)) + k2 / (72 * z ** 7 * n) +
    k3 / (6480 * z ** 10 * n ** 1.5));
}
