/** Random quantities to draw settings from. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";

/** A random quantity to draw a setting from. */
export interface Distribution {
  /** One value, drawn with `rng`. */
  sample(rng: Rng): unknown;
  /** What values there are: for searches that learn where good ones lie. */
  readonly domain?: Domain;
}

/** The values that a setting may have. */
export type Domain = NumberDomain | ChoiceDomain;

/** Numbers from `low` to `high`. */
export interface NumberDomain {
  /** The smallest. */
  readonly low: number;
  /** The largest. */
  readonly high: number;
  /** Whether equal steps or equal ratios are equally likely. */
  readonly scale: "linear" | "log";
  /** Whole numbers alone. */
  readonly whole: boolean;
}

/** A few values, in no order. */
export interface ChoiceDomain {
  /** All of them. */
  readonly values: readonly unknown[];
}

/** Whether a parameter is drawn, and not a value that stays as it is. */
export const isDistribution = (value: unknown): value is Distribution =>
  typeof (value as Distribution | null)?.sample === "function";

function checkRange(name: string, low: number, high: number, lowest = -Infinity): void {
  if (!(low < high && low >= lowest && Number.isFinite(low) && Number.isFinite(high))) {
    throw new InputError(`${name} needs two numbers in order`, {
      found: `${low}, ${high}`,
      expected: Number.isFinite(lowest) ? "0 < low < high" : "low < high",
    });
  }
}

/** Every number in [low, high) equally likely.
 *
 * @throws {InputError} when not low < high, or one is not finite
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const dropout = uniform(.1, .5).sample(new Rng(1)) as number;
 * assert(dropout >= .1 && dropout < .5);
 * ```
 */
export function uniform(low: number, high: number): Distribution {
  checkRange("uniform", low, high);
  return {
    domain: { low, high, scale: "linear", whole: false },
    sample: (rng) => low + (high - low) * rng.uniform(),
  };
}

/** Every order of magnitude in [low, high) equally likely: for learning rates and weight decay.
 *
 * @throws {InputError} when not 0 < low < high, or one is not finite
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const rng = new Rng(1), rate = logUniform(1e-5, 1e-1);
 * const small = Array.from({ length: 1000 }, () => rate.sample(rng) as number).filter((r) => r < 1e-3);
 * assert(Math.abs(small.length - 500) < 50); // two of the four orders of magnitude
 * ```
 */
export function logUniform(low: number, high: number): Distribution {
  checkRange("logUniform", low, high, Number.MIN_VALUE);
  return {
    domain: { low, high, scale: "log", whole: false },
    sample: (rng) => low * (high / low) ** rng.uniform(),
  };
}

/** Every whole number from `low` to `high`, both included, equally likely.
 *
 * @throws {InputError} when there are not two whole numbers from low to high
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const rng = new Rng(1), layers = integer(1, 3);
 * const seen = new Set(Array.from({ length: 50 }, () => layers.sample(rng)));
 * assertEquals([...seen].sort(), [1, 2, 3]);
 * ```
 */
export function integer(low: number, high: number): Distribution {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  checkRange("integer", first, last);
  return {
    domain: { low: first, high: last, scale: "linear", whole: true },
    sample: (rng) => first + rng.int(last - first + 1),
  };
}

/** One of the values, each equally likely.
 *
 * @throws {InputError} on no values
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const activation = oneOf("relu", "gelu").sample(new Rng(1)) as string;
 * assert(["relu", "gelu"].includes(activation));
 * ```
 */
export function oneOf(...values: unknown[]): Distribution {
  if (values.length === 0) throw new InputError("oneOf has no values");
  return { domain: { values }, sample: (rng) => rng.choice(values) };
}
