/** Settings that have names: ways of doing the same thing, each trained with the same seeds. */
import { mean, standardDeviation } from "../../core/statistics.ts";
import type { Run, Settings } from "../runs/record.ts";
import type { Runner } from "./runner.ts";
import { search, type SearchOptions } from "./search.ts";
import { listed } from "./space.ts";
import { scoreOf } from "../runs/standings.ts";

/** Runs by the name of their way; of each, one run per seed. */
export type Ways<Name extends string = string> = Readonly<Record<Name, readonly Run[]>>;

/** Trains every way with every seed, as one search.
 *
 * @throws {InputError} as `search`
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { localRunner } from "./runner.ts";
 * const trial = { rows: () => 1, trial: (job: { settings: { x?: number } }) => ({ scores: { accuracy: job.settings.x! } }) };
 * const options = { part: "00", name: "doc", seeds: 2 };
 * const runs = await searchWays({ poor: { x: .5 }, good: { x: .75 } }, localRunner(trial, {}), options);
 * assertEquals(runs.good.map(({ seed, scores }) => [seed, scores.accuracy]), [[1, .75], [2, .75]]);
 * ```
 */
export async function searchWays<Name extends string>(
  ways: Readonly<Record<Name, Settings>>,
  runner: Runner,
  options: SearchOptions,
): Promise<Ways<Name>> {
  const names = Object.keys(ways) as Name[];
  const runs = await search(listed(names.map((name) => ways[name])), runner, options);
  const seeds = runs.length / names.length;
  return Object.fromEntries(
    names.map((name, i) => [name, runs.slice(i * seeds, (i + 1) * seeds)]),
  ) as unknown as Ways<Name>;
}

/** A row per way: the mean of each score over the seeds that did not fail, and as `spread` the standard deviation of
 * the first score.
 *
 * @throws {InputError} on a score that the runs have not
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/study/small_run.ts";
 * const scratch = [1, 2].map((seed) => smallRun({}, { accuracy: .5 }, seed));
 * assertEquals(overWays({ scratch }, ["accuracy"]), [{ way: "scratch", accuracy: .5, spread: 0 }]);
 * ```
 */
export function overWays(ways: Ways, scores: readonly string[]): Record<string, unknown>[] {
  return Object.entries(ways).map(([way, runs]) => {
    const done = runs.filter(({ status }) => status === "done");
    const of = (score: string) => done.map((run) => scoreOf(run, score));
    return {
      way,
      ...Object.fromEntries(scores.flatMap((score, i) => {
        const found: [string, number] = [score, done.length > 0 ? mean(of(score)) : NaN];
        const spread = done.length > 1 ? standardDeviation(of(score)) : NaN;
        return i === 0 ? [found, ["spread", spread]] : [found];
      })),
    };
  });
}
