/** Scores of training and validation rows as something grows: a setting, or the number of rows. */
import { InputError } from "../core/errors.ts";
import { direction } from "./metrics/registry.ts";
import type { Scores } from "./metrics/metrics.ts";
import { overFolds } from "./cross_validate.ts";

/** Scores of one fit. */
export interface CurvePoint<Value = number> {
  /** The setting's value, or how many rows were learnt from. */
  readonly value: Value;
  /** From 0: which fold it is, or which draw of the rows. */
  readonly repeat: number;
  /** Of rows that were not learnt from. */
  readonly scores: Scores;
  /** Of the rows that were learnt from. */
  readonly trainingScores: Scores;
  /** Wall-clock seconds to fit and to predict. */
  readonly seconds: { readonly fit: number; readonly predict: number };
}

/** A curve of training and validation scores, for the figure `scoreCurves`. */
export interface ScoreCurve<Value = number> {
  /** What grows, such as "tree: maxDepth"; heads its panel. */
  readonly name: string;
  /** One per value and repeat. */
  readonly points: readonly CurvePoint<Value>[];
}

/** A curve over the values of one setting, which knows the best of them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const at = (value: number, accuracy: number) =>
 *   ({ value, repeat: 0, scores: { accuracy }, trainingScores: { accuracy: 1 }, seconds: { fit: 1, predict: 1 } });
 * const curve = new ValidationCurve("tree: maxDepth", [at(2, .5), at(4, .75), at(8, .75)], "accuracy");
 * assertEquals(curve.best(), 4);
 * ```
 */
export class ValidationCurve<Value = number> implements ScoreCurve<Value> {
  /** A curve of points that are there already.
   * @param main the score that chooses where nothing is said */
  constructor(
    readonly name: string,
    readonly points: readonly CurvePoint<Value>[],
    readonly main: string,
  ) {}

  /** Every value with the mean of its scores over folds, in the order of the values. */
  get means(): { value: Value; scores: Scores; trainingScores: Scores }[] {
    return [...Map.groupBy(this.points, ({ value }) => value)].map(([value, own]) => ({
      value,
      scores: overFolds(own.map(({ scores }) => scores)).mean,
      trainingScores: overFolds(own.map(({ trainingScores }) => trainingScores)).mean,
    }));
  }

  /** The value whose validation score is best; of equals the first, so list the simplest model first.
   * @throws {InputError} when no value has that score */
  best(score = this.main): Value {
    const of = (scores: Scores) => direction(score) * scores[score];
    const scored = this.means.filter(({ scores }) => !Number.isNaN(of(scores))); // NaN is neither more nor less
    if (scored.length > 0) {
      return scored.reduce((best, each) => of(each.scores) > of(best.scores) ? each : best).value;
    }
    throw new InputError(`${this.name}: no values to choose from that have the score ${score}`);
  }
}
