/** Places in a text: offsets, and lines and columns. All count UTF-16 units, as JavaScript does. */
import type { Position } from "./language_server.ts";

/** The offset of a line and column.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(offsetAt("ab\ncd", { line: 1, character: 1 }), 4);
 * ```
 */
export function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    const next = text.indexOf("\n", start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(start + character, text.length);
}

/** The line and column of an offset.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(placeAt("ab\ncd", 4), { line: 1, character: 1 });
 * ```
 */
export function placeAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}
