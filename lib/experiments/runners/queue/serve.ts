/** A machine's part in other machines' searches: takes jobs from a queue, and does them on its own cores. */
import { hostname } from "node:os";
import { versions } from "../../runs/versions.ts";
import type { Runner } from "../runner.ts";
import { workerRunner } from "../worker_runner.ts";
import type { Job } from "./bullmq.ts";
import { queueClient } from "./client.ts";
import { connect, withoutPassword } from "./connect.ts";
import { unpack } from "./pack.ts";
import { queueNames, release } from "./release.ts";
import { KNOWN } from "./overview.ts";
import { getData, LostData } from "./store.ts";
import { cancelKey, checkTicket, type Failure, failure, type Ticket } from "./ticket.ts";
import { TRIALS, type Trials } from "./trials.ts";
import { WarmRunners } from "./warm_runners.ts";
import { connectionName } from "./workers.ts";

/** Options of {@linkcode serveQueue}. */
export interface ServeOptions {
  readonly url: string;
  /** Jobs at a time. */
  readonly slots?: number;
  /** Seconds without a job after which it ends by itself. */
  readonly idleExit?: number;
  /** Seconds that a job stays this worker's without a sign of life; half of it more at most, and another does it. */
  readonly lock?: number;
  /** What jobs may ask for. */
  readonly trials?: Trials;
  readonly say?: (message: string) => void;
}

/** A worker at work. */
export interface Serving {
  /** Machine and process. */
  readonly name: string;
  /** Resolves when it has ended, by `end` or for want of jobs. */
  readonly ended: Promise<void>;
  /** Takes no more jobs, and ends after those under way. */
  end(): Promise<void>;
}

/** How often workers look whether a job shall end. */
const LOOK_MS = 2000;

/** How long hanging up may take, for the server may be away. */
const FAREWELL_MS = 5000;

/** Starts to take jobs.
 *
 * @throws {RunnerError} when the server cannot be reached, or refuses us
 */
export async function serveQueue(
  {
    url,
    slots = navigator.hardwareConcurrency,
    idleExit = Infinity,
    lock = 20,
    trials = TRIALS,
    say = console.log,
  }: ServeOptions,
): Promise<Serving> {
  const { UnrecoverableError, Worker } = await queueClient();
  const redis = await connect(url), own = await release(trials), name = `${hostname()}-${Deno.pid}`;
  const made = { ...versions(), worker: name, arithmetic: own.every };
  const active = new Map<string, { stop: AbortController; timestamp: number }>();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const fail = (kind: Failure, message: string) => new UnrecoverableError(failure(kind, message));
  let lastJob = performance.now();

  const runners = new WarmRunners(2, slots, async ({ trial, data }) => {
    const started = performance.now(), bytes = await getData(redis, data);
    const took = Math.round(performance.now() - started),
      megabytes = (bytes.length / 1e6).toFixed(1);
    say(`data ${data.slice(0, 8)}: ${megabytes} MB in ${took} ms`);
    const known = { rows: () => 0, trial: () => ({ scores: {} }) }; // its thread imports the real one
    return workerRunner(trials[trial], known, unpack(bytes), { workers: slots });
  });

  const work = async (job: Job) => {
    let ticket: Ticket;
    try {
      ticket = checkTicket(job.data, trials);
    } catch (error) {
      throw fail("Refused", (error as Error).message);
    }
    const stop = new AbortController(), { limit, settings, seed } = ticket;
    const timeout = limit === undefined ? undefined : AbortSignal.timeout(limit * 1000);
    const signal = timeout ? AbortSignal.any([stop.signal, timeout]) : stop.signal;
    active.set(job.id, { stop, timestamp: job.timestamp });
    try {
      return await runners.use(ticket, async (runner: Runner) => {
        const result = await runner.run({ settings, seed }, signal).catch((error: Error) => {
          if (stop.signal.aborted) throw fail("Cancelled", String(stop.signal.reason));
          if (timeout?.aborted) throw fail("Error", `took longer than ${limit} s`);
          throw fail(error.name === "InputError" ? "InputError" : "Error", error.message);
        });
        return { ...result, versions: made };
      });
    } catch (error) {
      if (error instanceof LostData) throw fail("LostData", error.message);
      throw error;
    } finally {
      active.delete(job.id);
      lastJob = performance.now();
    }
  };

  const queues = Object.values(queueNames(own)), label = connectionName(name, slots, own);
  const workers = queues.map((queue) => {
    const worker = new Worker(queue, work, {
      connection: redis,
      name: label,
      concurrency: slots,
      lockDuration: lock * 1000,
      stalledInterval: lock * 250, // a look of one worker stands for all: one in two may find nothing
      maxStalledCount: 3,
    });
    worker.on("error", (error: Error) => say(`queue: ${withoutPassword(error.message)}`));
    worker.on(
      "lockRenewalFailed",
      (ids: string[]) => ids.forEach((id) => active.get(id)?.stop.abort("its lock was lost")),
    );
    return worker;
  });

  const end = async () => {
    clearInterval(looking);
    const pauses = workers.map((worker) => worker.pause(true).catch(() => {}));
    await Promise.race([Promise.all(pauses), after(FAREWELL_MS)]);
    while (active.size > 0) await after(50);
    const closed = Promise.all(workers.map((worker) => worker.close().catch(() => {})));
    await Promise.race([closed, after(FAREWELL_MS)]);
    await runners.close();
    redis.disconnect();
    resolve();
  };
  const looking = setInterval(async () => {
    if (active.size === 0 && performance.now() - lastJob > idleExit * 1000) return void end();
    const ids = [...active.keys()];
    if (ids.length === 0 || redis.status !== "ready") return;
    const told = await redis.mget(ids.map(cancelKey)).catch(() => []);
    for (const [i, id] of ids.entries()) {
      const its = active.get(id);
      if (its && told[i] === String(its.timestamp)) its.stop.abort("cancelled");
    }
  }, Math.min(LOOK_MS, idleExit * 500));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  await redis.sadd(KNOWN, ...queues);
  say(
    `worker ${name}: ${slots} at a time, code ${own.code.slice(0, 8)}, from ${
      withoutPassword(url)
    }`,
  );
  return { name, ended, end };
}

const { clearInterval, setInterval, setTimeout } = globalThis;
const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
