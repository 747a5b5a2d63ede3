/** The one-standard-error rule: of all settings as good as the best within its standard error, the preferred one. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import type { Run, Settings } from "./record.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import { rankSettings, type SettingsStanding } from "./standings.ts";

/** Of the settings that are as good as the best, give or take the spread over seeds, the one that is preferred for
 * another reason: in the spirit of the one-standard-error rule (Breiman et al. 1984).
 *
 * As good: behind by at most the standard deviation of a single run over seeds, pooled over all settings.
 *
 * @param prefer larger is preferred, such as the batch size, or the number of weights with a minus
 * @param score by which settings are as good
 * @throws {InputError} when no run has ended well
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const run = (batchSize: number, accuracy: number, seed: number) => smallRun({ batchSize }, { accuracy }, seed);
 * const runs = [run(16, .60, 1), run(16, .64, 2), run(256, .59, 1), run(256, .63, 2), run(4096, .4, 1)];
 * const kept = oneStandardErrorRule(runs, ({ batchSize }) => Number(batchSize));
 * assertEquals(kept.settings, { batchSize: 256 }); // behind by .01, which seeds differ by more than
 * ```
 */
export function oneStandardErrorRule(
  runs: readonly Run[],
  prefer: (settings: Settings) => number,
  score = "accuracy",
): SettingsStanding {
  const ranked = rankSettings(runs, score).filter((each) => !Number.isNaN(each.score));
  if (ranked.length === 0) {
    throw new InputError("there is no run to choose from", { found: `${runs.length} runs` });
  }
  const variances = ranked.map((each) => each.scores[score].sd ** 2).filter(Number.isFinite);
  const spread = variances.length > 0 ? Math.sqrt(mean(variances)) : 0;
  const behind = ({ score: own }: SettingsStanding) => direction(score) * (ranked[0].score - own);
  return ranked.filter((each) => behind(each) <= spread)
    .reduce((kept, each) => prefer(each.settings) > prefer(kept.settings) ? each : kept);
}
