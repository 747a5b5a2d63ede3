/** Numbers and text as a table shows them. */
import { settingText } from "./marks/axes.ts";

/** Text that is safe inside HTML, in attributes too. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** One column's cells as text. Numbers of a column share their number of decimals, so that they can be
 * compared at a glance; it is what gives the largest of them `digits` significant digits.
 *
 * What is missing (null, undefined, NaN) is "–"; lists are JSON, settings words.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(formatColumn([.57431, .6, NaN]), ["0.5743", "0.6000", "–"]);
 * assertEquals(formatColumn([16, 1024]), ["16", "1024"]);
 * assertEquals(formatColumn([1e-3, 1e-4]), ["0.0010", "0.0001"]);
 * ```
 */
export function formatColumn(cells: readonly unknown[], digits = 4): string[] {
  const numbers = cells.filter((cell): cell is number =>
    typeof cell === "number" && Number.isFinite(cell)
  );
  const write = numberFormat(numbers, digits);
  return cells.map((cell) => {
    if (cell === null || cell === undefined || Number.isNaN(cell)) return "–";
    if (typeof cell === "number") return Number.isFinite(cell) ? write(cell) : String(cell);
    return settingText(cell);
  });
}

/** How all of `numbers` are to be written. */
function numberFormat(numbers: readonly number[], digits: number): (value: number) => string {
  if (numbers.every(Number.isInteger)) return String;
  const sizes = numbers.map(Math.abs).filter((size) => size > 0);
  const largest = Math.max(...sizes), smallest = Math.min(...sizes);
  if (largest / smallest > 1e5 || largest < 1e-5) return (value) => shortest(value, digits);
  const magnitude = Math.floor(Math.log10(largest)); // .57 → −1, 12.3 → 1
  let decimals = Math.min(8, Math.max(0, digits - 1 - magnitude));
  // zeros that end every number say nothing, unless the numbers are all one digit longer than needed
  const needless = (count: number) =>
    numbers.every((value) => Number(value.toFixed(count)) === Number(value.toFixed(decimals)));
  let kept = decimals;
  while (kept > 1 && needless(kept - 1)) kept--;
  decimals = kept;
  return (value) => value.toFixed(decimals);
}

const shortest = (value: number, digits: number): string =>
  String(Number(value.toPrecision(digits)));
