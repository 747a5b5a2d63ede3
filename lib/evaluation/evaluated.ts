/** A model evaluated on rows that it had not seen: its answers, scores, intervals and mistakes. */
import { InputError } from "../core/errors.ts";
import { argmax, type Matrix, takeRows } from "../core/matrix.ts";
import { mean, standardDeviation } from "../core/statistics.ts";
import { codesOf, kindOf, takeTarget, type Target } from "../core/target.ts";
import type { Settings } from "../core/settings.ts";
import type { Dataset, Split } from "../data/mod.ts";
import { type ClassReport, classReports, confusion } from "./metrics/confusion.ts";
import { calibrationBins, oneAgainstRest, precisionRecallPoints } from "./metrics/curves.ts";
import type { PrecisionRecallPoints, ProbabilityBin } from "./metrics/curves.ts";
import { type RocPoints, rocPoints } from "./metrics/curves.ts";
import { mainScore, type Scores, scoresOf } from "./metrics/metrics.ts";
import { wilson } from "./statistics/shares.ts";
import { against, type Behind } from "./against.ts";
import type { Answers, EvaluatedParts, EvaluatedScore } from "./answers.ts";
import { sameRows } from "./compare.ts";
import { overFolds } from "./cross_validate.ts";
import { type Disagreements, disagreementsOf } from "./disagreements.ts";
import { type MeanProbabilities, meanProbabilities } from "./mean_probabilities.ts";
import { accuracyBy, confidentMistakes, confusedPairs } from "./mistakes.ts";
import type { ConfidentMistake, ConfusedPair, GroupAccuracy } from "./mistakes.ts";

/** A model judged on a hold-out or on folds, with one seed or several. Scores are means over folds, then over seeds;
 * what needs single predictions (confusion, mistakes …) is of the first seed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { judged: { grouped: [, title] } } = await smallJudged(); // says pop of every track
 * assertEquals([title.scores.accuracy, title.confusion], [.5, [[6, 0], [6, 0]]]);
 * ```
 */
export class Evaluated {
  /** Stands in records, tables and legends. */
  readonly name: string;
  /** Settings of the model, with what validation chose of them. */
  readonly settings: Settings;
  /** Of the data, in the order of the answers. */
  readonly rows: Int32Array;
  /** What is true of them: a class each, or tags. */
  readonly target: Target;
  /** True classes as positions in `classes`; none where rows have tags. */
  readonly truth: Int32Array;
  /** How the rows were split. */
  readonly splits: readonly Split[];
  /** One per seed. */
  readonly answers: readonly Answers[];
  readonly #data: Dataset;
  readonly #positions: readonly Int32Array[];
  #ofFolds: (readonly Scores[])[] = [];

