/** Successive halving: many settings for a short time, the best of them for longer, and so on. */
import { InputError } from "../../core/errors.ts";
import type { Settings } from "../runs/record.ts";
import { type Candidate, type Plan, settingsOf, type Space } from "./space.ts";

/** Settings of {@linkcode halving}. */
export interface HalvingSettings {
  /** The setting that costs: "epochs", or "rows". */
  readonly resource?: string;
  /** Budget of the first rung, which all settings get. */
  readonly minimum: number;
  /** What the last few get. */
  readonly maximum: number;
  /** One of `eta` goes on to the next rung, which gives each `eta` times as much. */
  readonly eta?: number;
}

/** Trains every candidate with `minimum` of the resource, the best 1/η of them with η times as much, and so
 * on up to `maximum`. At least one candidate reaches each rung. Each rung trains from the start, so that
 * a record can be repeated from its settings alone and a schedule over all epochs keeps its meaning.
 *
 * ASHA (Li et al. 2020) promotes whoever is among the best 1/η *so far*, which keeps workers busy but makes
 * the outcome depend on who finishes first. Here a candidate goes on as soon as it is certain to be among
 * the best 1/η of its whole rung: it has fewer than k − (number still running) above it. So the next rung
 * begins before the last one has ended, and the outcome is that of synchronous halving (Jamieson &
 * Talwalkar 2016) whatever the number of workers. Equal scores: the earlier candidate goes on.
 *
 * @param space a grid or random draws that do not set the resource themselves
 * @throws {InputError} on a range or an eta that makes no rungs
 * @see Li, L. et al. (2020). A system for massively parallel hyperparameter tuning. MLSys.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { grid } from "./space.ts";
 * const plan = halving(grid({ dropout: [0, .1, .2] }), { minimum: 2, maximum: 6 }).plan(new Rng(1));
 * for (const candidate of plan.ready()) plan.report(candidate, -Number(candidate.settings.dropout));
 * assertEquals(plan.ready()[0].settings, { dropout: 0, epochs: 6 });
 * ```
 */
export function halving(
  space: Space,
  { resource = "epochs", minimum, maximum, eta = 3 }: HalvingSettings,
): Space {
  const whole = Number.isInteger(minimum) && Number.isInteger(maximum);
  if (!(whole && minimum >= 1 && minimum < maximum && eta > 1)) {
    throw new InputError("halving cannot make rungs of this", {
      found: `minimum ${minimum}, maximum ${maximum}, eta ${eta}`,
      expected: "whole numbers 1 ≤ minimum < maximum, and eta > 1",
    });
  }
  const resources: number[] = [];
  for (let r = minimum; Math.round(r) < maximum; r *= eta) resources.push(Math.round(r));
  resources.push(maximum);
  return {
    fewer(most) {
      const shorter = resource === "epochs" ? Math.min(maximum, most.epochs) : maximum;
      const rungs = { resource, minimum, maximum: Math.max(shorter, minimum + 1), eta };
      return halving(space.fewer?.(most) ?? space, rungs);
    },
    plan(rng) {
      const settings = settingsOf(space, rng);
      if (settings.some((each) => resource in each)) {
        throw new InputError(`halving sets ${resource} itself; the space must not`);
      }
      const known = new Map<number, Candidate>();
      return new HalvingPlan(settings.length, eta, resources.length, (config, rung) => {
        const index = rung * settings.length + config, own = known.get(index);
        if (own) return own; // the same object, so that what it costs is asked once
        const made = { index, settings: { ...settings[config], [resource]: resources[rung] } };
        known.set(index, made);
        return made;
      });
    },
  };
}

interface Rung {
  /** How many will be trained here; an upper bound until the rung below has ended. */
  entrants: number;
  /** How many have reported, failed or not. */
  ended: number;
  /** Those that did not fail, best first, of equals the earlier. */
  readonly ranked: { readonly config: number; readonly score: number }[];
  readonly promoted: Set<number>;
}

class HalvingPlan implements Plan {
  readonly #rungs: Rung[] = [];
  readonly #configs: number;
  readonly #candidate: (config: number, rung: number) => Candidate;
  #ready: Candidate[];

  constructor(
    configs: number,
    eta: number,
    rungs: number,
    candidate: (config: number, rung: number) => Candidate,
  ) {
    this.#configs = configs;
    this.#candidate = candidate;
    for (let r = 0, entrants = configs; r < rungs; r++) {
      this.#rungs.push({ entrants, ended: 0, ranked: [], promoted: new Set() });
      entrants = Math.max(1, Math.floor(entrants / eta));
    }
    this.#ready = Array.from({ length: configs }, (_, config) => candidate(config, 0));
  }

  get total(): number {
    return this.#rungs.reduce((sum, rung) => sum + rung.entrants, 0);
  }

  ready(): Candidate[] {
    return this.#ready.splice(0);
  }

  report({ index }: Candidate, score: number | undefined): void {
    const r = Math.floor(index / this.#configs), rung = this.#rungs[r];
    rung.ended++;
    if (score !== undefined && !Number.isNaN(score)) {
      insert(rung.ranked, { config: index % this.#configs, score });
    }
    this.#promote(r);
  }

  upcoming(): Settings[] {
    return this.#rungs.slice(1).flatMap((rung, r) => {
      const length = rung.entrants - this.#rungs[r].promoted.size;
      // nobody knows who: take some from all over the list
      const config = (i: number) => Math.floor((i + .5) / length * this.#configs);
      return Array.from({ length }, (_, i) => this.#candidate(config(i), r + 1).settings);
    });
  }

  #promote(r: number): void {
    const rung = this.#rungs[r], next = this.#rungs[r + 1];
    if (!next) return;
    const running = rung.entrants - rung.ended, { ranked } = rung;
    // when too many failed, fewer go on; the rungs above must know, or they wait for them
    if (running === 0 && ranked.length < next.entrants) {
      for (const above of this.#rungs.slice(r + 1)) {
        above.entrants = Math.min(above.entrants, ranked.length);
      }
    }
    const certain = Math.min(ranked.length, next.entrants - running);
    for (let i = 0; i < certain && rung.promoted.size < certain; i++) {
      const { config } = ranked[i];
      if (rung.promoted.has(config)) continue;
      rung.promoted.add(config);
      this.#ready.push(this.#candidate(config, r + 1));
    }
    if (running === 0) this.#promote(r + 1);
  }
}

/** Puts a score into its place, by halving the list. */
function insert(ranked: Rung["ranked"], entry: Rung["ranked"][number]): void {
  let low = 0, high = ranked.length;
  while (low < high) {
    const middle = (low + high) >> 1, other = ranked[middle];
    const before = other.score > entry.score ||
      (other.score === entry.score && other.config < entry.config);
    if (before) low = middle + 1;
    else high = middle;
  }
  ranked.splice(low, 0, entry);
}
