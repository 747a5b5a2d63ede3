/** Texts → n-grams of words and of characters, cut as scikit-learn cuts them. */

/** What Python calls white space: unlike JavaScript's \s with the separators U+001C – U+001F and U+0085, and
 * without U+FEFF. */
// deno-lint-ignore no-control-regex
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const WORDS = /[\p{L}\p{N}_]{2,}/gu;

/** The ways of writing a letter in Unicode made one (NFKC: "ﬁ" is "fi", "Ａ" is "A"), in lower case. */
export const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Runs of `least` to `most` words, joined by a space; a word is two or more letters, digits or underscores
 * (scikit-learn's `analyzer="word"`).
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(wordNgrams("don't stop me", 1, 2), ["don", "stop", "me", "don stop", "stop me"]);
 * ```
 */
export function wordNgrams(text: string, least: number, most: number): string[] {
  const words = text.match(WORDS) ?? [], out: string[] = [];
  for (let n = least; n <= Math.min(most, words.length); n++) {
    for (let at = 0; at + n <= words.length; at++) {
      out.push(n === 1 ? words[at] : words.slice(at, at + n).join(" "));
    }
  }
  return out;
}

/** Runs of `least` to `most` characters within each word, a space put before and after the word
 * (scikit-learn's `analyzer="char_wb"`). A word shorter than n, spaces counted, gives itself once and
 * nothing longer. Characters are code points, so that no emoji is cut in two.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(characterNgrams("oh a", 2, 3), [" o", "oh", "h ", " oh", "oh ", " a", "a ", " a "]);
 * ```
 */
export function characterNgrams(text: string, least: number, most: number): string[] {
  const out: string[] = [];
  for (const word of text.split(SPACES)) {
    if (word === "") continue;
    const padded = ` ${word} `, at = codePoints(padded), length = at.length - 1;
    for (let n = least; n <= most; n++) {
      out.push(padded.slice(0, at[Math.min(n, length)]));
      for (let i = 1; i + n <= length; i++) out.push(padded.slice(at[i], at[i + n]));
      if (length <= n) break;
    }
  }
  return out;
}

/** Where each code point begins, in UTF-16 units, and the text's end. */
function codePoints(text: string): number[] {
  const at: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) at.push(i);
  at.push(text.length);
  return at;
}
