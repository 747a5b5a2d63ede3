/** Trains a model under many settings, on any runner, with one record per run as it ends. */
import { InputError } from "../../core/errors.ts";
import { untilInterrupted } from "../../core/interrupt.ts";
import { Rng } from "../../core/rng.ts";
import type { Provenance } from "../../data/mod.ts";
import { mean } from "../../core/statistics.ts";
import { canonicalJson } from "../runs/canonical.ts";
import { Leader } from "../runs/leader.ts";
import { scoreOf } from "../runs/standings.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import { type Label, makeRun, type Run, type RunKey, type Settings } from "../runs/record.ts";
import { type Runner, RunnerError, type RunnerStatus } from "../runners/runner.ts";
import type { RunStore } from "../runs/runs.ts";
import type { Candidate, Space } from "./space.ts";
import { estimatorCode } from "../runs/code.ts";
import { otherCode, recorded } from "../runs/reuse.ts";

// A notebook may have a setInterval of its own, which hides the platform's in modules too.
const { clearInterval, setInterval } = globalThis;

/** Options of {@linkcode search}. */
export interface SearchOptions {
  /** Which part of the study asks, such as "03"; stands in the records. */
  readonly part: string;
  /** What it asks, such as "batch size"; stands in the records. */
  readonly name: string;
  /** What its records are known by, whatever it is called. */
  readonly label?: Label;
  /** Settings that all candidates share. */
  readonly base?: Settings;
  /** Each candidate is trained once per seed: so many, counted from `seed`, or these. One by default. */
  readonly seeds?: number | readonly number[];
  /** The first; 1 by default. */
  readonly seed?: number;
  /** What random candidates are drawn with; from `seed` where it is not given. */
  readonly rng?: Rng;
  /** What halving goes by, and what `best` in the progress is. */
  readonly score?: string;
  /** Where records are kept and found again; without it, nothing outlives the search. */
  readonly runs?: RunStore;
  /** Run again what is recorded already. */
  readonly fresh?: boolean;
  /** Take what is recorded whichever code made it: of trainings that take hours. */
  readonly anyCode?: boolean;
  /** How training and validation rows were told apart: the split's own `provenance`, for the record. */
  readonly split?: Provenance;
  /** Ends the search. */
  readonly signal?: AbortSignal;
  /** Told at the start, after every run, and every second. */
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** How far a search is. */
export interface SearchProgress {
  /** Runs that have ended. */
  readonly done: number;
  /** Runs in all; for halving an upper bound. */
  readonly total: number;
  /** Runs handed to the runner: under way, or waiting for a worker. */
  readonly running: number;
  /** Who does them, where that is not this machine alone. */
  readonly workers?: RunnerStatus;
  /** Runs that were found in the records. */
  readonly reused: number;
  /** Of those done: computed although the records hold them, for other code made those. */
  readonly outdated?: number;
  /** Runs that ended in an error. */
  readonly failed: number;
  /** By the mean of `score` over seeds; absent until a run has ended well. */
  readonly best?: Run;
  /** What `best` is best by: accuracy where nothing is said. */
  readonly score?: string;
  /** NaN until the first run of this search has ended. */
  readonly secondsLeft: number;
}

interface Task {
  readonly candidate: Candidate;
  readonly key: RunKey;
  /** Its settings as a text: the same for the same settings. */
  readonly settings: string;
  /** Where its run stands among all that were planned so far. */
  readonly place: number;
  readonly cost: number;
}

/** Trains every candidate of `space` with every seed and returns their runs, in the order of the space.
 *
 * A run that the records hold as done, made by this code, is not trained again; so a search that was killed goes
 * on where it was. How many were made by other code, the progress tells, or without a listener a warning. A run that fails is recorded as failed with its message (and tried
 * again by the next search), and the others go on. The results are the same whatever the number of workers.
 *
 * @throws {RunnerError} when the runner can do no jobs; runs that had ended are in the records
 * @throws {InputError} before the first run, on settings that the trial does not know
 * @throws the signal's reason when cancelled; runs that had ended are in the records
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { localRunner } from "../runners/runner.ts";
 * import { grid } from "./space.ts";
 * const trial = { rows: () => 1, trial: (job: { settings: { x?: number } }) => ({ scores: { accuracy: 1 / job.settings.x! } }) };
 * const runs = await search(grid({ x: [1, 2] }), localRunner(trial, {}), { part: "00", name: "doc" });
 * assertEquals(runs.map((run) => run.scores.accuracy), [1, .5]);
 * ```
 */
export async function search(
  space: Space,
  runner: Runner,
  options: SearchOptions,
): Promise<Run[]> {
  const { part, name, base = {}, seed = 1, score = "accuracy", split = null, runs } = options;
  const { code = estimatorCode() } = runner;
  const seeds = listSeeds(options.seeds ?? 1, seed);
  const leader = new Leader(score); // an unknown score throws before anything is trained
  const plan = space.plan(options.rng ?? new Rng(seed).fork("search"));
  const stop = new AbortController();
  const signal = AbortSignal.any([untilInterrupted(options.signal), stop.signal]);
  const queue: Task[] = [], running = new Map<Task, Promise<void>>();
  const ended = new Map<number, (Run | undefined)[]>();
  const spent = { seconds: 0, cost: 0 },
    count = { planned: 0, done: 0, reused: 0, outdated: 0, failed: 0 };
  /** What lies ahead, in units of the runner's cost: in the queue, and of candidates still to be chosen. */
  const ahead = { queued: 0, upcoming: 0, total: NaN };
  const costs = new WeakMap<Settings, number>();
  const costOf = (settings: Settings) => {
    const cost = costs.get(settings) ?? runner.cost({ ...base, ...settings });
    costs.set(settings, cost);
    return cost;
  };

  const admit = () => {
    const candidates = plan.ready();
    if (candidates.length === 0 && plan.total === ahead.total) return; // most runs change no plan
    for (const candidate of candidates) {
      const settings = runner.complete({ ...base, ...candidate.settings });
      const text = canonicalJson(settings); // throws now, not in the middle of the search
      const cost = costOf(candidate.settings);
      const label = { ...options.label, ...candidate.label };
      for (const seed of seeds) {
        queue.push({
          candidate,
          cost,
          key: { part, name, label, settings, seed, data: runner.data, split },
          settings: text,
          place: count.planned++,
        });
      }
      ended.set(candidate.index, new Array(seeds.length).fill(undefined));
    }
    // the longest is taken first, from the end, so that no core waits long for the last one (Graham 1969)
    queue.sort((a, b) => a.cost - b.cost || b.place - a.place);
    ahead.queued = queue.reduce((sum, task) => sum + task.cost, 0);
    ahead.upcoming = seeds.length *
      plan.upcoming().reduce((sum, settings) => sum + costOf(settings), 0);
    ahead.total = plan.total;
  };

  const execute = async (task: Task) => {
    const { candidate, key, cost } = task;
    const known = options.fresh
      ? undefined
      : await recorded(runs, key, options.anyCode ? undefined : code);
    let run: Run;
    if (known?.run) {
      run = known.run;
      count.reused++;
    } else {
      run = await perform(runner, key, code, signal, options.fresh);
      if (known?.outdated) count.outdated++;
      await runs?.save(run);
      if (run.status === "done") {
        spent.seconds += run.seconds;
        spent.cost += cost;
      }
    }
    count.done++;
    if (run.status === "failed") count.failed++;
    leader.add(run, task.settings, task.place);
    const siblings = ended.get(candidate.index)!;
    siblings[seeds.indexOf(key.seed)] = run;
    if (!siblings.includes(undefined)) {
      const runs = siblings as Run[];
      plan.report(candidate, meanScore(runs, score), runs);
    }
    admit();
  };

  const tell = () => {
    let left = ahead.upcoming + (queue.length > 0 ? ahead.queued : 0);
    for (const { cost } of running.keys()) left += cost / 2;
    const { done, reused, outdated, failed } = count;
    options.onProgress?.({
      done,
      total: plan.total * seeds.length,
      running: running.size,
      ...(runner.status && { workers: runner.status }),
      reused,
      outdated,
      failed,
      score,
      best: leader.best,
      secondsLeft: left === 0 ? 0 : left * spent.seconds / spent.cost / runner.parallel,
    });
  };

  let wake = () => {}, failure: { error: unknown } | undefined;
  const start = (task: Task) =>
    execute(task).catch((error) => {
      failure ??= { error };
    }).finally(() => {
      running.delete(task);
      wake();
    });
  const beat = setInterval(() => {
    wake(); // the runner may have more workers than when the last run ended
    try {
      tell(); // time passes in a long training, too
    } catch { /* what the listener throws is thrown again after the run, where it can be caught */ }
  }, 1000);
  try {
    admit();
    while (queue.length > 0 || running.size > 0) {
      signal.throwIfAborted();
      while (queue.length > 0 && running.size < runner.parallel) {
        const task = queue.pop()!;
        ahead.queued -= task.cost;
        running.set(task, start(task));
      }
      tell();
      await new Promise<void>((resolve) => wake = resolve);
      if (failure) throw failure.error;
    }
    tell();
    if (!options.onProgress && count.outdated > 0) {
      console.warn(`${name}: ${otherCode(count.outdated)}.`);
    }
  } finally {
    clearInterval(beat);
    stop.abort();
    await Promise.allSettled(running.values());
  }
  return [...ended].sort(([a], [b]) => a - b).flatMap(([, each]) => each as Run[]);
}

/** One job as a record, done or failed; only a cancelled one is none. */
async function perform(
  runner: Runner,
  key: RunKey,
  code: string,
  signal: AbortSignal,
  fresh?: boolean,
): Promise<Run> {
  const started = performance.now();
  try {
    const { settings, seed } = key;
    return makeRun(key, await runner.run({ settings, seed }, signal, { fresh }), code);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RunnerError) throw error;
    return makeRun(key, {
      error: error instanceof Error ? error.message : String(error),
      seconds: (performance.now() - started) / 1000,
    }, code);
  }
}

function listSeeds(seeds: number | readonly number[], first: number): readonly number[] {
  const list = typeof seeds === "number"
    ? Array.from({ length: seeds }, (_, i) => first + i)
    : seeds;
  const whole = list.every(Number.isSafeInteger) && (list === seeds || list.length === seeds);
  if (!whole || list.length === 0 || new Set(list).size < list.length) {
    throw new InputError("search: seeds", {
      found: JSON.stringify(seeds),
      expected: "how many (from 1), or a list of different whole numbers",
    });
  }
  return list;
}

/** The mean over seeds, turned so that larger is better; undefined when one of them failed. */
function meanScore(runs: readonly Run[], score: string): number | undefined {
  if (runs.some((run) => run.status === "failed")) return undefined;
  return direction(score) * mean(runs.map((run) => scoreOf(run, score)));
}
