/** The runner that experiments take by themselves: all cores of this machine, or a queue's workers. */
import { QUEUE_VARIABLE } from "./queue/connect.ts";
import { queueRunner } from "./queue/queue_runner.ts";
import type { Runner, Trial } from "./runner.ts";
import { workerRunner } from "./worker_runner.ts";

/** A runner of one of the library's own trials.
 *
 * @param options.workers how many trainings at a time, on this machine; where it is not given, a queue's workers train if
 * STUDY_QUEUE names one, else one per core of this machine
 */
export function ownRunner<Data>(
  trial: Trial<Data> & { readonly module: string },
  data: Data,
  { workers }: { workers?: number } = {},
): Runner {
  const url = Deno.env.get(QUEUE_VARIABLE);
  if (url && workers === undefined) return queueRunner(trial, data, { url });
  return workerRunner(trial.module, trial, data, { workers });
}
