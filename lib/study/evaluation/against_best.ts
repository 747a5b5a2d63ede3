/** Which of several judged models is best, and what chance has to do with it. */
import { InputError } from "../../core/errors.ts";
import { direction } from "../scores/registry.ts";
import { compareCrossValidated } from "./compare.ts";
import type { Evaluated } from "./evaluated.ts";

/** The best by a score; of equals the first, so list the simplest model first.
 *
 * @param score one of those of scores/registry.ts, which says whether more or less of it is better; accuracy where
 * nothing is said, of tags macro F1
 * @throws {InputError} when there is none that has the score
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged } = await smallJudged();
 * assertEquals([best(judged.grouped).name, best(judged.grouped, "logLoss").name], ["album", "album"]);
 * ```
 */
export function best<Model extends Pick<Evaluated, "scores" | "main">>(
  models: readonly Model[],
  score = models[0]?.main ?? "accuracy",
): Model {
  const sign = direction(score);
  const scored = models.map((model) => ({ model, value: sign * model.scores[score] }))
    .filter(({ value }) => !Number.isNaN(value)); // NaN is neither more nor less
  if (scored.length === 0) {
    throw new InputError(`no model to choose from that has the score ${score}`);
  }
  return scored.reduce((best, each) => each.value > best.value ? each : best).model;
}

/** How far a model stays behind the best, and what chance has to do with it. */
export interface Behind {
  /** Name of the model that is behind. */
  readonly model: string;
  /** Accuracy of the best less that of this model, mean over folds. */
  readonly difference: number;
  /** 95 % interval of the difference, by the corrected t test: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** p-value fold by fold: Nadeau and Bengio's corrected t. */
  readonly tP: number;
  /** Rows that only the best got right. */
  readonly onlyBest: number;
  /** Rows that only this one got right. */
  readonly onlyThis: number;
  /** p-value row by row: McNemar. */
  readonly mcNemarP: number;
}

/** Every other model against the best, the closest first; see {@linkcode compareCrossValidated}.
 *
 * @param models judged on the same folds
 * @throws {InputError} when they were judged on different folds, or on one only
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged } = await smallJudged();
 * const [behind] = againstBest(judged.grouped);
 * assertEquals([behind.model, behind.onlyThis], ["title", 0]);
 * ```
 */
export function againstBest(models: readonly Evaluated[], first = best(models)): Behind[] {
  return models.filter(({ name }) => name !== first.name).map((other): Behind => {
    const { folds, rows } = compareCrossValidated(first, other);
    const { difference, low, high, p } = folds, { onlyA, onlyB } = rows;
    const model = other.name, mcNemarP = rows.p;
    return { model, difference, low, high, tP: p, onlyBest: onlyA, onlyThis: onlyB, mcNemarP };
  }).sort((a, b) => a.difference - b.difference);
}
