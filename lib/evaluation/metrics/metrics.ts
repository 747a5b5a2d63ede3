/** All scores of single-label predictions at once. */
import { InputError } from "../../core/errors.ts";
import { argmax, column, type Matrix } from "../../core/matrix.ts";
import { isTags, type Target, type TargetKind } from "../../core/target.ts";
import { mean } from "../../core/statistics.ts";
import { checkProbabilities } from "../../models/probabilities.ts";
import { type ClassScores, classScores, confusion } from "./confusion.ts";
import { brier, expectedCalibrationError, logLoss, topK } from "./probabilistic.ts";
import { rocAuc } from "./ranking.ts";
import { tagScores } from "./tags.ts";

/** Scores by name; `METRICS` tells what each is. */
export type Scores = Readonly<Record<string, number>>;

/** All scores of answers that give each row one class. */
export type ClassificationScores = ClassScores & {
  /** In nats: {@linkcode logLoss}. */
  readonly logLoss: number;
  /** Share of rows whose true class is among the two most probable. */
  readonly top2: number;
  /** Area under the ROC curve, one class against the rest, mean over the classes that occur beside others. */
  readonly rocAuc: number;
  /** 0 best, 2 worst: {@linkcode brier}. */
  readonly brier: number;
  /** 0 to 1: {@linkcode expectedCalibrationError}. */
  readonly calibrationError: number;
};

/** All scores of `probabilities` (rows × classes) against the true classes.
 *
 * @param truth codes into the columns of `probabilities`
 * @throws {InputError} on no rows, on differing lengths, on a class that has no column, on rows that are no
 * probabilities
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const truth = Int32Array.of(0, 1), p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .25, .75));
 * const { accuracy, macroF1, rocAuc, top2 } = scores(truth, p);
 * assertEquals([accuracy, macroF1, rocAuc, top2], [1, 1, 1, 1]);
 * ```
 */
export function scores(truth: Int32Array, probabilities: Matrix): ClassificationScores {
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
  checkProbabilities(probabilities);
  const areas = probabilities.names.map((_, j) =>
    rocAuc(truth.map((code) => Number(code === j)), column(probabilities, j))
  );
  return {
    ...classScores(confusion(truth, argmax(probabilities), k)),
    logLoss: logLoss(truth, probabilities),
    top2: topK(truth, probabilities, 2),
    rocAuc: mean(areas.filter(Number.isFinite)),
    brier: brier(truth, probabilities),
    calibrationError: expectedCalibrationError(truth, probabilities),
  };
}

/** All scores of answers against what is true of the same rows, whatever their kind.
 *
 * @param probabilities rows × classes, or rows × tags
 * @throws {InputError} when truth and probabilities do not fit together, or these are none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const said = matrix(1, ["sad", "slow"], Float32Array.of(.75, .25));
 * assertEquals(scoresOf({ classes: said.names, codes: Int32Array.of(0) }, said).accuracy, 1);
 * assertEquals(scoresOf({ classes: said.names, tags: Uint8Array.of(1, 1) }, said).hammingLoss, .5);
 * ```
 */
export const scoresOf = (y: Target, probabilities: Matrix): Scores =>
  isTags(y) ? tagScores(y, probabilities) : scores(y.codes, probabilities);

/** The score by which answers of a kind are judged where nothing else is said.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([mainScore("classes"), mainScore("tags")], ["accuracy", "macroF1"]);
 * ```
 */
export const mainScore = (kind: TargetKind): string => kind === "tags" ? "macroF1" : "accuracy";
