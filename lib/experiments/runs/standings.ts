/** Runs ranked by a score over their seeds, and what each setting changed. */
import { InputError } from "../../core/errors.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import { canonicalJson } from "./canonical.ts";
import type { Run, Settings } from "./record.ts";

/** A run's score by name.
 *
 * @param score a name, or "seconds"
 * @throws {InputError} when the run has none of that name, naming those it has
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * assertEquals(scoreOf(smallRun({}, { accuracy: .6 }), "accuracy"), .6);
 * ```
 */
export function scoreOf(run: Run, score: string): number {
  if (score === "seconds") return run.seconds;
  if (score in run.scores) return run.scores[score];
  throw new InputError(`runs of ${run.name} have no such score`, {
    found: score,
    expected: Object.keys(run.scores).join(", "),
  });
}

/** Mean and spread of one number over runs. */
export interface Summary {
  /** How many runs. */
  readonly n: number;
  /** Mean over the runs. */
  readonly mean: number;
  /** Sample standard deviation; NaN of a single run. */
  readonly sd: number;
  /** Smallest value. */
  readonly min: number;
  /** Largest value. */
  readonly max: number;
}

/** One number of several runs, summarised. */
export function overRuns(values: readonly number[]): Summary {
  const { length: n } = values;
  const sd = n > 1 ? standardDeviation(values) : NaN;
  return { n, mean: mean(values), sd, min: Math.min(...values), max: Math.max(...values) };
}

/** The runs of one set of settings, over seeds; as it is, a row for the leaderboard figure. */
export interface SettingsStanding {
  /** 1 for the best. */
  readonly rank: number;
  /** Those settings in which the rows differ, as a text. */
  readonly name: string;
  /** The mean over seeds of the score they are ranked by; NaN where every run failed. */
  readonly score: number;
  /** Lowest and highest over seeds, where there is more than one. */
  readonly interval?: readonly [number, number];
  /** Every setting, defaults included. */
  readonly settings: Settings;
  /** Those settings in which the rows differ. */
  readonly varied: Settings;
  /** Every score, and seconds, over the seeds. */
  readonly scores: Readonly<Record<string, Summary>>;
  /** How many seeds failed. */
  readonly failed: number;
  /** Its runs, the best first. */
  readonly runs: readonly Run[];
}

/** Settings ranked by the mean of a score over seeds; those of which every run failed come last.
 *
 * @param score by which to rank: one of those of registry.ts, which says whether more or less of it is better
 * @throws {InputError} when a run that ended well has no such score, or nobody knows its direction
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const runs = [[64, .5], [64, .7], [128, .65]].map(([width, accuracy], seed) => smallRun({ width }, { accuracy }, seed));
 * const rows = rankSettings(runs); // the luckiest seed alone wins nothing
 * assertEquals(rows.map(({ rank, name, runs }) => [rank, name, runs.length]), [[1, "width 128", 1], [2, "width 64", 2]]);
 * ```
 */
export function rankSettings(runs: readonly Run[], score = "accuracy"): SettingsStanding[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const { part, name, settings, data: { fingerprint, rows }, split } = run;
    const key = canonicalJson({ part, name, settings, fingerprint, rows, split }, "run");
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  for (const run of runs) if (run.status === "done") scoreOf(run, score); // names those that runs have
  const names = variedSettings(runs), sign = direction(score);
  const value = (run: Run) => run.status === "done" ? sign * scoreOf(run, score) : NaN;
  const rows = [...groups.values()].map((group): Omit<SettingsStanding, "rank"> => {
    const done = group.filter((run) => run.status === "done"), { settings } = group[0];
    const varied = Object.fromEntries(names.map((name) => [name, settings[name]]));
    const own = done.map((run) => scoreOf(run, score));
    const scoreNames = done.length === 0 ? [] : ["seconds", ...Object.keys(done[0].scores)];
    return {
      name: describe(varied) || group[0].name,
      score: mean(own),
      ...(own.length > 1 && { interval: [Math.min(...own), Math.max(...own)] }),
      settings,
      varied,
      scores: Object.fromEntries(
        scoreNames.map((name) => [name, overRuns(done.map((run) => scoreOf(run, name)))]),
      ),
      failed: group.length - done.length,
      runs: [...group].sort((a, b) => descending(value(a), value(b))),
    };
  });
  return rows.sort((a, b) => descending(sign * a.score, sign * b.score))
    .map((row, i) => ({ rank: i + 1, ...row }));
}

/** Settings as a text: "layers 128-64, dropout 0.1". */
function describe(settings: Settings): string {
  const text = (value: unknown) => Array.isArray(value) ? value.join("-") : String(value);
  return Object.entries(settings).map(([name, value]) => `${name} ${text(value)}`).join(", ");
}

/** For sorting from large to small, NaN last. */
function descending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
}

/** The settings of which runs hold more than one value, in the order of the first run's.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const runs = [.1, .3].map((dropout) => smallRun({ epochs: 20, dropout }, { accuracy: .6 }));
 * assertEquals(variedSettings(runs), ["dropout"]);
 * ```
 */
export function variedSettings(runs: readonly Pick<Run, "settings">[]): string[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.settings)));
  names.delete("milestones"); // pruning sets them, by what other runs did
  return [...names].filter((name) => {
    const first = runs[0].settings[name] ?? null, text = canonicalJson(first);
    return runs.some(({ settings: { [name]: own = null } }) =>
      own !== first && canonicalJson(own) !== text
    );
  });
}

/** The best run of those settings whose mean over seeds is best: choosing the best single run instead would
 * reward settings for a lucky seed.
 *
 * @param score as in {@linkcode rankSettings}
 * @throws {InputError} when there is no run, or none that did not fail
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const runs = [[64, .5], [64, .7], [128, .65]].map(([width, accuracy], seed) => smallRun({ width }, { accuracy }, seed));
 * assertEquals(bestRun(runs).settings, { width: 128 });
 * ```
 */
export function bestRun(runs: readonly Run[], score = "accuracy"): Run {
  const run = rankSettings(runs, score)[0]?.runs[0];
  if (run?.status === "done") return run;
  throw new InputError("there is no run to choose from", {
    found: run ? `${runs.length} failed runs, of which one says: ${run.error}` : "no runs at all",
  });
}

/** A score at each value of one setting, over everything else: what changing it did on the whole.
 *
 * @returns one entry per value, numbers in order, other values as they first occur
 * @throws {InputError} when no run has such a setting
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const run = (dropout: number, width: number, accuracy: number) => smallRun({ dropout, width }, { accuracy });
 * const runs = [run(.3, 64, .75), run(0, 64, .5), run(0, 128, .25)];
 * assertEquals(effectOf(runs, "dropout").map(({ value, mean }) => [value, mean]), [[0, .375], [.3, .75]]);
 * ```
 */
export function effectOf(
  runs: readonly Run[],
  setting: string,
  score = "accuracy",
): (Summary & { readonly value: unknown })[] {
  const groups = new Map<string, { value: unknown; scores: number[] }>();
  for (const run of runs) {
    if (run.status === "failed" || run.settings[setting] === undefined) continue;
    const value = run.settings[setting], key = canonicalJson(value);
    if (!groups.has(key)) groups.set(key, { value, scores: [] });
    groups.get(key)!.scores.push(scoreOf(run, score));
  }
  if (groups.size === 0) {
    throw new InputError("no run has such a setting", {
      found: setting,
      expected: variedSettings(runs).join(", "),
    });
  }
  return [...groups.values()]
    .sort((a, b) => Number(a.value) - Number(b.value) || 0)
    .map(({ value, scores }) => ({ value, ...overRuns(scores) }));
}
