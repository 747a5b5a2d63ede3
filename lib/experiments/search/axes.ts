/** Settings as points: numbers from 0 to 1 along axes of equal measure, choices by their place. */
import { InputError } from "../../core/errors.ts";
import { canonicalJson } from "../runs/canonical.ts";
import type { Domain } from "./distributions.ts";

/** One setting as an axis. */
export interface Axis {
  /** The setting. */
  readonly name: string;
  /** Of choices, how many; of numbers 0. */
  readonly choices: number;
  /** Of whole numbers, half of what one of them takes of the axis; else 0. */
  readonly half: number;
  /** Where a value lies: a number from 0 to 1, or a choice's place.
   * @throws {InputError} on a value that is not of the axis */
  place(value: unknown): number;
  /** The value there. */
  value(place: number): unknown;
}

/** A domain as an axis: on a log scale equal ratios are equally long. */
export function axisOf(name: string, domain: Domain): Axis {
  const refuse = (value: unknown, expected: string): never => {
    throw new InputError(`a value that the setting ${name} cannot have`, {
      found: value,
      expected,
    });
  };
  if ("values" in domain) {
    const { values } = domain, texts = values.map((value) => canonicalJson(value, name));
    return {
      name,
      choices: values.length,
      half: 0,
      place(value) {
        const at = texts.indexOf(canonicalJson(value, name));
        return at >= 0 ? at : refuse(canonicalJson(value, name), `one of ${texts.join(", ")}`);
      },
      value: (place) => values[place],
    };
  }
  const { low, high, scale, whole } = domain, count = high - low + 1;
  return {
    name,
    choices: 0,
    half: whole ? .5 / count : 0,
    place(value) {
      if (typeof value !== "number" || !(value >= low && value <= high)) {
        return refuse(value, `a number from ${low} to ${high}`);
      }
      if (whole) return (value - low + .5) / count;
      return scale === "log"
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
    },
    value(place) {
      if (whole) return Math.min(high, low + Math.floor(place * count));
      const at = scale === "log" ? low * (high / low) ** place : low + (high - low) * place;
      return Math.min(high, at); // rounding may lift it
    },
  };
}

/** A setting as an axis of the values that it was given, each with the same share: in order where all are numbers, else
 * as choices. */
export function axisOfValues(name: string, values: readonly unknown[]): Axis {
  if (!values.every((value) => typeof value === "number")) return axisOf(name, { values });
  const sorted = [...values].sort((a, b) => a - b), ranks = axisOf(name, { values: sorted });
  const { length } = sorted;
  return {
    ...ranks,
    choices: 0,
    half: .5 / length,
    place: (value) => (ranks.place(value) + .5) / length,
    value: (place) => sorted[Math.min(length - 1, Math.floor(place * length))],
  };
}
