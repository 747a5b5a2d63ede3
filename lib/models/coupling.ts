/** Pairwise coupling: probabilities of pairs of classes to probabilities of all classes. */

/** The pairs (0, 1), (0, 2), … (k − 2, k − 1) of k classes, in the order used throughout. */
export function pairsOf(k: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < k; a++) for (let b = a + 1; b < k; b++) pairs.push([a, b]);
  return pairs;
}

/** Class probabilities p from pairwise ones r(a, b) = P(a | a or b): minimises
 * Σ_a Σ_{b≠a} (r(b, a)·p(a) − r(a, b)·p(b))² subject to Σp = 1.
 *
 * @param pairwise r(a, b) for the pairs in the order of {@link pairsOf}
 * @param k number of classes
 * @see Wu, T.-F., Lin, C.-J. & Weng, R. C. (2004). Probability estimates for multi-class classification by
 * pairwise coupling. JMLR 5, second approach, algorithm 2.
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const p = [.5, .3, .2]; // pairwise probabilities that agree give back where they came from
 * const r = [p[0] / (p[0] + p[1]), p[0] / (p[0] + p[2]), p[1] / (p[1] + p[2])];
 * assertAllClose(couple(r, 3), p, { relative: 1e-5 });
 * ```
 */
export function couple(pairwise: ArrayLike<number>, k: number): Float64Array {
  const q = new Float64Array(k * k), p = new Float64Array(k).fill(1 / k);
  let at = 0;
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const r = Math.min(Math.max(pairwise[at++], 1e-7), 1 - 1e-7);
      q[a * k + a] += (1 - r) * (1 - r);
      q[b * k + b] += r * r;
      q[a * k + b] = q[b * k + a] = -r * (1 - r);
    }
  }
  const qp = new Float64Array(k);
  for (let round = 0; round < 1000; round++) {
    let pqp = 0, worst = 0;
    for (let a = 0; a < k; a++) {
      qp[a] = 0;
      for (let b = 0; b < k; b++) qp[a] += q[a * k + b] * p[b];
      pqp += p[a] * qp[a];
    }
    for (let a = 0; a < k; a++) worst = Math.max(worst, Math.abs(qp[a] - pqp));
    if (worst < 1e-7 / k) break;
    for (let a = 0; a < k; a++) {
      const change = (pqp - qp[a]) / q[a * k + a];
      p[a] += change;
      pqp = (pqp + change * (change * q[a * k + a] + 2 * qp[a])) / (1 + change) ** 2;
      for (let b = 0; b < k; b++) {
        qp[b] = (qp[b] + change * q[a * k + b]) / (1 + change);
        p[b] /= 1 + change;
      }
    }
  }
  return p;
}

/** How many pairs each class wins; `decisions` above 0 are for the first of the pair. */
export function countVotes(decisions: ArrayLike<number>, k: number): Float64Array {
  const votes = new Float64Array(k);
  pairsOf(k).forEach(([a, b], at) => votes[decisions[at] > 0 ? a : b]++);
  return votes;
}
