/** Every score that a record may hold: what it is called, what it is of, and whether more of it is better. */
import { InputError } from "../../core/errors.ts";
import type { TargetKind } from "../../core/target.ts";

/** Name, label, unit and direction of a score. */
export interface Metric {
  /** Its key in a record. */
  readonly name: string;
  /** Whether more or less of it is better; of costs (time, rows, weights) less is. */
  readonly better: "more" | "less";
  /** What it judges: answers of one class a row, of any number of tags a row, or both; or the training itself. */
  readonly of: readonly (TargetKind | "training")[];
  /** What tables and axes call it. */
  readonly label: string;
  /** What it is measured in, where that says more than the label. */
  readonly unit?: string;
}

type Line = readonly [name: string, better: Metric["better"], label: string, unit?: string];

const BOTH: readonly Line[] = [
  ["macroF1", "more", "macro F1"],
  ["weightedF1", "more", "weighted F1"],
  ["logLoss", "less", "log-loss", "nats"],
  ["rocAuc", "more", "area under the ROC curve"],
  ["mcc", "more", "Matthews correlation"],
];

const CLASSES: readonly Line[] = [
  ["accuracy", "more", "accuracy", "share right"],
  ["balancedAccuracy", "more", "balanced accuracy"],
  ["kappa", "more", "Cohen's kappa"],
  ["top2", "more", "true class among the two likeliest"],
  ["brier", "less", "Brier score"],
  ["calibrationError", "less", "calibration error"],
  // of a cross-validation
  ["accuracySd", "less", "spread of the accuracy over folds"],
  ["macroF1Sd", "less", "spread of macro F1 over folds"],
  ["macroF1Low", "more", "lower end of the interval of macro F1"],
  ["macroF1High", "more", "upper end of the interval of macro F1"],
  ["accuracyLow", "more", "lower end of the accuracy's interval"],
  ["accuracyHigh", "more", "upper end of the accuracy's interval"],
  // of a transfer to a new class
  ["knownAccuracy", "more", "accuracy on the known classes"],
  ["amongKnown", "more", "accuracy among the known classes alone"],
  ["newRecall", "more", "recall of the new class"],
  ["oldAccuracy", "more", "accuracy of the old network"],
  ["startAccuracy", "more", "accuracy before any step"],
];

const TAGS: readonly Line[] = [
  ["microF1", "more", "micro F1"],
  ["samplesF1", "more", "F1 of a row, mean over rows"],
  ["hammingLoss", "less", "share of wrong tags"],
  ["microRocAuc", "more", "area under one ROC curve of all tags"],
  ["subsetAccuracy", "more", "share of rows with every tag right"],
  ["averagePrecision", "more", "average precision"],
  ["meanAveragePrecision", "more", "mean average precision"],
  ["labelRankingAveragePrecision", "more", "label-ranking average precision"],
  ["coverageError", "less", "depth that covers every true tag"],
  ["rankingLoss", "less", "share of tag pairs in the wrong order"],
];

const TRAINING: readonly Line[] = [
  ["loss", "less", "loss", "cross-entropy, nats"],
  ["trainAccuracy", "more", "training accuracy"],
  ["trainMacroF1", "more", "training macro F1"],
  ["trainLogLoss", "less", "training log-loss", "nats"],
  ["gap", "less", "training accuracy less validation accuracy"],
  ["bestEpoch", "less", "best epoch"],
  ["epochs", "less", "epochs"],
  ["steps", "less", "steps"],
  ["parameters", "less", "weights"],
  ["trainingRows", "less", "rows learnt from"],
  ["seconds", "less", "seconds", "s"],
  ["fitSeconds", "less", "seconds to fit", "s"],
  ["predictSeconds", "less", "seconds to predict", "s"],
  ["trainingSeconds", "less", "seconds of the training alone", "s"],
];

/** All of them. A score that something shall be ranked by is a line above. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  ([
    [["classes", "tags"], BOTH],
    [["classes"], CLASSES],
    [["tags"], TAGS],
    [["training"], TRAINING],
  ] as const).flatMap(
    ([of, lines]) =>
      lines.map(([name, better, label, unit]) => [name, { name, better, of, label, unit }]),
  ),
);

/** A score by its name in the records; the accuracy or macro F1 of a single fold (`accuracyFold3`) is one.
 *
 * @throws {InputError} when nobody knows it, naming those that are known: guessing would keep the worst half the time
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(metricOf("macroF1").label, "macro F1");
 * ```
 */
export function metricOf(score: string): Metric {
  const known = METRICS.get(score.replace(/^(accuracy|macroF1)Fold\d+$/, "$1"));
  if (known) return known;
  throw new InputError(
    "nobody knows whether more or less of this score is better; lib/evaluation/metrics/registry.ts wants a line for it",
    { found: score, expected: `one of ${[...METRICS.keys()].join(", ")}` },
  );
}

/** 1 where more of a score is better, −1 where less is.
 *
 * @throws {InputError} as {@linkcode metricOf}
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([direction("accuracy"), direction("hammingLoss")], [1, -1]);
 * ```
 */
export function direction(score: string): 1 | -1 {
  return metricOf(score).better === "more" ? 1 : -1;
}
