/** How scores turn as one setting of a model grows. */
import type { Rng } from "../core/rng.ts";
import { kindOf } from "../core/target.ts";
import { type Dataset, type Split, taskOf } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { mainScore } from "./metrics/metrics.ts";
import { crossValidate } from "./cross_validate.ts";
import { type CurvePoint, ValidationCurve } from "./score_curve.ts";

/** Cross-validates an estimator at every value of a setting, on the same splits and the same randomness:
 * where training goes on rising and validation turns, the setting has begun to fit noise.
 *
 * @param splits folds, or one hold-out
 * @param options.name heads the curve's panel
 * @param options.onValue told of every value, for a progress bar
 * @throws {InputError} as `crossValidate`
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * import { lookupByColumn } from "./leakage.ts";
 * const { tracks, folds, rng } = await smallJudged();
 * const columns = ["track_name", "track_album_name"]; // the setting
 * const curve = await validationCurve(lookupByColumn, columns, tracks, folds.random, rng);
 * assertEquals(curve.means.map(({ scores }) => scores.accuracy), [.5, 1]);
 * assertEquals(curve.means.map(({ trainingScores }) => trainingScores.accuracy), [1, 1]); // titles: by heart
 * assertEquals(curve.best(), "track_album_name");
 * ```
 */
export async function validationCurve<Value>(
  make: (value: Value) => Estimator,
  values: readonly Value[],
  data: Dataset,
  splits: readonly Split[],
  rng: Rng,
  { name = "", onValue }: { name?: string; onValue?: (done: number, total: number) => void } = {},
): Promise<ValidationCurve<Value>> {
  const points: CurvePoint<Value>[] = [], main = mainScore(kindOf(taskOf(data, data.complete)));
  onValue?.(0, values.length);
  for (const [i, value] of values.entries()) {
    const { folds } = await crossValidate(make(value), data, splits, rng, { training: true });
    folds.forEach(({ scores, trainingScores, seconds }, repeat) =>
      points.push({ value, repeat, scores, trainingScores: trainingScores!, seconds })
    );
    onValue?.(i + 1, values.length);
  }
  return new ValidationCurve(name, points, main);
}
