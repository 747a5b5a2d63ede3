/** A runner whose jobs are done by the workers of a queue, on as many machines as there are. */
import { InputError } from "../../../core/errors.ts";
import { checkSetting } from "../../../core/settings.ts";
import {
  describeData,
  type Job,
  type Runner,
  RunnerError,
  type RunnerResult,
  type RunnerStatus,
  type Trial,
} from "../runner.ts";
import type { Redis } from "./bullmq.ts";
import { connect, queueUrl } from "./connect.ts";
import { Lane } from "./lane.ts";
import { pack } from "./pack.ts";
import { queueOf, type Release, release } from "./release.ts";
import { putData } from "./store.ts";
import { readResult, type Ticket } from "./ticket.ts";
import { nameOfTrial, TRIALS, type Trials } from "./trials.ts";
import { connectedTo, statusOf } from "./workers.ts";

// A notebook may have a setInterval of its own, which hides the platform's in modules too.
const { clearInterval, setInterval } = globalThis;

/** Options of {@linkcode queueRunner}. */
export interface QueueOptions {
  /** redis://HOST:PORT, or rediss:// with TLS. */
  readonly url: string;
  /** 1 is before 2, and so on; jobs without one are before all others. */
  readonly priority?: number;
  /** Seconds after which a training is ended, and has failed. */
  readonly limit?: number;
  /** What workers know; others than the library's own are for tests. */
  readonly trials?: Trials;
}

/** Jobs that wait in the queue for each slot of a worker, so that none is idle between two. */
const AHEAD = 1;

/** How often the list of workers is read again. */
const LOOK_MS = 2000;

interface Opened {
  readonly redis: Redis;
  readonly release: Release;
  /** Hash of the data in the store. */
  readonly data: string;
  readonly lanes: Map<string, Promise<Lane>>;
  readonly timer: ReturnType<typeof setInterval>;
}

/** Connects at the first job. The data is sent once, by its hash; equal trainings of any search are done once, and kept
 * for a day. A job whose worker dies is done by another; one that vanishes with the server's memory is sent again.
 *
 * `run` throws a {@linkcode RunnerError} when the server cannot be reached at first, or refuses us, or the data in it is
 * not what was sent. While a connection is lost, jobs wait.
 *
 * @param trial one that workers know (trials.ts)
 * @throws {InputError} on an address that is none, or a trial that workers do not know
 * @example
 * ```ts ignore
 * const runner = queueRunner(networkTrial, data, { url: "redis://127.0.0.1:6379" });
 * const runs = await search(grid({ batchSize: [16, 64] }), runner, { part: "03", name: "batch size" });
 * await runner.close();
 * ```
 */
export function queueRunner<Data>(
  trial: Trial<Data>,
  data: Data,
  { url, priority, limit, trials = TRIALS }: QueueOptions,
): Runner {
  queueUrl(url);
  if (limit !== undefined) checkSetting("limit", limit, { above: 0 });
  if (priority !== undefined) checkSetting("priority", priority, { least: 1, whole: true });
  const name = nameOfTrial(trial, trials);
  if (name === undefined) {
    const expected = `one of ${Object.keys(trials).join(", ")}`;
    throw new InputError("workers do not know this trial", { found: trial.module, expected });
  }
  const packed = pack(data);
  let status: RunnerStatus = { workers: 0, slots: 0 }, closing = new AbortController();
  let opened: Promise<Opened> | undefined;
  const ending = new Set<Promise<unknown>>();

  const open = async (): Promise<Opened> => {
    const redis = await connect(url);
    try {
      const own = await release(trials), lanes = new Map<string, Promise<Lane>>();
      const look = async () => {
        if (redis.status !== "ready") {
          return status = { ...status, trouble: "the queue's server does not answer" };
        }
        status = statusOf(await connectedTo(redis), [...lanes.keys()], own);
      };
      await look();
      const timer = setInterval(() => void look().catch(() => {}), LOOK_MS);
      return { redis, release: own, data: await putData(redis, packed), lanes, timer };
    } catch (error) {
      redis.disconnect();
      throw new RunnerError("the queue cannot be used", { found: (error as Error).message });
    }
  };
  const laneOf = ({ redis, lanes, release }: Opened, { settings }: Job): Promise<Lane> => {
    const queue = queueOf(settings, release), lane = lanes.get(queue) ?? Lane.open(redis, queue);
    lanes.set(queue, lane);
    return lane;
  };

  const run: Runner["run"] = async (job, signal, { fresh } = {}) => {
    const signals = [closing.signal, ...signal ? [signal] : []], any = AbortSignal.any(signals);
    any.throwIfAborted();
    const its = await (opened ??= open()), lane = await laneOf(its, job);
    const { settings, seed } = job;
    const ticket: Ticket = { trial: name, data: its.data, settings, seed, ...(limit && { limit }) };
    if (fresh) await lane.forget(ticket);
    try {
      for (let lost = 0;;) {
        const end = await lane.done(ticket, any, priority);
        if (end === "gone") await putData(its.redis, packed); // the server may have lost all
        else if ("result" in end) return resultOf(end.result);
        else {
          const { kind, message } = end.failed;
          if (kind === "LostData" && lost++ === 0) await putData(its.redis, packed);
          else if (kind !== "Cancelled") throw errorOf(kind, message);
          await lane.forget(ticket); // another search ended it, and we still want it
        }
      }
    } catch (error) {
      if (any.aborted) {
        const cancelled = lane.cancel(ticket).catch(() => {}).finally(() =>
          ending.delete(cancelled)
        );
        ending.add(cancelled);
      }
      throw error;
    }
  };

  return {
    get parallel() {
      return Math.max(1, status.slots) * (1 + AHEAD);
    },
    get status() {
      return status;
    },
    ...describeData(trial, data),
    run,
    async close() {
      closing.abort(new Error("the runner was closed"));
      closing = new AbortController();
      const its = await opened?.catch(() => undefined);
      opened = undefined;
      if (!its) return;
      clearInterval(its.timer);
      if (its.redis.status === "ready") await Promise.all(ending);
      for (const lane of its.lanes.values()) (await lane).close();
      its.redis.disconnect();
    },
  };
}

function resultOf(found: unknown): RunnerResult {
  try {
    return readResult(found);
  } catch (error) {
    throw new RunnerError((error as Error).message);
  }
}

/** What a training threw is its run's; all else ends the search. */
function errorOf(kind: string | undefined, message: string): Error {
  if (kind === "InputError") return Object.assign(new InputError(message), { message });
  if (kind === "Error") return new Error(message);
  if (!kind && message.includes("stalled")) {
    return new Error("the worker of this run died: so did those that tried it again");
  }
  return new RunnerError("the queue's workers cannot do this job", { found: message });
}
