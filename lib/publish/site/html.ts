/** HTML with everything escaped that is not markup already: hono's tagged template. */
import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { escapeHtml } from "../../show/format.ts";

export { html, raw } from "hono/html";

/** Markup; a promise of it where a part is one. `String(await markup)` is its text. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Attributes for a tag, each with a space before it; those that are undefined or false are left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(String(attributes({ id: 'a"b', open: true, hidden: false })), ' id="a&quot;b" open');
 * ```
 */
export function attributes(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
) {
  const texts = Object.entries(values).map(([name, value]) =>
    value === undefined || value === false
      ? ""
      : value === true
      ? ` ${name}`
      : ` ${name}="${escapeHtml(String(value))}"`
  );
  return raw(texts.join(""));
}

/** A text as an address's last part or anchor: letters and digits of any script, joined by hyphens.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(slug("What is `EDM`, and why?"), "what-is-edm-and-why");
 * assertEquals(slug("<script>"), "script");
 * assertEquals(slug("🎵"), "part");
 * ```
 */
export function slug(text: string): string {
  const words = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}_]+/gu);
  return words?.join("-").slice(0, 80) ?? "part";
}

/** Gives every table of a page a name of its own: the second "Scores" becomes "Scores (2)", the first without a name
 * "Table". A reader who jumps from region to region hears nothing else of them. */
export const uniqueNames = (): (wished: string) => string =>
  unique((wished) => wished || "Table", (name, n) => `${name} (${n})`);

/** Gives every text a slug of its own: the second "Reading" becomes "reading-2". */
export const uniqueSlugs = (): (text: string) => string =>
  unique(slug, (name, n) => `${name}-${n}`);

/** Names that nobody had before, whatever their case: the wished one, or the first numbered one that is free. */
function unique(
  nameOf: (wished: string) => string,
  numbered: (name: string, n: number) => string,
): (wished: string) => string {
  const used = new Set<string>();
  return (wished) => {
    const name = nameOf(wished);
    let own = name;
    for (let n = 2; used.has(own.toLowerCase()); n++) own = numbered(name, n);
    used.add(own.toLowerCase());
    return own;
  };
}
