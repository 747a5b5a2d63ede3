/** Scores of predicted probabilities, as scikit-learn defines them where it has them. */
import { argmax, type Matrix } from "../../core/matrix.ts";

/** Mean of −log p(true class); probabilities are kept above float64's epsilon, as scikit-learn does.
 *
 * @param truth codes into the columns of `probabilities`
 * @returns nats: 0 where every true class has probability 1, log k where all k are equally likely
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const truth = Int32Array.of(0, 1), p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .5, .5));
 * assertAlmostEquals(logLoss(truth, p), -(Math.log(.75) + Math.log(.5)) / 2);
 * ```
 */
export function logLoss(truth: ArrayLike<number>, probabilities: Matrix): number {
  const k = probabilities.names.length;
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    let total = 0;
    for (let j = 0; j < k; j++) total += probabilities.data[i * k + j];
    sum -= Math.log(Math.max(probabilities.data[i * k + truth[i]] / total, Number.EPSILON));
  }
  return sum / truth.length;
}

/** Share of rows whose true class is among the `k` most probable.
 *
 * @returns 0 to 1; equal probabilities do not stand above the true class's, and NaN is never right
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = matrix(2, ["a", "b", "c"], Float32Array.of(.5, .375, .125, .5, .375, .125));
 * assertEquals(topK([1, 2], p, 2), .5);
 * ```
 */
export function topK(truth: ArrayLike<number>, probabilities: Matrix, k: number): number {
  const classes = probabilities.names.length;
  let hits = 0;
  for (let i = 0; i < truth.length; i++) {
    const own = probabilities.data[i * classes + truth[i]];
    let above = 0;
    for (let j = 0; j < classes; j++) {
      if (j !== truth[i] && !(probabilities.data[i * classes + j] <= own)) above++;
    }
    if (above < k) hits++;
  }
  return hits / truth.length;
}

/** Mean squared distance between the probabilities and the truth as 0s and a 1 (0 best, 2 worst).
 *
 * @see Brier, G. W. (1950). Verification of forecasts expressed in terms of probability.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const truth = Int32Array.of(0, 1), p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .5, .5));
 * assertAlmostEquals(brier(truth, p), (2 * .25 ** 2 + 2 * .5 ** 2) / 2);
 * ```
 */
export function brier(truth: ArrayLike<number>, probabilities: Matrix): number {
  const k = probabilities.names.length;
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    for (let j = 0; j < k; j++) {
      sum += (probabilities.data[i * k + j] - Number(j === truth[i])) ** 2;
    }
  }
  return sum / truth.length;
}

/** How far confidence is from accuracy: mean |accuracy − confidence| over equal-width bins of the highest
 * probability, weighted by how many rows fall in each.
 *
 * @returns 0 to 1
 * @see Naeini, M. P. et al. (2015). Obtaining well calibrated probabilities using Bayesian binning.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .75, .25)); // said .75, right in one of two
 * assertEquals(expectedCalibrationError([0, 1], p), .25);
 * ```
 */
export function expectedCalibrationError(
  truth: ArrayLike<number>,
  probabilities: Matrix,
  bins = 10,
): number {
  const best = argmax(probabilities), k = probabilities.names.length;
  const right = new Float64Array(bins), confidence = new Float64Array(bins);
  for (let i = 0; i < truth.length; i++) {
    const p = probabilities.data[i * k + best[i]], bin = Math.min(bins - 1, Math.floor(p * bins));
    confidence[bin] += p;
    right[bin] += Number(best[i] === truth[i]);
  }
  let sum = 0;
  for (let b = 0; b < bins; b++) sum += Math.abs(right[b] - confidence[b]);
  return sum / truth.length;
}
