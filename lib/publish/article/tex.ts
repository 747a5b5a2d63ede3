/** Texts from anywhere as LaTeX that shows just these texts. */

const ESCAPED: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "`": "\\textasciigrave{}",
  "-": "-{}", // two in a row would make a dash
  ",": ",{}", // and these would make quotation marks
  "'": "'{}",
  "!": "!{}", // !` would make ¡
  "?": "?{}",
  "[": "{[}", // after a row of a table it would be the row's distance
  "]": "{]}",
  "*": "{*}",
  "\u00a0": "~",
};

/** What Latin Modern has in the encodings T1 and TS1: Latin letters with their accents, and the usual signs. A test
 * compiles every one of them. */
const TYPESETTABLE =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]$/u;

/** The command that stands for characters without a glyph (emoji, other scripts); see document.ts. */
const GAP = "\\noglyph{}";

/** Text as LaTeX source that prints it, whatever it holds: commands, comments, braces, emoji, other scripts, control
 * characters. Runs of characters that Latin Modern cannot show become one small box; white space one space.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(escapeTex("R&B_100%"), "R\\&B\\_100\\%");
 * assertEquals(escapeTex("party 🎉🎉"), "party \\noglyph{}");
 * ```
 */
export function escapeTex(text: string): string {
  const clean = text.toWellFormed().normalize("NFC").replace(
    /\s+/gu,
    (space) => space === "\u00a0" ? space : " ",
  )
    .replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  let tex = "";
  for (const { segment } of new Intl.Segmenter("en").segment(clean)) {
    if (TYPESETTABLE.test(segment)) tex += ESCAPED[segment] ?? segment;
    else if (!tex.endsWith(GAP)) tex += GAP;
  }
  return tex;
}

/** Several words in a row as a list: "a, b and c".
 * @param and the last two are joined by, such as " et " */
export function enumerate(words: readonly string[], and: string): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")}${and}${words.at(-1)}`;
}
