/** What does the trainings of a search: this thread, or workers on all cores. */
import { InputError } from "../../core/errors.ts";
import { codeOf, estimatorCode } from "../runs/code.ts";
import { fingerprint, shortHash } from "../runs/canonical.ts";
import type { RunKey, Settings } from "../runs/record.ts";
import type { Versions } from "../runs/versions.ts";

/** One training to do, as plain data, which can be sent to a worker. */
export interface Job {
  /** Every one of them: what `complete` made of those given. */
  readonly settings: Settings;
  /** Seed of the training's random numbers. */
  readonly seed: number;
}

/** The result of a job. */
export interface JobResult {
  /** Of the validation rows, by name. */
  readonly scores: Readonly<Record<string, number>>;
  /** Numbers per epoch, by name. */
  readonly curve?: Readonly<Record<string, readonly number[]>>;
  /** What computed it, where there is more than one way. */
  readonly engine?: string;
}

/** A job's result, and how long it took. */
export interface RunnerResult extends JobResult {
  /** How long it took. */
  readonly seconds: number;
  /** Of the machine that computed it, where that is another one. */
  readonly versions?: Versions;
}

/** Who does a runner's jobs, as far as it knows. */
export interface RunnerStatus {
  /** Processes that take its jobs. */
  readonly workers: number;
  /** Jobs that they do at a time, all together. */
  readonly slots: number;
  /** What is amiss, such as workers that get no job because their code is another. */
  readonly trouble?: string;
}

/** What a runner works with has failed: no job can be done, none has failed. It ends a search and stands in no record. */
export class RunnerError extends InputError {}

/** A kind of training: what the module of a runner's workers exports. Its result depends on job and data
 * alone, never on what was trained before. */
export interface Trial<Data> {
  /** Where it stands: `import.meta.url`. Records tell by it which code made them, down to what it imports. Without it
   * they go by its own text and by all estimators of lib/. */
  readonly module?: string;
  /** Trains under the job's settings and scores the validation rows. */
  trial(job: Job, data: Data, signal?: AbortSignal): JobResult | Promise<JobResult>;
  /** How many rows it is trained on. */
  rows(data: Data): number;
  /** How the data was made, as plain data. */
  made?(data: Data): unknown;
  /** The settings with every default filled in, as they stand in the record; asked before anything starts.
   * @throws {InputError} on settings it does not know or cannot use */
  complete?(settings: Settings, data: Data): Settings;
  /** How long settings take compared with others, in any unit: the longest start first. */
  cost?(settings: Settings, data: Data): number;
}

/** Does jobs on one set of data, `parallel` at a time. */
export interface Runner {
  /** How many jobs it takes at a time; it may change. */
  readonly parallel: number;
  /** Who does them, where that is not this machine alone. */
  readonly status?: RunnerStatus;
  /** What the records say of the data. */
  readonly data: RunKey["data"];
  /** A hash of the code that it runs; that of all estimators where there is none. */
  readonly code?: string;
  /** The settings with every default filled in; throws on those that cannot be used. */
  complete(settings: Settings): Settings;
  /** How long these settings take compared with others, in any unit. */
  cost(settings: Settings): number;
  /** Does a job, or waits until there is room for it.
   * @param signal ends the job; the promise rejects with the signal's reason
   * @param options.fresh no result that the runner may have kept of an equal job will do
   * @returns rejects with what the training threw, or when its worker died
   * @throws {RunnerError} when it can do no jobs */
  run(job: Job, signal?: AbortSignal, options?: { fresh?: boolean }): Promise<RunnerResult>;
  /** Ends its workers, and what they are at. A later job starts new ones. */
  close(): Promise<void>;
}

/** What every runner knows of its trial and data without running anything. */
export function describeData<Data>(
  trial: Trial<Data>,
  data: Data,
): Pick<Runner, "data" | "code" | "complete" | "cost"> {
  const made = trial.made?.(data);
  return {
    data: { fingerprint: fingerprint(data), rows: trial.rows(data), ...(made ? { made } : {}) },
    // in whichever thread or worker it runs, the records are the same
    code: trial.module
      ? codeOf(trial.module)
      : shortHash(`${estimatorCode()} ${trial.trial.toString()}`),
    complete: (settings) => trial.complete?.(settings, data) ?? settings,
    cost: (settings) => trial.cost?.(settings, data) ?? 1,
  };
}

/** Runs jobs in this thread, one after the other: for small work, and for looking into a training. */
export function localRunner<Data>(trial: Trial<Data>, data: Data): Runner {
  return {
    parallel: 1,
    ...describeData(trial, data),
    async run(job, signal) {
      signal?.throwIfAborted();
      const started = performance.now();
      const result = await trial.trial(job, data, signal);
      signal?.throwIfAborted();
      return { ...result, seconds: (performance.now() - started) / 1000 };
    },
    close: () => Promise.resolve(),
  };
}
