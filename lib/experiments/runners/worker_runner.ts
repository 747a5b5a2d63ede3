/** A runner over all cores of this machine: Deno workers, each with one training at a time. */
import { Worker } from "node:worker_threads";
import { InputError } from "../../core/errors.ts";
import { isJupyter } from "../../core/jupyter.ts";
import { checkSetting } from "../../core/settings.ts";
import { describeData, type Job, type Runner, type RunnerResult, type Trial } from "./runner.ts";
import { sent } from "./share.ts";

/** What a worker is told: first the module and the data, then jobs. */
export type ToWorker = { readonly module: string; readonly data: unknown } | Job;

/** What a worker answers. */
export type FromWorker =
  | { readonly died: string }
  | { readonly result: RunnerResult }
  | {
    readonly error: { readonly name: string; readonly message: string; readonly stack?: string };
  };

/** Workers that waited when their runner was closed, and serve the next one: a start costs most of a second. */
const idle: JobWorker[] = [];

/** Starts workers as jobs come, at most `workers` of them, and keeps them for the next search.
 *
 * Each gets the data once, in shared memory, and imports `module`, whose exports are a {@linkcode Trial}.
 * A worker that dies rejects its own job, and the next job gets a new worker; so does a cancelled one,
 * for a training in the middle of a step can only be stopped from outside. Workers that wait do not
 * keep the program alive.
 *
 * Node's Worker, not the web's: the web's says nothing when a worker ends itself (`Deno.exit` in it),
 * so that its job would never end.
 *
 * @param module an absolute URL, such as `new URL("../search/trial.ts", import.meta.url)`
 * @param trial what that module exports; see `mlpRunner` for both at once
 * @param options.keep whether workers outlive the runner, for the next one; by default so in notebooks
 * @throws {InputError} when `workers` is no whole number from 1
 */
export function workerRunner<Data>(
  module: string | URL,
  trial: Trial<Data>,
  data: Data,
  { workers = navigator.hardwareConcurrency, keep = isJupyter() }: {
    workers?: number;
    keep?: boolean;
  } = {},
): Runner {
  checkSetting("workers", workers, { least: 1, whole: true });
  const first = { module: String(module), data: sent(data) };
  const pool = new Set<JobWorker>(), waiting: (() => void)[] = [];
  let busy = 0, closings = 0;
  return {
    parallel: workers,
    ...describeData(trial, data),
    async run(job, signal) {
      const before = closings;
      while (busy >= workers) await new Promise<void>((resolve) => waiting.push(resolve));
      busy++;
      try {
        signal?.throwIfAborted();
        if (closings > before) throw new Error("the runner was closed");
        for (const worker of pool) if (!worker.alive) pool.delete(worker);
        let worker = [...pool].find((each) => !each.busy);
        if (!worker) {
          do worker = idle.pop() ?? new JobWorker(); while (!worker.alive);
          worker.tell(first);
          pool.add(worker);
        }
        return await worker.run(job, signal);
      } finally {
        busy--;
        waiting.shift()?.();
      }
    },
    async close() {
      closings++;
      const ending = [...pool];
      pool.clear();
      const stays = (worker: JobWorker) =>
        keep && worker.alive && !worker.busy && idle.length < workers;
      await Promise.all(ending.map((worker) => {
        if (!stays(worker)) return worker.end(new Error("the runner was closed"));
        worker.tell({ module: first.module, data: null }); // which frees the data
        idle.push(worker);
      }));
    },
  };
}

/** One worker, and the promise of the job it is at. */
class JobWorker {
  alive = true;
  busy = false;
  readonly #worker: Worker;
  #resolve: (result: RunnerResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.#worker = new Worker(new URL("./job_worker.ts", import.meta.url));
    this.#worker.on("message", (answer: FromWorker) => {
      if ("died" in answer) this.#died(answer.died);
      else if ("result" in answer) this.#resolve(answer.result);
      else this.#reject(revive(answer.error));
    });
    this.#worker.on("error", (error: Error) => this.#died(error.message));
    this.#worker.on("exit", (code: number) => this.#died(`it ended itself, exit code ${code}`));
  }

  /** Which trial its next jobs are, on which data. */
  tell(first: ToWorker): void {
    this.#worker.postMessage(first);
  }

  async run(job: Job, signal?: AbortSignal): Promise<RunnerResult> {
    const cancel = () => void this.end(signal!.reason);
    signal?.addEventListener("abort", cancel);
    this.#worker.ref();
    this.busy = true;
    try {
      return await new Promise<RunnerResult>((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
        this.#worker.postMessage(job);
      });
    } finally {
      signal?.removeEventListener("abort", cancel);
      this.#worker.unref();
      this.busy = false;
    }
  }

  async end(reason: unknown): Promise<void> {
    this.alive = false;
    this.#reject(reason);
    await this.#worker.terminate();
  }

  #died(why: string): void {
    this.alive = false;
    this.#reject(new Error(`the worker of this run died: ${why}`));
    void this.#worker.terminate();
  }
}

function revive(error: { name: string; message: string; stack?: string }): Error {
  const { name, message, stack } = error;
  return name === "InputError"
    ? new InputError(message)
    : Object.assign(new Error(message), { name, stack });
}