  /** Puts answers beside the truth.
   * @throws {InputError} when answers are of other rows or classes than the target, or there are none */
  constructor(parts: EvaluatedParts) {
    const { name, settings, data, rows, target, splits, answers } = parts;
    this.name = name;
    this.settings = settings;
    this.rows = rows;
    this.target = target;
    this.truth = codesOf(target);
    this.splits = splits;
    this.answers = answers;
    this.#data = data;
    const at = new Map(Array.from(rows, (row, i) => [row, i]));
    this.#positions = splits.map(({ validation }) =>
      Int32Array.from(validation, (row) => at.get(row) ?? -1)
    );
    const fits = ({ probabilities: p }: Answers) =>
      p.rows === rows.length && p.names.length === target.classes.length;
    if (answers.length > 0 && answers.every(fits)) return;
    throw new InputError(`${name} was not judged on these rows`, {
      found: answers.map(({ probabilities: p }) => `${p.rows} × ${p.names.length}`).join(", "),
      expected: `${rows.length} rows × ${target.classes.length} classes`,
    });
  }

  /** The same rows, answered by another model; what is not said of it is this one's. */
  with(parts: Partial<Pick<EvaluatedParts, "name" | "settings" | "answers">>): Evaluated {
    const { name, settings, answers, rows, target, splits } = this, data = this.#data;
    return new Evaluated({ ...{ name, settings, data, answers, rows, target, splits }, ...parts });
  }

  /** What the columns of the probabilities stand for. */
  get classes(): readonly string[] {
    return this.target.classes;
  }

  /** Of the first seed. */
  get probabilities(): Matrix {
    return this.answers[0].probabilities;
  }

  /** The most probable class of each row. */
  get predicted(): Int32Array {
    return argmax(this.probabilities);
  }

  /** Every score: the mean over folds, then over seeds. */
  get scores(): Scores {
    return overFolds(this.answers.map((_, seed) => overFolds(this.foldScores(seed)).mean)).mean;
  }

  /** Of the training rows: the mean over seeds; undefined where it was not asked for. */
  get trainingScores(): Scores | undefined {
    const found = this.answers.map(({ training }) => training)
      .filter((scores) => scores !== undefined);
    return found.length > 0 ? overFolds(found).mean : undefined;
  }

  /** To fit and predict: the mean over seeds. */
  get seconds(): number {
    return mean(this.overSeeds("seconds"));
  }

  /** The scores of each fold. */
  foldScores(seed = 0): readonly Scores[] {
    const { probabilities } = this.answers[seed];
    const whole = this.#positions.length === 1;
    return this.#ofFolds[seed] ??= this.#positions.map((own) =>
      whole
        ? scoresOf(this.target, probabilities)
        : scoresOf(takeTarget(this.target, own), takeRows(probabilities, own))
    );
  }

  /** The folds of the first seed; of a hold-out one. */
  get folds(): { scores: Scores; rows: { train: number; validation: number } }[] {
    return this.foldScores().map((scores, f) => {
      const { train, validation } = this.splits[f];
      return { scores, rows: { train: train.length, validation: validation.length } };
    });
  }

  /** A score of every seed. */
  overSeeds(score: string): number[] {
    return this.answers.map(({ seconds }, seed) =>
      score === "seconds"
        ? seconds.fit + seconds.predict
        : overFolds(this.foldScores(seed)).mean[score]
    );
  }

  /** The standard deviation of a score: over seeds, or over the folds of one seed. */
  spread(score = this.main): number {
    const of = this.answers.length > 1
      ? this.overSeeds(score)
      : this.foldScores().map((scores) => scores[score]);
    return of.length > 1 ? standardDeviation(of) : NaN;
  }

  /** The 95 % interval of a score's mean: over folds Student's t (folds share training rows, so it is somewhat too
   * narrow); of a hold-out's accuracy Wilson's; else none. */
  interval(score = this.main): readonly [low: number, high: number] {
    if (this.#positions.length > 1) {
      const overSeeds = this.#positions.map((_, f) =>
        overFolds(this.answers.map((_, seed) => this.foldScores(seed)[f])).mean
      );
      return overFolds(overSeeds).interval[score];
    }
    if (score !== "accuracy") return [NaN, NaN];
    const n = this.rows.length;
    return wilson(Math.round(mean(this.overSeeds(score)) * n), n);
  }

  /** A score as a row for the figure `intervals`.
   * @param way how the model was judged, such as "at random" */
  estimate(way: string, score = this.main): EvaluatedScore {
    const value = mean(this.overSeeds(score));
    return { name: this.name, way, value, interval: this.interval(score) };
  }

  /** How far each of the others is behind, the closest first, by two paired tests: fold by fold and row by row.
   * @param others evaluated on the same folds; this model among them is passed over
   * @throws {InputError} when they were evaluated on other folds, or on one only */
  against(others: readonly Evaluated[]): Behind[] {
    return against(this, others);
  }

  /** The score by which models are compared where nothing is said: accuracy, or macro F1 of tags. */
  get main(): string {
    return mainScore(kindOf(this.target));
  }

  /** How often class i (row) was taken for class j (column). */
  get confusion(): number[][] {
    return confusion(this.truth, this.predicted, this.classes.length);
  }

  /** Precision, recall, F1 and support of each class, under the task's name ("genre"). */
  get report(): (Record<string, unknown> & ClassReport)[] {
    const { task } = this.#data.schema;
    return classReports(this.confusion).map((report, k) => ({
      [task]: this.classes[k],
      ...report,
    }));
  }

  /** Every two classes, the most confused first. */
  get confusedPairs(): ConfusedPair[] {
    return confusedPairs(this.truth, this.predicted, this.classes);
  }

  /** Accuracy by any grouping of the rows.
   * @param group a row's group, such as its release year
   * @param options.fewest groups of fewer rows are left out */
  accuracyBy(
    group: (row: number) => string | number,
    options: { fewest?: number } = {},
  ): GroupAccuracy[] {
    return accuracyBy(Array.from(this.rows, group), this.truth, this.predicted, options);
  }

  /** The mean probability of each class in any grouping of the rows, groups in alphabetical order.
   * @param group a row's group, such as its subgenre; undefined leaves the row out */
  meanProbabilities(group: (row: number) => string | undefined): MeanProbabilities[] {
    return meanProbabilities(this.probabilities, Array.from(this.rows, (row) => group(row)));
  }

  /** The mistakes with the highest probability, the surest first. */
  confidentMistakes(limit = 12): ConfidentMistake[] {
    return confidentMistakes(this.#data, this.rows, this.probabilities, limit);
  }

  /** What another model, judged on the same rows, corrects of this one, and where it misleads.
   * @param options.limit how many rows are shown of each
   * @throws {InputError} when it was judged on other rows */
  disagreements(other: Evaluated, { limit }: { limit?: number } = {}): Disagreements {
    if (!sameRows(this, other)) {
      throw new InputError(`${this.name} and ${other.name} were not judged on the same rows`, {
        found: `${this.rows.length} and ${other.rows.length} rows`,
      });
    }
    const { rows, truth, probabilities: first } = this, second = other.probabilities;
    return disagreementsOf({ data: this.#data, rows, truth, first, second }, limit);
  }

  /** How often what was called probable came true, in bins of equal width. */
  calibration(options: { bins?: number; class?: string } = {}): ProbabilityBin[] {
    return calibrationBins(this.truth, this.probabilities, options);
  }

  /** A ROC curve per class, that class against the rest. */
  get roc(): RocPoints[] {
    return oneAgainstRest(this.truth, this.probabilities, rocPoints);
  }

  /** A precision-recall curve per class, that class against the rest. */
  get precisionRecall(): PrecisionRecallPoints[] {
    return oneAgainstRest(this.truth, this.probabilities, precisionRecallPoints);
  }
}
