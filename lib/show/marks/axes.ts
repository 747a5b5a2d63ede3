/** Axes: what is written on them, and where their numbers stand. */
import { METRICS } from "../../evaluation/metrics/registry.ts";
import type { Part } from "../spec.ts";
import { words } from "../words.ts";

/** An axis of names, the first on top. */
export const NAMES: Part = {
  ...{ type: "category", autorange: "reversed", showgrid: false, tickcolor: "white" },
};

/** An axis that is not seen. */
export const HIDDEN: Part = { showgrid: false, showline: false, showticklabels: false, ticks: "" };

/** From 0 with at most six ticks, all at whole epochs. */
export function epochAxis(last: number): Part {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500].find((step) => last / step <= 6);
  return { rangemode: "tozero", tick0: 0, dtick: step ?? Math.ceil(last / 6) };
}

/** A logarithmic axis whose numbers do not crowd: the values themselves where they are few and shown as
 * dots, else powers of ten, with 2 and 5 between them over less than three decades. */
export function logAxis(values: readonly ArrayLike<number>[], dots = false): Part {
  const distinct = [...new Set(values.flatMap((list) => Array.from(list)))]
    .filter((value) => value > 0);
  if (dots && distinct.length <= 10) {
    const tickvals = distinct.sort((a, b) => a - b);
    return { type: "log", tickvals, ticktext: tickvals.map(String) };
  }
  const low = Math.min(...distinct), high = Math.max(...distinct);
  if (high / low >= 1000) return { type: "log", dtick: 1, exponentformat: "power", tickangle: 0 };
  const tickvals: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    tickvals.push(...[1, 2, 5].map((digit) => Number((digit * 10 ** power).toPrecision(1))));
  }
  return { type: "log", tickvals, ticktext: tickvals.map(String) };
}

/** From the lowest to the highest value, and some more at both ends. */
export function padded(values: readonly number[], share: number): [number, number] {
  const low = Math.min(...values), high = Math.max(...values);
  const more = (high - low || Math.abs(high) || 1) * share;
  return [low - more, high + more];
}

const UNITS: Readonly<Record<string, string>> = {
  learningRate: "per step",
};

/** A column's or score's name, with its unit where one is known: "seconds (s)".
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(withUnit("seconds"), "seconds (s)");
 * assertEquals(withUnit("macroF1"), "macroF1");
 * ```
 */
export function withUnit(name: string): string {
  const unit = words().units[name] ?? UNITS[name] ?? METRICS.get(name)?.unit;
  return unit ? `${name} (${unit})` : name;
}

/** A setting's value in a label: "[64,32]", "true", "0.001", "periodic, sigma 0.3".
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(settingText({ kind: "periodic", sigma: .3 }), "periodic, sigma 0.3");
 * ```
 */
export function settingText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return JSON.stringify(value);
  const { kind, ...others } = value as Record<string, unknown>;
  const sorted = Object.entries(others).sort(([a], [b]) => a < b ? -1 : 1); // records sort them, too
  return [
    ...kind === undefined ? [] : [settingText(kind)],
    ...sorted.map(([name, part]) => `${name} ${settingText(part)}`),
  ].join(", ");
}

/** The distinct values, undefined left out: numbers by size, anything else in order of appearance.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(distinct([64, 16, undefined, 64]), [16, 64]);
 * ```
 */
export function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) if (value !== undefined) seen.set(settingText(value), value);
  const found = [...seen.values()];
  return found.every((value) => typeof value === "number")
    ? found.sort((a, b) => Number(a) - Number(b))
    : found;
}
