/** How much of what a cell shows is kept. */
import { UNDRAWN } from "../../show/figure.ts";

/** Of the text that a cell prints, and of each value or error that it shows, this many characters
 * are kept; of a figure or table, which cannot be cut, twenty times as many or nothing. */
export const MOST_CHARACTERS = 1_000_000;

/** The first `most` characters of a text, and how many there were.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(cut("short", 10), "short");
 * assertEquals(cut("0123456789", 4), "0123\n[cut here: 6 more characters]");
 * ```
 */
export function cut(text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most) return text;
  const kept = head(text, most), rest = (text.length - kept.length).toLocaleString("en");
  return `${kept}\n[cut here: ${rest} more characters]`;
}

/** The first `count` characters; one less where that would leave half of one. */
export function head(text: string, count: number): string {
  const half = /[\ud800-\udbff]/.test(text[count - 1] ?? "");
  return text.slice(0, half ? count - 1 : count);
}

/** The representations of a value as a notebook keeps them: a long text cut, and a note in place of
 * what is too large. */
export function cutBundle(data: unknown): Record<string, unknown> {
  if (typeof data !== "object" || data === null) return { "text/plain": cut(String(data)) };
  const kept: Record<string, unknown> = {}, notes: string[] = [];
  for (const [type, value] of Object.entries(data)) {
    const size = typeof value === "string" ? value.length : JSON.stringify(value)?.length ?? 0;
    if (type === "text/plain") kept[type] = cut([value].flat().join(""));
    else if (size <= 20 * MOST_CHARACTERS || type === UNDRAWN) kept[type] = value;
    else notes.push(`[left out: ${type} of ${size.toLocaleString("en")} characters]`);
  }
  if (notes.length) kept["text/plain"] = [kept["text/plain"] ?? [], notes].flat().join("\n");
  return kept;
}
