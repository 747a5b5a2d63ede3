/** Platt scaling: from a machine's decision value to the probability that it is right. */

/** P(+1 | f) = 1 / (1 + exp(a·f + b)); a is negative where larger decisions mean +1. */
export interface Sigmoid {
  readonly a: number;
  readonly b: number;
}

/** Fits a sigmoid by maximum likelihood to decisions about rows that were not learnt from; `y` holds +1
 * and −1. The targets are (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2) instead of 1 and 0, which keeps a few
 * perfectly separated rows from claiming certainty.
 *
 * @see Platt, J. (1999). Probabilistic outputs for support vector machines.
 * @see Lin, H.-T., Lin, C.-J. & Weng, R. C. (2007). A note on Platt's probabilistic outputs for support
 * vector machines. Machine Learning 68 (Newton's method with backtracking, their algorithm 1).
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const sigmoid = fitSigmoid([-2, -1, -.1, .2, 1, 2], [-1, -1, 1, -1, 1, 1]);
 * assert(sigmoidAt(sigmoid, 2) > .8 && sigmoidAt(sigmoid, -2) < .2);
 * ```
 */
export function fitSigmoid(decisions: ArrayLike<number>, y: ArrayLike<number>): Sigmoid {
  const n = y.length, targets = new Float64Array(n);
  let positive = 0;
  for (let i = 0; i < n; i++) if (y[i] > 0) positive++;
  const negative = n - positive;
  for (let i = 0; i < n; i++) {
    targets[i] = y[i] > 0 ? (positive + 1) / (positive + 2) : 1 / (negative + 2);
  }
  const loss = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = a * decisions[i] + b;
      sum += (z >= 0 ? targets[i] * z : (targets[i] - 1) * z) + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return sum;
  };
  let a = 0, b = Math.log((negative + 1) / (positive + 1)), value = loss(a, b);
  for (let iteration = 0; iteration < 100; iteration++) {
    // Gradient and Hessian, with a ridge that keeps the Hessian positive definite.
    let ga = 0, gb = 0, haa = 1e-12, hbb = 1e-12, hab = 0;
    for (let i = 0; i < n; i++) {
      const f = decisions[i], p = sigmoidAt({ a, b }, f), error = targets[i] - p;
      ga += f * error;
      gb += error;
      haa += f * f * p * (1 - p);
      hbb += p * (1 - p);
      hab += f * p * (1 - p);
    }
    if (Math.abs(ga) < 1e-5 && Math.abs(gb) < 1e-5) break;
    const det = haa * hbb - hab * hab;
    const da = -(hbb * ga - hab * gb) / det, db = -(haa * gb - hab * ga) / det;
    let step = 1;
    while (step >= 1e-10) {
      const next = loss(a + step * da, b + step * db);
      if (next < value + 1e-4 * step * (ga * da + gb * db)) {
        a += step * da;
        b += step * db;
        value = next;
        break;
      }
      step /= 2;
    }
    if (step < 1e-10) break;
  }
  return { a, b };
}

/** The probability of +1 at decision value `f`, without overflow. */
export function sigmoidAt({ a, b }: Sigmoid, f: number): number {
  const z = a * f + b, e = Math.exp(-Math.abs(z));
  return z >= 0 ? e / (1 + e) : 1 / (1 + e);
}
