/** What one setting brings over another, seed by seed. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import { pairedInterval } from "./compare.ts";
import type { Run } from "../runs/record.ts";

/** A mean difference: a row for the figure `intervals`. */
export interface Gain {
  /** What is measured. */
  readonly name: string;
  /** What it is measured against. */
  readonly way: string;
  /** Mean difference of the score, over seeds or over rows. */
  readonly value: number;
  /** 95 %, Student's paired t. */
  readonly interval: readonly [low: number, high: number];
}

/** As much of a run's record as a gain needs. */
export type Trained = Pick<Run, "seed" | "scores"> & Partial<Pick<Run, "status">>;

/** The gain in a score of runs over others of the same seeds: their mean difference, which the seeds' luck has
 * little part in, for a pair starts from the same weights and sees the same rows.
 *
 * @returns over the seeds that ended well on both sides; without an interval where there is one, NaN where none
 * @throws {InputError} when the seeds differ, or a run that ended well has no such score
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const run = (seed: number, accuracy: number) => ({ seed, scores: { accuracy } });
 * const gained = pairedBySeed("copied", [run(1, .5), run(2, .6)], "scratch", [run(2, .5), run(1, .4)]);
 * assertAlmostEquals(gained.value, .1);
 * ```
 */
export function pairedBySeed(
  name: string,
  runs: readonly Trained[],
  way: string,
  baseline: readonly Trained[],
  score = "accuracy",
): Gain {
  const others = runs.flatMap(({ seed }) => baseline.find((run) => run.seed === seed) ?? []);
  if (runs.length !== baseline.length || others.length < runs.length) {
    throw new InputError(`${name} and ${way} were not trained with the same seeds`, {
      found: `seeds ${runs.map(({ seed }) => seed)} and ${baseline.map(({ seed }) => seed)}`,
    });
  }
  const of = ({ status, scores }: Trained) => status === "failed" ? NaN : scores[score];
  if ([...runs, ...others].some((run) => of(run) === undefined)) {
    throw new InputError(`${name} or ${way} has a run without the score`, { found: score });
  }
  const pairs = runs.map((run, i) => [of(run), of(others[i])])
    .filter((pair) => pair.every(Number.isFinite));
  if (pairs.length < 2) {
    return { name, way, value: mean(pairs.map(([a, b]) => a - b)), interval: [NaN, NaN] };
  }
  const { difference, low, high } = pairedInterval(
    pairs.map(([own]) => own),
    pairs.map(([, other]) => other),
  );
  return { name, way, value: difference, interval: [low, high] };
}
