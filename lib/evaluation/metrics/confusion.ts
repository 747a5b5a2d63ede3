/** Scores of predicted classes, from a confusion matrix, as scikit-learn defines them. */

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
export type ClassScores = {
  /** Share of rows that are right, 0 to 1. */
  readonly accuracy: number;
  /** Mean recall over the classes that occur, 0 to 1. */
  readonly balancedAccuracy: number;
  /** Mean F1 over the classes that occur or were predicted, 0 to 1. */
  readonly macroF1: number;
  /** Mean F1 weighted by support. */
  readonly weightedF1: number;
  /** Matthews correlation for many classes, at most 1: Gorodkin, J. (2004), R_K. */
  readonly mcc: number;
  /** Cohen's kappa, at most 1: agreement beyond what the margins would give by chance (0). */
  readonly kappa: number;
};

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
  const predictedOf = (k: number) => counts.reduce((sum, other) => sum + other[k], 0);
  const met = reports.filter(({ support }, k) => support + predictedOf(k) > 0);
  const present = reports.filter((report) => report.support > 0);
  let hits = 0, chance = 0, predictedSquares = 0, supportSquares = 0;
  counts.forEach((row, k) => {
    const predicted = predictedOf(k);
    hits += row[k];
    chance += predicted * reports[k].support;
    predictedSquares += predicted ** 2;
    supportSquares += reports[k].support ** 2;
  });
  return {
    accuracy: hits / n,
    balancedAccuracy: present.reduce((sum, r) => sum + r.recall, 0) / present.length,
    macroF1: met.reduce((sum, r) => sum + r.f1, 0) / met.length,
    weightedF1: reports.reduce((sum, r) => sum + r.f1 * r.support, 0) / n,
    mcc: ratio(
      hits * n - chance,
      Math.sqrt((n ** 2 - predictedSquares) * (n ** 2 - supportSquares)),
    ),
    kappa: ratio(hits / n - chance / n ** 2, 1 - chance / n ** 2),
  };
}
