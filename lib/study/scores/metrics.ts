/** Scores of single-label predictions, as scikit-learn defines them. */
import { InputError } from "../../core/errors.ts";
import { argmax, column, type Matrix } from "../../core/matrix.ts";
import { rocAuc } from "./ranking.ts";

/** How often class i (row) was taken for class j (column).
 *
 * @param truth codes from 0 to classes − 1
 * @param predicted likewise, of the same rows
 * @returns classes × classes counts
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(confusion([0, 0, 1], [0, 1, 1], 2), [[1, 1], [0, 1]]);
 * ```
 */
export function confusion(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) counts[truth[i]][predicted[i]]++;
  return counts;
}

/** Precision, recall, F1 and support of one class. */
export interface ClassReport {
  /** Share of the rows called so that are, 0 to 1. */
  readonly precision: number;
  /** Share of the class's rows that were found, 0 to 1. */
  readonly recall: number;
  /** Harmonic mean of the two, 0 to 1. */
  readonly f1: number;
  /** How many rows really are of the class. */
  readonly support: number;
}

/** a / b, and 0 where there is nothing to divide by (scikit-learn's zero_division=0).
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([ratio(1, 2), ratio(1, 0)], [.5, 0]);
 * ```
 */
export const ratio = (a: number, b: number): number => b === 0 ? 0 : a / b;

/** Precision, recall and F1 from counts of true positives, predicted and actual positives.
 *
 * @param hits true positives
 * @param predicted rows called so
 * @param support rows that are so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(reportOf(1, 2, 1), { precision: .5, recall: 1, f1: 2 / 3, support: 1 });
 * ```
 */
export function reportOf(hits: number, predicted: number, support: number): ClassReport {
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, predicted + support),
    support,
  };
}

/** One report per class, from a confusion matrix.
 *
 * @param counts classes × classes, as from {@linkcode confusion}
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const [pop, rap] = classReports([[1, 1], [0, 2]]);
 * assertEquals([pop.recall, rap.precision], [.5, 2 / 3]);
 * ```
 */
export function classReports(counts: readonly (readonly number[])[]): ClassReport[] {
  return counts.map((row, k) =>
    reportOf(
      row[k],
      counts.reduce((sum, other) => sum + other[k], 0),
      row.reduce((sum, n) => sum + n, 0),
    )
  );
}

/** Scores that need the predicted classes alone. */
export interface ClassScores {
  /** Share of rows that are right, 0 to 1. */
  readonly accuracy: number;
  /** Mean recall over the classes that occur, 0 to 1. */
  readonly balancedAccuracy: number;
  /** Mean F1 over classes, 0 to 1. */
  readonly macroF1: number;
  /** Mean F1 weighted by support. */
  readonly weightedF1: number;
  /** Matthews correlation for many classes, at most 1: Gorodkin, J. (2004), R_K. */
  readonly mcc: number;
  /** Cohen's kappa, at most 1: agreement beyond what the margins would give by chance (0). */
  readonly kappa: number;
}

/** Accuracy and its relatives, from a confusion matrix.
 *
 * @param counts classes × classes, as from {@linkcode confusion}
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { accuracy, balancedAccuracy, kappa } = classScores([[1, 1], [0, 2]]);
 * assertEquals([accuracy, balancedAccuracy, kappa], [.75, .75, .5]);
 * ```
 */
export function classScores(counts: readonly (readonly number[])[]): ClassScores {
  const reports = classReports(counts);
  const n = reports.reduce((sum, report) => sum + report.support, 0);
  const present = reports.filter((report) => report.support > 0);
  let hits = 0, chance = 0, predictedSquares = 0, supportSquares = 0;
  counts.forEach((row, k) => {
    const predicted = counts.reduce((sum, other) => sum + other[k], 0);
    hits += row[k];
    chance += predicted * reports[k].support;
    predictedSquares += predicted ** 2;
    supportSquares += reports[k].support ** 2;
  });
  return {
    accuracy: hits / n,
    balancedAccuracy: present.reduce((sum, r) => sum + r.recall, 0) / present.length,
    macroF1: reports.reduce((sum, r) => sum + r.f1, 0) / reports.length,
    weightedF1: reports.reduce((sum, r) => sum + r.f1 * r.support, 0) / n,
    mcc: ratio(
      hits * n - chance,
      Math.sqrt((n ** 2 - predictedSquares) * (n ** 2 - supportSquares)),
    ),
    kappa: ratio(hits / n - chance / n ** 2, 1 - chance / n ** 2),
  };
}

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
 * @returns 0 to 1; equal probabilities do not stand above the true class's
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
      if (j !== truth[i] && probabilities.data[i * classes + j] > own) above++;
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

/** Everything that one number can say about single-label predictions. */
export interface Scores extends ClassScores {
  /** In nats: {@linkcode logLoss}. */
  readonly logLoss: number;
  /** Share of rows whose true class is among the two most probable. */
  readonly top2: number;
  /** Area under the ROC curve, one class against the rest, mean over classes. */
  readonly rocAuc: number;
  /** 0 best, 2 worst: {@linkcode brier}. */
  readonly brier: number;
  /** 0 to 1: {@linkcode expectedCalibrationError}. */
  readonly calibrationError: number;
}

/** All scores of `probabilities` (rows × classes) against the true classes.
 *
 * @param truth codes into the columns of `probabilities`
 * @throws {InputError} on no rows, on differing lengths, on a class that has no column
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const truth = Int32Array.of(0, 1), p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .25, .75));
 * const { accuracy, macroF1, rocAuc, top2 } = scores(truth, p);
 * assertEquals([accuracy, macroF1, rocAuc, top2], [1, 1, 1, 1]);
 * ```
 */
export function scores(truth: Int32Array, probabilities: Matrix): Scores {
  const k = probabilities.names.length;
  if (truth.length === 0 || truth.length !== probabilities.rows) {
    throw new InputError("scores need one true class per row of probabilities", {
      found: `${truth.length} classes and ${probabilities.rows} rows`,
    });
  }
  const outside = truth.find((code) => !(code >= 0 && code < k));
  if (outside !== undefined) {
    throw new InputError("a true class without a column of probabilities", {
      found: outside,
      expected: `0 to ${k - 1} (${probabilities.names.join(", ")})`,
    });
  }
  const areas = probabilities.names.map((_, j) =>
    rocAuc(truth.map((code) => Number(code === j)), column(probabilities, j))
  );
  return {
    ...classScores(confusion(truth, argmax(probabilities), k)),
    logLoss: logLoss(truth, probabilities),
    top2: topK(truth, probabilities, 2),
    rocAuc: areas.reduce((sum, area) => sum + area, 0) / k,
    brier: brier(truth, probabilities),
    calibrationError: expectedCalibrationError(truth, probabilities),
  };
}
