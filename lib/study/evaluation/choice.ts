/** From a validation curve to the value that is kept. */
import { InputError } from "../../core/errors.ts";
import type { SettingPoint } from "./learning.ts";
import { direction } from "../scores/registry.ts";

/** The value whose validation score is best; of equals the first, so list the simplest model first.
 *
 * @throws {InputError} when there are no points
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { validationCurve } from "./learning.ts";
 * import { lookupByColumn } from "./leakage.ts";
 * const { tracks, folds, rng } = await smallJudged();
 * const columns = ["track_name", "track_album_name"]; // the setting
 * assertEquals(bestValue(await validationCurve(lookupByColumn, columns, tracks, folds.random, rng)), "track_album_name");
 * ```
 */
export function bestValue<Value>(
  points: readonly SettingPoint<Value>[],
  score: string = "accuracy",
): Value {
  const of = ({ mean }: SettingPoint<Value>) => direction(score) * mean[score];
  const scored = points.filter((point) => !Number.isNaN(of(point))); // NaN is neither more nor less
  if (scored.length === 0) {
    throw new InputError(`no values to choose from that have the score ${score}`);
  }
  return scored.reduce((best, point) => of(point) > of(best) ? point : best).value;
}
