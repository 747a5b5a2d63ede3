/** Scores of predictions that give a row any number of labels, as scikit-learn defines them. */
import { InputError } from "../../core/errors.ts";
import { column, type Matrix } from "../../core/matrix.ts";
import { mean } from "../../core/statistics.ts";
import { type ClassReport, ratio, reportOf } from "./confusion.ts";
import { averagePrecisionOf, rocAucOf, thresholdCounts } from "./ranking.ts";
import { countSaid, type SaidScores } from "./said.ts";

/** What can be said of rows × labels scores against rows × labels truths (0 or 1). */
export interface MultilabelScores extends Omit<SaidScores, "f1"> {
  /** Precision, recall and F1 of each label. */
  readonly reports: readonly ClassReport[];
  /** Of each label, NaN of one that no row has; see `averagePrecision` of ranking.ts. */
  readonly averagePrecision: readonly number[];
  /** Mean over the labels that rows have: nothing can be found of the others, where scikit-learn counts 0. NaN where
   * no row has any. */
  readonly meanAveragePrecision: number;
  /** Area under the ROC curve of each label, NaN of one that no row has, or every row. */
  readonly rocAuc: readonly number[];
  /** The area under one ROC curve of all rows × labels cells; NaN where none is true, or every one. */
  readonly microRocAuc: number;
  /** Matthews correlation of each label, −1 to 1; 0 of one that no row has, or every row, or that is told of none, or all. */
  readonly mcc: readonly number[];
  /** Mean over a row's true labels of the share of true labels among those ranked at or above it; of a row without
   * labels, 1. */
  readonly labelRankingAveragePrecision: number;
  /** How far down the ranking one must go, on average, to cover a row's true labels; of a row without labels, 0. */
  readonly coverageError: number;
  /** Mean over rows of the share of pairs, a true label and one that is not, that are in the wrong order or tied; of a
   * row without such pairs, 0. */
  readonly rankingLoss: number;
}

function isTrue({ data }: Matrix, threshold: number): Uint8Array {
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) out[at] = Number(data[at] >= threshold);
  return out;
}

/** Every multi-label score; a label is predicted where its score reaches `threshold`.
 *
 * @param truth rows × labels, 1 where the row has the label
 * @param score rows × labels, the higher the likelier
 * @throws {InputError} on no rows or no labels, on tables that do not fit together, on a truth that is neither 0 nor 1,
 * on a score of NaN
 * @see scikit-learn's label_ranking_average_precision_score, label_ranking_loss, coverage_error, hamming_loss
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const truth = matrix(2, ["live", "remix"], Float32Array.of(1, 0, 1, 1));
 * const score = matrix(2, ["live", "remix"], Float32Array.of(.75, .5, 1, .25)); // one label too many, one too few
 * const { hammingLoss, subsetAccuracy, coverageError } = multilabelScores(truth, score);
 * assertEquals([hammingLoss, subsetAccuracy, coverageError], [.5, 0, 1.5]);
 * ```
 */
export function multilabelScores(
  truth: Matrix,
  score: Matrix,
  threshold = .5,
): MultilabelScores {
  checkTables(truth, score);
  const labels = truth.names.length, target = { classes: truth.names, tags: isTrue(truth, 1) };
  const { counts: { hits, said, support }, scores } = countSaid(target, isTrue(score, threshold));
  const { f1: _, ...decided } = scores;
  let ranking = 0, coverage = 0, misordered = 0;
  for (let i = 0; i < truth.rows; i++) {
    const row = ({ data }: Matrix) => data.subarray(i * labels, (i + 1) * labels);
    const ranks = rankOfTrueLabels(row(truth), row(score));
    ranking += ranks.precision;
    coverage += ranks.cover;
    misordered += ranks.misordered;
  }
  const counts = truth.names.map((_, j) => thresholdCounts(column(truth, j), column(score, j)));
  const precisions = counts.map(averagePrecisionOf);
  return {
    ...decided,
    reports: Array.from(hits, (h, j) => reportOf(h, said[j], support[j])),
    averagePrecision: precisions,
    meanAveragePrecision: mean(precisions.filter((_, j) => support[j] > 0)),
    rocAuc: counts.map(rocAucOf),
    microRocAuc: rocAucOf(thresholdCounts(truth.data, score.data)),
    mcc: Array.from(hits, (h, j) => matthews(h, said[j], support[j], truth.rows)),
    labelRankingAveragePrecision: ranking / truth.rows,
    coverageError: coverage / truth.rows,
    rankingLoss: misordered / truth.rows,
  };
}

function checkTables(truth: Matrix, score: Matrix): void {
  const size = ({ rows, names }: Matrix) => `${rows} rows × ${names.length} labels`;
  if (truth.data.length === 0 || size(truth) !== size(score)) {
    throw new InputError("scores of labels need rows and labels, as many in both tables", {
      found: `truths of ${size(truth)}, scores of ${size(score)}`,
    });
  }
  const refuse = (
    what: string,
    table: Matrix,
    wrong: (value: number) => boolean,
    expected: string,
  ) => {
    const at = table.data.findIndex(wrong), labels = table.names.length;
    if (at < 0) return;
    const column = table.names[at % labels], row = Math.floor(at / labels);
    throw new InputError(`${what} of row ${row} (from 0)`, {
      column,
      found: table.data[at],
      expected,
    });
  };
  refuse("the truth", truth, (value) => value !== 0 && value !== 1, "0 or 1");
  refuse("the score", score, Number.isNaN, "a number");
}

/** Matthews (1975): the correlation of what is said of `rows` rows with what is true. */
function matthews(hits: number, predicted: number, support: number, rows: number): number {
  const spread = predicted * (rows - predicted) * support * (rows - support);
  return ratio(hits * rows - predicted * support, Math.sqrt(spread));
}

/** A row's label-ranking precision (1 where all or no labels are true), its coverage depth, and the share of its pairs
 * in the wrong order. */
function rankOfTrueLabels(
  truth: Float32Array,
  score: Float32Array,
): { precision: number; cover: number; misordered: number } {
  let support = 0, precision = 0, cover = 0, wrong = 0;
  for (let j = 0; j < truth.length; j++) {
    if (!truth[j]) continue;
    support++;
    let above = 0, trueAbove = 0;
    for (let k = 0; k < truth.length; k++) {
      if (score[k] < score[j]) continue;
      above++;
      if (truth[k]) trueAbove++;
    }
    precision += trueAbove / above;
    wrong += above - trueAbove;
    cover = Math.max(cover, above);
  }
  const trivial = support === 0 || support === truth.length;
  const pairs = support * (truth.length - support);
  return { precision: trivial ? 1 : precision / support, cover, misordered: ratio(wrong, pairs) };
}
