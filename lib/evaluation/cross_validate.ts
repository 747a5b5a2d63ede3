/** Estimators fitted and scored on a split, or on every fold of a cross-validation. */
import { InputError } from "../core/errors.ts";
import { breathe } from "../core/interrupt.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { mean, standardDeviation } from "../core/statistics.ts";
import { type Dataset, type Schema, type Split, taskOf } from "../data/mod.ts";
import { codesOf, isTags, supportOf, type Target } from "../core/target.ts";
import type { Estimator, Fitted } from "../models/estimator.ts";
import { leftOut } from "./fitting.ts";
import { tQuantile } from "./statistics/distributions.ts";
import { type Scores, scoresOf } from "./metrics/metrics.ts";

/** One fit, judged on other rows. */
export interface Evaluation {
  /** Scores of the validation rows. */
  readonly scores: Scores;
  /** Of the training rows themselves, where asked for: how much was learnt by heart. */
  readonly trainingScores?: Scores;
  /** How many were fitted and how many judged. */
  readonly rows: { readonly train: number; readonly validation: number };
  /** Wall clock; predicting is of the validation rows. */
  readonly seconds: { readonly fit: number; readonly predict: number };
  /** Ready to predict other rows. */
  readonly fitted: Fitted;
  /** Validation rows × classes, in the order of the validation rows. */
  readonly probabilities: Matrix;
  /** What is true of the validation rows. */
  readonly target: Target;
  /** Their true classes; none where rows have tags. */
  readonly truth: Int32Array;
}

/** Options of an evaluation on one split. */
export interface EvaluateOptions {
  /** Also score the training rows. */
  readonly training?: boolean;
}

/** Fits on some rows and scores the predictions for others.
 *
 * @throws {InputError} when there are no validation rows, when a row is on both sides, or from the model
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { models, tracks, folds, rng } = await smallJudged();
 * const { train, validation } = folds.random[0];
 * const { scores, probabilities } = await evaluateOn(models.album, tracks, train, validation, rng);
 * assertEquals([scores.accuracy, probabilities.rows], [1, 4]);
 * ```
 */
export async function evaluateOn(
  estimator: Estimator,
  tracks: Dataset,
  train: Int32Array,
  validation: Int32Array,
  rng: Rng,
  { training = false }: EvaluateOptions = {},
): Promise<Evaluation> {
  if (validation.length === 0) throw new InputError("there are no rows to validate on");
  const known = new Set(train), both = validation.find((row) => known.has(row));
  if (both !== undefined) {
    throw new InputError("a row to validate on is among the training rows", {
      file: tracks.file,
      row: both + 2,
    });
  }
  await breathe();
  const start = performance.now();
  const fitted = await estimator.fit(tracks, train, rng);
  const half = performance.now();
  await breathe();
  const probabilities = await fitted.predictProba(tracks, validation);
  const end = performance.now();
  const target = taskOf(tracks, validation);
  tellAbsent(target, validation, tracks.schema);
  return {
    scores: scoresOf(target, probabilities),
    ...(training && {
      trainingScores: scoresOf(
        taskOf(tracks, train),
        await fitted.predictProba(tracks, train),
      ),
    }),
    rows: { train: train.length, validation: validation.length },
    seconds: { fit: (half - start) / 1000, predict: (end - half) / 1000 },
    fitted,
    probabilities,
    target,
    truth: codesOf(target),
  };
}

/** Parts that were looked at, so that each is spoken of once. */
const toldOf = new WeakSet<Int32Array>();

/** Says which classes or tags a part to judge on lacks: scores over classes are then means over the others. */
function tellAbsent(target: Target, validation: Int32Array, { row, task }: Schema): void {
  if (toldOf.has(validation)) return;
  toldOf.add(validation);
  const support = supportOf(target), absent = target.classes.filter((_, c) => support[c] === 0);
  if (absent.length === 0) return;
  leftOut(
    `${absent.join(", ")} in macro F1 and the area under the ROC curve`,
    `none of the ${validation.length} ${row}s to judge on ${
      isTags(target) ? "has any of them" : `is of that ${task}`
    }`,
  );
}

/** What is kept of a fold: not its model, nor its probabilities. */
export type Fold = Omit<Evaluation, "fitted" | "probabilities" | "target" | "truth">;

