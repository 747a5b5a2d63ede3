/** Tree-structured Parzen estimators: draws settings where those that did well lie, and those that did not do not. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { canonicalJson } from "../runs/canonical.ts";
import type { Settings } from "../runs/record.ts";
import { type Axis, axisOf } from "./axes.ts";
import { type Distribution, isDistribution } from "./distributions.ts";
import { type Parzen, parzen } from "./parzen.ts";
import { type Candidate, type Plan, random, settingsOf, type Space } from "./space.ts";

/** Settings of {@linkcode tpe}. */
export interface TpeSettings {
  /** How many different settings are tried. */
  readonly trials: number;
  /** So many of them at first are random draws. */
  readonly startup?: number;
  /** So many may run at once: each is chosen without the scores of so many, less one, before it. */
  readonly parallel?: number;
  /** Draws, of which the most promising is tried. */
  readonly draws?: number;
  /** Whether settings are drawn together, so that what goes with what is seen; else each by itself. */
  readonly multivariate?: boolean;
}

const DEFAULTS = { startup: 10, parallel: 4, draws: 24, multivariate: true };

/** Searches where the earlier trials say that it pays. Of all that are known, the best tenth give a density l of good
 * settings, the others g; of some draws from l the one with the largest l / g is tried next, which is the one of the
 * largest expected improvement.
 *
 * Trial i knows the scores of the trials up to i − `parallel`, whoever else has ended: the search is the same whatever the
 * number of workers, and goes on from its records as it was. Those between count as bad, so that not all of them go to
 * one place.
 *
 * @param parameters each a distribution, or a value that stays as it is
 * @throws {InputError} on settings out of range, a distribution without a domain, or fewer different settings than trials
 * @see Bergstra, J. et al. (2011). Algorithms for hyper-parameter optimization. NeurIPS. Watanabe, S. (2023).
 * Tree-structured Parzen estimator: understanding its algorithm components.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { localRunner } from "../runners/runner.ts";
 * import { logUniform } from "./distributions.ts";
 * import { search } from "./search.ts";
 * const far = ({ rate }: { rate?: number }) => Math.abs(Math.log10(rate!) + 2);
 * const trial = { rows: () => 1, trial: (job: { settings: object }) => ({ scores: { accuracy: -far(job.settings) } }) };
 * const space = tpe({ rate: logUniform(1e-5, 1) }, { trials: 30 });
 * const runs = await search(space, localRunner(trial, {}), { part: "00", name: "doc" });
 * assert(Math.max(...runs.slice(20).map((run) => run.scores.accuracy)) > -.1); // the last ones lie around .01
 * ```
 */
export function tpe(parameters: Readonly<Record<string, unknown>>, given: TpeSettings): Space {
  const settings = withDefaults<Required<TpeSettings>>({ ...DEFAULTS, trials: 0 }, given);
  const whole = { least: 1, whole: true } as const, { trials } = settings;
  checkSettings(
    settings,
    { trials: whole, startup: whole, parallel: whole, draws: whole, multivariate: [true, false] },
    "tpe",
  );
  const drawn = Object.entries(parameters).filter(([, value]) => isDistribution(value));
  const axes = drawn.map(([name, value]) => {
    const { domain } = value as Distribution;
    if (domain) return axisOf(name, domain);
    throw new InputError(`tpe does not know what values ${name} may have`, {
      expected: "uniform, logUniform, integer or oneOf",
    });
  });
  return {
    fewer: (most) => tpe(parameters, { ...settings, trials: Math.min(trials, most.trials) }),
    plan: (rng) => new TpePlan(parameters, axes, settings, rng),
  };
}

/** Where settings did well, and where the others lie. */
interface Densities {
  readonly group: readonly Axis[];
  readonly l: Parzen;
  readonly others: Parzen;
}

class TpePlan implements Plan {
  readonly #parameters: Readonly<Record<string, unknown>>;
  readonly #axes: readonly Axis[];
  readonly #settings: Required<TpeSettings>;
  readonly #rng: Rng;
  readonly #startup: readonly Settings[];
  /** Of every trial handed out, its place on every axis. */
  readonly #points: number[][] = [];
  readonly #seen = new Set<string>();
  /** Scores as reported; −∞ of those that failed. */
  readonly #scores: (number | undefined)[] = [];

