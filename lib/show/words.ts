/** What a study calls things: said once, when it is opened, and read by every figure. */

/** A study's own words. */
export interface Words {
  /** What a row is, in the plural: "tracks". */
  readonly rows: string;
  /** What is told of a row: "genre". */
  readonly task: string;
  /** Classes that have a colour of their own, as `#rrggbb`. */
  readonly colours: Readonly<Record<string, string>>;
  /** What columns are measured in: "BPM". */
  readonly units: Readonly<Record<string, string>>;
}

let current: Words = { rows: "rows", task: "class", colours: {}, units: {} };

/** The words in use.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(typeof words().task, "string");
 * ```
 */
export const words = (): Words => current;

/** Uses a study's words from here on.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const before = words();
 * useWords({ rows: "songs", task: "mood", colours: { calm: "#0072b2" }, units: {} });
 * assertEquals(words().task, "mood");
 * useWords(before);
 * ```
 */
export function useWords(study: Words): void {
  current = study;
}
