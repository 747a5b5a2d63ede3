/** How many steps sooner one variant of a training reaches a score than another. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import { pairedInterval } from "../../evaluation/compare.ts";
import { besideBaseline } from "../paired_by_seed.ts";
import type { Run } from "../runs/record.ts";

/** When a training reached a score. */
export interface Arrival {
  /** Of gradient descent, from 0. */
  readonly steps: number;
  /** Since the training began, looks left out. */
  readonly seconds: number;
}

/** A training with looks at the validation rows: a run of a transfer with `evalEvery`. */
export type LookedAt = Pick<Run, "seed" | "curve" | "label"> & Partial<Pick<Run, "status">>;

/** The first look at which a run is at least as accurate as `target`, or undefined.
 *
 * @param target an accuracy, 0 to 1
 * @throws {InputError} when the run was not looked at
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const curve = { "eval: step": [0, 10, 20], "eval: accuracy": [.2, .5, .6], "eval: seconds": [0, 1, 2] };
 * assertEquals(arrival({ seed: 1, curve }, .5), { steps: 10, seconds: 1 });
 * assertEquals(arrival({ seed: 1, curve }, .9), undefined);
 * ```
 */
export function arrival({ curve }: LookedAt, target: number): Arrival | undefined {
  const steps = curve?.["eval: step"], accuracy = curve?.["eval: accuracy"];
  if (!steps || !accuracy) {
    throw new InputError("a run whose validation rows were not looked at", {
      expected: "the setting evalEvery",
    });
  }
  const at = accuracy.findIndex((value) => value >= target);
  return at < 0 ? undefined : { steps: steps[at], seconds: curve!["eval: seconds"][at] };
}

/** How many steps sooner a variant reaches the target than the baseline. */
export interface StepsToTarget {
  /** Name of the variant. */
  readonly variant: string;
  /** What was to be reached, mean over seeds. */
  readonly target: number;
  /** In how many of the seeds it was. */
  readonly reached: number;
  /** Number of its seeds. */
  readonly seeds: number;
  /** Steps that the baseline took, mean over the seeds in which both reached it; so are the three below. */
  readonly baselineSteps: number;
  /** Steps that the others took. */
  readonly steps: number;
  /** Seconds that the baseline took. */
  readonly baselineSeconds: number;
  /** Seconds that the others took. */
  readonly seconds: number;
  /** Steps as a share of the baseline's, geometric mean over seeds (NaN where none reached the target). */
  readonly ratio: number;
  /** 95 % interval of the ratio, by Student's t of the logarithms, paired by seed (NaN of fewer than three, which say
   * too little): its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
}

/** When every variant reaches what one of them, the baseline, reached at its best, seed by seed.
 *
 * A best look is partly a lucky one. `within` sets the target that much lower: what both have to reach is then less a
 * matter of luck.
 *
 * @param options.against the baseline's variant
 * @param options.within taken off the baseline's best accuracy
 * @throws {InputError} when there is no such variant, the seeds differ, or a run that did not fail was not looked at
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const run = (variant: string, seed: number, accuracy: number[]) => ({
 *   label: { variant },
 *   seed,
 *   curve: { "eval: step": [0, 10, 20, 40], "eval: accuracy": accuracy, "eval: seconds": [0, 1, 2, 4] },
 * });
 * const runs = [1, 2].flatMap((seed) => [run("scratch", seed, [.1, .3, .5, .6]), run("copied", seed, [.4, .6, .6, .6])]);
 * const [{ variant, ratio, steps, reached }] = stepsToTarget(runs, { against: "scratch" });
 * assertEquals([variant, Math.round(100 * ratio), steps, reached], ["copied", 25, 10, 2]);
 * ```
 */
export function stepsToTarget(
  runs: readonly LookedAt[],
  { against, within = 0 }: { readonly against: string; readonly within?: number },
): StepsToTarget[] {
  return besideBaseline(runs, against).map(({ variant, own, baseline }) => {
    const pairs = own.flatMap((other, i) => {
      const one = baseline[i];
      if (one.status === "failed" || other.status === "failed") return []; // as one that never got there
      arrival(one, 0); // says so where there are no looks
      const target = Math.max(...one.curve!["eval: accuracy"]) - within;
      return [{ target, a: arrival(one, target)!, b: arrival(other, target) }];
    });
    return { variant, seeds: own.length, ...overSeeds(pairs) };
  });
}

function overSeeds(
  pairs: readonly { target: number; a: Arrival; b?: Arrival }[],
): Omit<StepsToTarget, "variant" | "seeds"> {
  const both = pairs.filter(({ b }) => b !== undefined) as { a: Arrival; b: Arrival }[];
  const of = (read: (pair: { a: Arrival; b: Arrival }) => number) => both.map(read);
  const logs = (read: (pair: { a: Arrival; b: Arrival }) => Arrival) =>
    of((pair) => Math.log(Math.max(1, read(pair).steps))); // at the start already: one step
  const [own, theirs] = [logs(({ b }) => b), logs(({ a }) => a)];
  const sure = both.length < 3 ? { low: NaN, high: NaN } : pairedInterval(own, theirs);
  const average = (values: number[]) => values.length > 0 ? mean(values) : NaN;
  return {
    target: mean(pairs.map(({ target }) => target)),
    reached: both.length,
    baselineSteps: average(of(({ a }) => a.steps)),
    steps: average(of(({ b }) => b.steps)),
    baselineSeconds: average(of(({ a }) => a.seconds)),
    seconds: average(of(({ b }) => b.seconds)),
    ratio: Math.exp(average(own) - average(theirs)),
    low: Math.exp(sure.low),
    high: Math.exp(sure.high),
  };
}