  constructor(
    parameters: Readonly<Record<string, unknown>>,
    axes: readonly Axis[],
    settings: Required<TpeSettings>,
    rng: Rng,
  ) {
    this.#parameters = parameters;
    this.#axes = axes;
    this.#settings = settings;
    this.#rng = rng;
    const { startup, trials } = settings;
    this.#startup = settingsOf(random(parameters, { trials: Math.min(startup, trials) }), rng);
  }

  get total(): number {
    return this.#settings.trials;
  }

  ready(): Candidate[] {
    const { trials, parallel } = this.#settings, ready: Candidate[] = [];
    for (let i = this.#points.length; i < trials; i++) {
      const isStartup = i < this.#startup.length;
      const known = isStartup ? 0 : Math.max(0, i - parallel + 1);
      for (let j = 0; j < known; j++) if (this.#scores[j] === undefined) return ready;
      const settings = isStartup ? this.#startup[i] : this.#next(i, known);
      this.#points.push(this.#axes.map((axis) => axis.place(settings[axis.name])));
      this.#seen.add(canonicalJson(settings));
      ready.push({ index: i, settings });
    }
    return ready;
  }

  report({ index }: Candidate, score: number | undefined): void {
    this.#scores[index] = score === undefined || Number.isNaN(score) ? -Infinity : score;
  }

  upcoming(): Settings[] {
    const left = this.#settings.trials - this.#points.length;
    return Array.from({ length: left }, (_, i) => this.#startup[i % this.#startup.length]);
  }

  /** The settings of trial `i`, from the first `known` scores. */
  #next(i: number, known: number): Settings {
    const rng = this.#rng.fork(`trial ${i}`), points = this.#points;
    const order = Array.from({ length: known }, (_, j) => j)
      .sort((a, b) => this.#scores[b]! - this.#scores[a]! || a - b);
    const many = Math.min(25, Math.ceil(known / 10)), good = order.slice(0, many);
    const bad = [...order.slice(many), ...points.keys().drop(known)];
    const densities = this.#densities(good.map((j) => points[j]), bad.map((j) => points[j]));
    // as a last resort anything at all: what is left may lie where nothing draws
    for (let again = 0; again < 1000; again++) {
      const draw = rng.fork(again);
      const place = again < 100
        ? this.#promising(densities, draw)
        : this.#axes.map(({ choices }) => choices > 0 ? draw.int(choices) : draw.uniform());
      const settings = this.#at(place);
      if (!this.#seen.has(canonicalJson(settings))) return settings;
    }
    throw new InputError("tpe: not as many different settings as trials", {
      found: `${i} settings`,
      expected: `${this.#settings.trials}, or a grid of the few there are`,
    });
  }

  /** Of good settings and of others, for axes that are drawn together. */
  #densities(good: number[][], bad: number[][]): Densities[] {
    const { multivariate } = this.#settings, axes = this.#axes;
    const groups = multivariate ? [axes] : axes.map((axis) => [axis]);
    return groups.map((group, g) => {
      const of = (points: number[][]) =>
        parzen(group, multivariate ? points : points.map((point) => [point[g]]));
      return { group, l: of(good), others: of(bad) };
    });
  }

  #promising(densities: readonly Densities[], rng: Rng): number[] {
    return densities.flatMap(({ group, l, others }, g) => {
      const stream = rng.fork(`draws ${g}`);
      let best: number[] = [], highest = -Infinity;
      for (let k = 0; k < this.#settings.draws; k++) {
        const point = snapped(l.sample(stream), group);
        const ratio = l.logDensity(point) - others.logDensity(point);
        if (ratio > highest) [best, highest] = [point, ratio];
      }
      return best;
    });
  }

  #at(place: readonly number[]): Settings {
    const drawn = this.#axes.map(({ name, value }, a) => [name, value(place[a])]);
    return { ...this.#parameters, ...Object.fromEntries(drawn) };
  }
}

/** A point as its settings have it: whole numbers lie in the middle of what is rounded to them. */
const snapped = (point: readonly number[], axes: readonly Axis[]): number[] =>
  point.map((place, a) => axes[a].half > 0 ? axes[a].place(axes[a].value(place)) : place);
