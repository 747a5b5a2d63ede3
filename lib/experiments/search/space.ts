/** Which settings a search tries: every combination, or random draws. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { checkSetting } from "../../core/settings.ts";
import { canonicalJson } from "../runs/canonical.ts";
import type { Quick } from "../quick.ts";
import { isDistribution } from "./distributions.ts";
import type { Label, Run, Settings } from "../runs/record.ts";

/** One set of settings to try. */
export interface Candidate {
  /** Its place in the order of the results, whenever it is run. */
  readonly index: number;
  /** What it sets; the search's base has the rest. */
  readonly settings: Settings;
  /** What its records are known by, beside the search's own label. */
  readonly label?: Label;
}

/** Hands out candidates, and may look at how earlier ones did. What it hands out in the end must not
 * depend on the order in which they are reported. */
export interface Plan {
  /** How many candidates there will be. */
  readonly total: number;
  /** Those that can start now and were not handed out before. */
  ready(): Candidate[];
  /** Takes in how a candidate did.
   * @param score larger is better; undefined when it failed
   * @param runs its runs, one per seed, where there are any */
  report(candidate: Candidate, score: number | undefined, runs?: readonly Run[]): void;
  /** Settings that cost as much as those still to be chosen: for saying how long it will take. */
  upcoming(): Settings[];
}

/** The settings that a search tries. */
export interface Space {
  /** A plan of its own for one search, drawn with `rng`. */
  plan(rng: Rng): Plan;
  /** The same, smaller: what a quick study searches. */
  fewer?(most: Quick): Space;
}

/** The settings that a space tries first: all of them, where it does not look at how earlier ones did.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * assertEquals(settingsOf(grid({ batchSize: [16, 64] }), new Rng(1)), [{ batchSize: 16 }, { batchSize: 64 }]);
 * ```
 */
export const settingsOf = (space: Space, rng: Rng): Settings[] =>
  space.plan(rng).ready().map(({ settings }) => settings);

/** Exactly these settings, in this order: for what is neither a grid nor random.
 *
 * @param settings a list, or how to make one
 * @param labels one for each
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const space = listed([{ layers: [64] }, { layers: [128], dropout: .1 }]);
 * assertEquals(settingsOf(space, new Rng(1))[1], { layers: [128], dropout: .1 });
 * ```
 */
export function listed(
  settings: readonly Settings[] | ((rng: Rng) => Settings[]),
  labels?: readonly Label[],
): Space {
  const list = typeof settings === "function" ? settings : () => [...settings];
  return {
    plan(rng) {
      const candidates = list(rng).map((settings, index) => ({
        index,
        settings,
        ...(labels && { label: labels[index] }),
      }));
      return {
        total: candidates.length,
        ready: () => candidates.splice(0),
        report() {},
        upcoming: () => [],
      };
    },
  };
}

/** Every combination of the values given, the last parameter varying fastest.
 *
 * @throws {InputError} on a parameter without values or with one value twice
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const settings = settingsOf(grid({ batchSize: [16, 64], layers: [[64, 32], [128]] }), new Rng(1));
 * assertEquals(settings.length, 4);
 * assertEquals(settings[1], { batchSize: 16, layers: [128] });
 * ```
 */
export const grid = (values: Readonly<Record<string, readonly unknown[]>>): Space =>
  listed(combinations(values));

/** The settings of a {@linkcode grid}; of no values the empty ones. */
export function combinations(values: Readonly<Record<string, readonly unknown[]>>): Settings[] {
  let settings: Settings[] = [{}];
  for (const [name, options] of Object.entries(values)) {
    if (!Array.isArray(options) || options.length === 0) {
      throw new InputError(`grid: ${name} has no values`, {
        found: options,
        expected: "a list of the values to try",
      });
    }
    const texts = options.map((option) => canonicalJson(option, name));
    const twice = texts.find((text, i) => texts.indexOf(text) < i);
    if (twice) throw new InputError(`grid: ${name} has a value twice`, { found: twice });
    settings = settings.flatMap((rest) => options.map((option) => ({ ...rest, [name]: option })));
  }
  return settings;
}

/** Independent draws: each parameter a distribution, or a value that stays as it is. The first `n` of
 * many trials are the same as `n` trials, and a new parameter changes no other's draws.
 *
 * @param trials how many different settings
 * @throws {InputError} when `trials` is no whole number from 1, or there are fewer different settings
 * @see Bergstra, J. & Bengio, Y. (2012). Random search for hyper-parameter optimization. JMLR 13.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { logUniform, oneOf } from "./distributions.ts";
 * const space = random({ learningRate: logUniform(1e-4, 1e-1), layers: oneOf([64], [128]) }, { trials: 8 });
 * assert(settingsOf(space, new Rng(1)).every((s) => Number(s.learningRate) < 0.1));
 * ```
 */
export function random(
  parameters: Readonly<Record<string, unknown>>,
  { trials }: { trials: number },
): Space {
  checkSetting("random: trials", trials, { least: 1, whole: true });
  const draw = (rng: Rng): Settings =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        isDistribution(value) ? value.sample(rng.fork(name)) : value,
      ]),
    );
  const space = listed((rng) => {
    const settings = new Map<string, Settings>();
    for (let trial = 0; trial < trials; trial++) {
      // a draw seen before teaches nothing new: draw again, but not for ever
      for (let again = 0; settings.size === trial; again++) {
        if (again === 1000) {
          throw new InputError("random: not as many different settings as trials", {
            found: `${settings.size} settings`,
            expected: `${trials}, or a grid of the few there are`,
          });
        }
        const drawn = draw(rng.fork(`trial ${trial}`).fork(again));
        settings.set(canonicalJson(drawn), drawn);
      }
    }
    return [...settings.values()];
  });
  return {
    ...space,
    fewer: (most) => random(parameters, { trials: Math.min(trials, most.trials) }),
  };
}
