/** Values of settings as axes need them: as text, without repeats, in order. */

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
