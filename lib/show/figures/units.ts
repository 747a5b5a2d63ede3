/** What columns, settings and scores are measured in: for the labels of axes. */
import { METRICS } from "../../evaluation/metrics/registry.ts";
import { words } from "../words.ts";

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