/** An estimator, cross-validated. */
export interface CrossValidation {
  /** Names of the columns of `probabilities`. */
  readonly classes: readonly string[];
  /** In the order of the splits. */
  readonly folds: readonly Fold[];
  /** Mean over folds of every score. */
  readonly mean: Scores;
  /** Over folds, n − 1 in the denominator; NaN for one fold. */
  readonly sd: Scores;
  /** mean ± t · sd / √folds, at 95 %: where the mean would lie for other folds. Folds share training
   * rows, so it is somewhat too narrow (Bengio & Grandvalet 2004); to compare two estimators use
   * `correctedResampledT`. */
  readonly interval: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** Rows that were validated, ascending; the next two stand in this order. */
  readonly rows: Int32Array;
  /** What is true of the rows. */
  readonly target: Target;
  /** Codes into `classes`; none where rows have tags. */
  readonly truth: Int32Array;
  /** Out of fold: each row's by the models that had not seen it (their mean, if it was validated often). */
  readonly probabilities: Matrix;
  /** Sums over all folds. */
  readonly seconds: { readonly fit: number; readonly predict: number };
}

/** Options of {@linkcode crossValidate}. */
export interface CrossValidateOptions extends EvaluateOptions {
  /** Told of every fold as it ends, for a progress bar. */
  readonly onFold?: (fold: Fold, done: number, total: number) => void;
}

/** Fits an estimator once per split, features and all, and scores it on the rows left out.
 *
 * @param splits from `stratifiedKFold`; fold k draws from `rng.fork("fold k")`
 * @throws {InputError} when there are no splits, or from {@linkcode evaluateOn}
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { models, tracks, folds, rng } = await smallJudged();
 * const { mean, rows } = await crossValidate(models.title, tracks, folds.random, rng);
 * assertEquals([mean.accuracy, rows.length], [.5, 12]); // it knows nothing, of two genres
 * ```
 */
export async function crossValidate(
  estimator: Estimator,
  tracks: Dataset,
  splits: readonly Split[],
  rng: Rng,
  { onFold, training }: CrossValidateOptions = {},
): Promise<CrossValidation> {
  if (splits.length === 0) throw new InputError("cross-validation needs splits; found none");
  const rows = Int32Array.from(new Set(splits.flatMap(({ validation }) => [...validation]))).sort();
  const position = new Map(Array.from(rows, (row, i) => [row, i]));
  const target = taskOf(tracks, rows), { classes } = target, k = classes.length;
  const sums = new Float64Array(rows.length * k), times = new Int32Array(rows.length);
  const folds: Fold[] = [];
  for (const [f, { train, validation }] of splits.entries()) {
    const result = await evaluateOn(estimator, tracks, train, validation, rng.fork(`fold ${f}`), {
      training,
    });
    const { fitted: _, probabilities, target: __, truth: ___, ...fold } = result;
    for (let i = 0; i < validation.length; i++) {
      const at = position.get(validation[i])!;
      times[at]++;
      for (let c = 0; c < k; c++) sums[at * k + c] += probabilities.data[i * k + c];
    }
    folds.push(fold);
    onFold?.(fold, folds.length, splits.length);
  }
  const probabilities = matrix(rows.length, classes);
  for (let i = 0; i < sums.length; i++) {
    probabilities.data[i] = sums[i] / times[Math.floor(i / k)];
  }
  const total = (part: "fit" | "predict") =>
    folds.reduce((sum, fold) => sum + fold.seconds[part], 0);
  return {
    classes,
    folds,
    ...overFolds(folds.map((fold) => fold.scores)),
    rows,
    target,
    truth: codesOf(target),
    probabilities,
    seconds: { fit: total("fit"), predict: total("predict") },
  };
}

/** Mean, standard deviation and 95 % t interval of every score over folds (or seeds).
 *
 * @param folds at least one
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { scores } from "./metrics/metrics.ts";
 * const fold = (p: number) => scores(Int32Array.of(0, 1), matrix(2, ["pop", "rap"], Float32Array.of(1, 0, 1 - p, p)));
 * const { mean } = overFolds([fold(.2), fold(.9)]); // one of two right, then both
 * assertEquals(mean.accuracy, .75);
 * ```
 */
export function overFolds(
  folds: readonly Scores[],
): Pick<CrossValidation, "mean" | "sd" | "interval"> {
  const names = Object.keys(folds[0]), n = folds.length;
  const each = <T>(of: (values: number[]) => T) =>
    Object.fromEntries(names.map((name) => [name, of(folds.map((fold) => fold[name]))])) as Record<
      string,
      T
    >;
  const t = n > 1 ? tQuantile(.95, n - 1) : NaN;
  return {
    mean: each(mean),
    sd: each((values) => standardDeviation(values)),
    interval: each((values) => {
      const half = t * standardDeviation(values) / Math.sqrt(n);
      return [mean(values) - half, mean(values) + half] as const;
    }),
  };
}
