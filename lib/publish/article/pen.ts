/** What the sections write with: one language, its numbers, its comparisons. */
import { compare, type Difference, type Score } from "./difference.ts";
import type { Both, Language } from "./language.ts";
import { type Numbers, numbers } from "./numbers.ts";

/** A language to write in. */
export interface Pen {
  readonly language: Language;
  readonly n: Numbers;
  /** One of two texts that say the same. */
  t(both: Both): string;
  /** A sentence on a difference; see {@linkcode compare}. */
  compare(difference: Difference, score?: Score): string;
  /** A small number as a word: 5 → five, cinq. */
  word(count: number): string;
}

const WORDS = {
  en: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  fr: ["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
};

/** A pen for a language. */
export function penFor(language: Language): Pen {
  const n = numbers(language);
  return {
    language,
    n,
    t: (both) => both[language],
    compare: (difference, score) => compare(difference, language, score),
    word: (count) => WORDS[language][count] ?? n.count(count),
  };
}

/** Sentences as a paragraph; what is empty or undefined is left out. */
export const paragraph = (...sentences: readonly (string | undefined | false)[]): string =>
  sentences.filter(Boolean).join("\n");

/** Paragraphs one below the other; what is empty is left out. */
export const paragraphs = (...texts: readonly (string | undefined | false)[]): string =>
  texts.filter(Boolean).join("\n\n");

/** A figure or table that floats, with its caption on the side that Springer wants: above tables, below figures.
 *
 * @param content TeX, such as `\input{figures/tells.tex}`
 */
export function float(
  kind: "figure" | "table",
  { label, caption, content }: { label: string; caption: string; content: string },
): string {
  const told = `\\caption{${caption}}\\label{${label}}`;
  const inside = kind === "table" ? [told, content] : [content, told];
  return `\\begin{${kind}}[tb]\n\\centering\\footnotesize\\setlength{\\tabcolsep}{3pt}\n${
    inside.join("\n")
  }\n\\end{${kind}}`;
}
