/** How scores grow with the number of rows to learn from. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Dataset, Split } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { evaluateOn } from "./cross_validate.ts";
import { stratifiedOrder } from "./stratified_order.ts";
import type { CurvePoint, ScoreCurve } from "./score_curve.ts";

/** Options of {@linkcode learningCurveOverRows}. */
export interface LearningCurveOptions {
  /** How often; each draws its own order of the rows. 3 by default. */
  readonly repeats?: number;
  /** Heads the curve's panel. */
  readonly name?: string;
  /** Told at the start and of every training, for a progress bar. */
  readonly onFit?: (done: number, total: number) => void;
}

/** Trains on more and more of the training rows, always judging on the same validation rows.
 *
 * Each repeat draws its own order of the rows; its larger sets contain its smaller ones.
 *
 * @param sizes shares of the training rows up to 1, or numbers of rows above
 * @returns points repeat by repeat, in the order of the sizes; their values are numbers of rows
 * @throws {InputError} when a size is not above 0 or exceeds the training rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { models, tracks, folds: { random: [split] }, rng } = await smallJudged();
 * const { points } = await learningCurveOverRows(models.album, tracks, split, [.5, 1], rng, { repeats: 2 });
 * assertEquals(points.map(({ value }) => value), [4, 8, 4, 8]);
 * ```
 */
export async function learningCurveOverRows(
  estimator: Estimator,
  data: Dataset,
  { train, validation }: Split,
  sizes: readonly number[],
  rng: Rng,
  { repeats = 3, name = estimator.name, onFit }: LearningCurveOptions = {},
): Promise<ScoreCurve> {
  const counts = sizes.map((size) => {
    const rows = size <= 1 ? Math.round(size * train.length) : size;
    if (rows >= 1 && rows <= train.length && Number.isInteger(rows)) return rows;
    throw new InputError("the size of a learning curve's training set", {
      found: size,
      expected: `a share up to 1, or a number of rows up to ${train.length}`,
    });
  });
  const points: CurvePoint[] = [], total = repeats * counts.length;
  onFit?.(0, total);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const own = rng.fork(`repeat ${repeat}`),
      order = stratifiedOrder(data, train, own.fork("rows"));
    for (const value of counts) {
      const part = order.slice(0, value).sort(), stream = own.fork("model");
      const asked = { training: true };
      const fit = await evaluateOn(estimator, data, part, validation, stream, asked);
      const { scores, seconds } = fit, trainingScores = fit.trainingScores!;
      points.push({ value, repeat, scores, trainingScores, seconds });
      onFit?.(points.length, total);
    }
  }
  return { name, points };
}
