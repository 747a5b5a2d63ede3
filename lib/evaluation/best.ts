/** Which of several judged models is best. */
import { InputError } from "../core/errors.ts";
import { direction } from "./metrics/registry.ts";
import type { Evaluated } from "./evaluated.ts";

/** The best by a score; of equals the first, so list the simplest model first.
 *
 * @param score one of those of scores/registry.ts, which says whether more or less of it is better; accuracy where
 * nothing is said, of tags macro F1
 * @throws {InputError} when there is none that has the score
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { judged } = await smallJudged();
 * assertEquals([best(judged.grouped).name, best(judged.grouped, "logLoss").name], ["album", "album"]);
 * ```
 */
export function best<Model extends Pick<Evaluated, "scores" | "main">>(
  models: readonly Model[],
  score: string = models[0]?.main ?? "accuracy",
): Model {
  const sign = direction(score);
  const scored = models.map((model) => ({ model, value: sign * model.scores[score] }))
    .filter(({ value }) => !Number.isNaN(value)); // NaN is neither more nor less
  if (scored.length === 0) {
    throw new InputError(`no model to choose from that has the score ${score}`);
  }
  return scored.reduce((best, each) => each.value > best.value ? each : best).model;
}
