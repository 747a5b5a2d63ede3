/** Texts from anywhere in Markdown. */

/** A text as Markdown that shows just this text, in a paragraph, a list or a table: no links, formulas, tags or headings
 * come of it. Marks that are none where they stand (`data_EDM`, `r&b`) stay as they are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(escapeMarkdown("data_EDM.csv: r&b, *pop*"), "data_EDM.csv: r&b, \\*pop\\*");
 * assertEquals(escapeMarkdown("https://x.org"), "https\\://x.org");
 * ```
 */
export function escapeMarkdown(text: string): string {
  const line = text.toWellFormed().replace(/[\s\p{Cc}]+/gu, " ").trim()
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd"); // they would turn the rest of the line around
  return line
    .replace(/[\\`*[\]<>|~$]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/:(?=\/\/)|@(?=[\w-]+\.)|(?<=\bwww)\./gi, "\\$&")
    .replace(/^[#+=-]|(?<=^\d{1,9})[.)]/, "\\$&");
}
