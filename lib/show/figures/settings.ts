/** Values of settings as axes need them: as text, without repeats, in order. */

/** A setting's value in a label: "[64,32]", "true", "0.001". */
export function settingText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
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
