/** Trainings of networks: the runner that notebooks search with. */
import type { Runner } from "./runner.ts";
import * as mlpTrial from "../search/trial.ts";
import type { TrialData } from "../search/trial_data.ts";
import { ownRunner } from "./own_runner.ts";

export type { TrialSettings } from "../search/trial.ts";

/** A runner whose settings are those of `mlp` and of `train` in one object, and `rows`. One runner serves any
 * number of searches on its data, and its workers stay warm between them; close it after the last.
 *
 * @param options.workers how many trainings at a time; by default one per core, or a queue's workers where
 * STUDY_QUEUE names one
 * @example
 * ```ts ignore
 * const runner = mlpRunner(await trialData(tracks, split, rng, numeric(), quantileNormal()));
 * const runs = await search(grid({ batchSize: [16, 64] }), runner, { part: "03", name: "batch size" });
 * await runner.close();
 * ```
 */
export function mlpRunner(data: TrialData, options: { workers?: number } = {}): Runner {
  return ownRunner(mlpTrial, data, options);
}
