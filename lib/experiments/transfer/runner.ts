/** Transfers: the runner that notebooks search with. */
import type { Runner } from "../runners/runner.ts";
import type { TransferData } from "./data.ts";
import * as transferTrial from "./trial.ts";
import { ownRunner } from "../runners/own_runner.ts";

/** A runner whose settings are those of `TransferSettings`; close it after the last search.
 *
 * @param options.workers how many trainings at a time; by default one per core, or a queue's workers where
 * STUDY_QUEUE names one
 * @example
 * ```ts ignore
 * const runner = transferRunner(data);
 * const runs = await search(grid({ start: ["scratch", "head"] }), runner, { part: "06", name: "start", seeds: 5 });
 * await runner.close();
 * ```
 */
export function transferRunner(data: TransferData, options: { workers?: number } = {}): Runner {
  return ownRunner(transferTrial, data, options);
}
