/** Texts in figures as they are written. Plotly takes `<b>`, `<br>`, `<a href=…>` and `&lt;` in any text of a figure for
 * markup, be it a genre's name or a track's title. */
import type { Part } from "./spec.ts";

/** Text whose tags Plotly is to obey. */
export class Markup {
  /** @param text as Plotly is to have it */
  constructor(readonly text: string) {}
}

/** What no SVG may hold (control characters, halves of a character) or would turn its neighbours around. */
const UNDRAWABLE = /(?![\t\n\r])[\p{Cc}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;

/** Names that every object has: Plotly would not find a category of such a name in its own table. */
const isInherited = (text: string) => text === "__proto__" || text in {};

/** A text so that Plotly shows just this text. */
const literal = (text: string): string =>
  isInherited(text) ? `${text}\u200b` : text.toWellFormed().replace(UNDRAWABLE, "\ufffd")
    .replace(/&(?=#?\w+;)/g, "&amp;").replace(/</g, "&lt;");

/** Text with markup: the tags of the template count, those in its values do not.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(spelledOut({ text: markup`<b>${"<i> &amp;"}</b>` }), { text: "<b>&lt;i> &amp;amp;</b>" });
 * ```
 */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map((value) => literal(String(value)))));
}

/** A hover template whose `%{…}` and tags count, but for those in its values. */
export function hoverTemplate(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  const safe = values.map((value) => literal(String(value)).replaceAll("%{", "&#37;{"));
  return String.raw({ raw: parts }, ...safe);
}

const isText = (value: unknown) =>
  typeof value === "object" ? value !== null : typeof value === "string";

/** A trace or layout with every text in it {@linkcode literal}, but for {@linkcode markup} and templates. */
export function spelledOut<T extends Part>(part: T): T {
  return Object.fromEntries(
    Object.entries(part).map((
      [key, value],
    ) => [key, /template$/.test(key) ? value : spelled(value)]),
  ) as T;
}

function spelled(value: unknown): unknown {
  if (typeof value === "string") return literal(value);
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.some(isText) ? value.map(spelled) : value;
  const isPlain = typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? spelledOut(value as Part) : value;
}
