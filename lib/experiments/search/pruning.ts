/** Median pruning: a training that lags behind half of those before it ends early. */
import { InputError } from "../../core/errors.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { mean, median } from "../../core/statistics.ts";
import type { Run, Settings } from "../runs/record.ts";
import type { Candidate, Plan, Space } from "./space.ts";

/** Settings of {@linkcode medianPruning}. */
export interface PruningSettings {
  /** After which epochs it is looked. */
  readonly at: readonly number[];
  /** How many trials must have come so far, before others are held to them. */
  readonly startup?: number;
  /** So many trials may run at once: each is held to those that were handed out so many, less one, before it. */
  readonly parallel?: number;
}

/** Ends a training after the epochs `at` unless its best figure so far (the setting `monitor`) is at least the median of
 * the best figures that earlier trials had by then. What it must reach stands in its settings, as `milestones`, so that a
 * record can be repeated from its settings alone, and is known before it starts: the search is the same whatever the
 * number of workers.
 *
 * @param space random draws, a grid or `tpe`; not `halving`, whose trainings are short already
 * @throws {InputError} on epochs that are none, and on a space that sets milestones itself
 * @see Golovin, D. et al. (2017). Google Vizier: a service for black-box optimization, section 3.2.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { grid } from "./space.ts";
 * const space = medianPruning(grid({ dropout: [0, .1] }), { at: [2], startup: 1, parallel: 1 });
 * const plan = space.plan(new Rng(1)), [first] = plan.ready();
 * const run = { ...smallRun({}, { accuracy: .5 }), curve: { validationLoss: [1.5, 1.25, 1] } };
 * plan.report(first, .5, [run]);
 * assertEquals(plan.ready()[0].settings, { dropout: .1, milestones: { 2: 1.25 } });
 * ```
 */
export function medianPruning(space: Space, given: PruningSettings): Space {
  const settings = withDefaults({ at: [], startup: 5, parallel: 4 }, given);
  const whole = { least: 1, whole: true } as const;
  checkSettings(settings, { startup: whole, parallel: whole }, "medianPruning");
  const { at } = settings;
  if (at.length === 0 || !at.every((epoch) => Number.isInteger(epoch) && epoch > 0)) {
    throw new InputError("medianPruning looks after no epoch", {
      found: `at: [${at.join(", ")}]`,
      expected: "whole numbers from 1, such as at: [5, 10, 20]",
    });
  }
  return {
    ...space.fewer && { fewer: (most) => medianPruning(space.fewer!(most), given) },
    plan: (rng) => new PrunedPlan(space.plan(rng), settings),
  };
}

class PrunedPlan implements Plan {
  readonly #inner: Plan;
  readonly #settings: Required<PruningSettings>;
  /** Handed out by the space, and not yet by this. */
  readonly #waiting: Candidate[] = [];
  /** In the order in which they were handed out: of each its best figure by the epochs `at`; undefined while it runs. */
  readonly #figures: (readonly number[] | undefined)[] = [];
  readonly #places = new Map<number, number>();

  constructor(inner: Plan, settings: Required<PruningSettings>) {
    this.#inner = inner;
    this.#settings = settings;
  }

  get total(): number {
    return this.#inner.total;
  }

  ready(): Candidate[] {
    const { parallel } = this.#settings, ready: Candidate[] = [];
    this.#waiting.push(...this.#inner.ready());
    while (this.#waiting.length > 0) {
      const known = Math.max(0, this.#figures.length - parallel + 1);
      const earlier = this.#figures.slice(0, known);
      if (earlier.includes(undefined)) break;
      const candidate = this.#waiting.shift()!;
      ready.push({ ...candidate, settings: this.#held(candidate, earlier as number[][]) });
      this.#places.set(candidate.index, this.#figures.length);
      this.#figures.push(undefined);
    }
    return ready;
  }

  report(candidate: Candidate, score: number | undefined, runs: readonly Run[] = []): void {
    const { at } = this.#settings;
    const did = score === undefined ? [] : runs;
    this.#figures[this.#places.get(candidate.index)!] = at.map((epoch) => bestBy(did, epoch));
    this.#inner.report(candidate, score, runs);
  }

  upcoming(): Settings[] {
    return [...this.#waiting.map(({ settings }) => settings), ...this.#inner.upcoming()];
  }

  /** The candidate's settings with what earlier trials had reached: figures are losses, or accuracies below 0. */
  #held({ settings }: Candidate, earlier: readonly (readonly number[])[]): Settings {
    if ("milestones" in settings) {
      throw new InputError("medianPruning sets milestones itself; the space must not");
    }
    const milestones = this.#settings.at.flatMap((epoch, i) => {
      const figures = earlier.map((each) => each[i]).filter(Number.isFinite);
      if (figures.length < this.#settings.startup) return [];
      // to so many digits that a machine which rounds otherwise comes to the same settings
      return [[epoch, Number(Math.abs(median(figures)).toPrecision(4))]];
    });
    return milestones.length > 0
      ? { ...settings, milestones: Object.fromEntries(milestones) }
      : settings;
  }
}

/** The best monitored figure up to an epoch, the mean over seeds; an accuracy is turned, so that less is better. NaN where
 * a run has not come so far. */
function bestBy(runs: readonly Run[], epoch: number): number {
  if (runs.length === 0) return NaN;
  return mean(runs.map(({ settings, curve = {} }) => {
    const isAccuracy = settings.monitor === "validationAccuracy" && "validationAccuracy" in curve;
    const name = isAccuracy ? "validationAccuracy" : "validationLoss";
    const figures = curve[name] ?? curve.loss ?? [];
    if (figures.length < epoch) return NaN;
    const so = figures.slice(0, epoch);
    return isAccuracy ? -Math.max(...so) : Math.min(...so);
  }));
}
