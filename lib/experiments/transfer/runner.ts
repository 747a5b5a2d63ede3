/** Transfers on all cores: the runner that notebooks search with. */
import type { Runner } from "../runners/runner.ts";
import type { TransferData } from "./data.ts";
import * as transferTrial from "./trial.ts";
import { workerRunner } from "../runners/worker_runner.ts";

/** A runner whose settings are those of `TransferSettings`; close it after the last search.
 *
 * @param options.workers how many trainings at a time; by default one per core
 * @example
 * ```ts ignore
 * const runner = transferRunner(data);
 * const runs = await search(grid({ start: ["scratch", "head"] }), runner, { part: "06", name: "start", seeds: 5 });
 * await runner.close();
 * ```
 */
export function transferRunner(data: TransferData, options: { workers?: number } = {}): Runner {
  const module = new URL("./trial.ts", import.meta.url);
  return workerRunner(module, transferTrial, data, options);
}
