/** Form of texts, by class: their length, how often they recur, and habits of spelling. */
import { InputError } from "../../core/errors.ts";
import { mean, median } from "../../core/statistics.ts";
import { plain } from "../../features/tokens.ts";

/** A habit of texts, with a row's worth of numbers by class. */
export interface TextMark {
  /** What is measured, in words. */
  readonly mark: string;
  /** Of all texts: a share (0 to 1), or a median. */
  readonly all: number;
  /** Of each class's texts, under the class's name. */
  readonly [className: string]: string | number;
}

const words = (text: string): number =>
  text.match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)?.length ?? 0;
const letters = (text: string): string => text.replace(/\P{L}/gu, "");

/** What is counted as a share; each reads the text as it came. */
const HABITS: Readonly<Record<string, (text: string) => boolean>> = {
  "names a guest (feat.)": (text) => /\b(feat|ft|featuring)\b\.?|[([]with /i.test(text),
  "a remix, mix or edit": (text) => /\b(re)?mix(ed)?\b|\bedit\b/i.test(text),
  "live": (text) =>
    /[([-]\s*(live|ao vivo|en vivo|en directo)\b|\blive (at|in|from|on)\b/i.test(text),
  "remastered": (text) => /\bremaster(ed|izado)?\b/i.test(text),
  "a version or edition": (text) =>
    /\b(version|edition|deluxe|expanded|anniversary|versi[oó]n)\b/i.test(text),
  "from a film or series": (text) =>
    /\b(soundtrack|motion picture|from the)\b|[([-]\s*from\b/i.test(text),
  "a year (1950 – 2029)": (text) => /\b(19[5-9]\d|20[0-2]\d)\b/.test(text),
  "any digit": (text) => /\p{N}/u.test(text),
  "brackets": (text) => /[([]/.test(text),
  "all capitals": (text) =>
    letters(text).length > 1 && text === text.toUpperCase() && text !== text.toLowerCase(),
  "all small letters": (text) => text === text.toLowerCase() && text !== text.toUpperCase(),
  "an emoji or symbol": (text) => /\p{Extended_Pictographic}|\p{So}/u.test(text),
  "letters beyond ASCII": (text) => /[^\0-\x7f]/.test(letters(text)),
};

/** Medians of the lengths and shares of the habits, for all texts and for each class.
 *
 * `repeated` is the share of texts that another row has, too, letter case aside; one word that many songs are called by
 * counts as well as one track in two playlists.
 *
 * @param texts one per row, such as titles
 * @param classes of the same rows, such as genres
 * @returns a row per mark: `mark`, `all`, and a column per class
 * @throws {InputError} when there is not one class per text, or there are no texts
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const found = textMarks(["Yes (feat. No)", "HUMBLE.", "yes (feat. no)"], ["pop", "rap", "rap"]);
 * assertEquals(found.find(({ mark }) => mark === "all capitals"), { mark: "all capitals", all: 1 / 3, pop: 0, rap: .5 });
 * ```
 */
export function textMarks(texts: readonly string[], classes: readonly string[]): TextMark[] {
  if (texts.length === 0 || classes.length !== texts.length) {
    throw new InputError("marks are counted where each text has a class", {
      found: `${texts.length} texts, ${classes.length} classes`,
    });
  }
  const uses = new Map<string, number>();
  for (const text of texts) uses.set(plain(text), (uses.get(plain(text)) ?? 0) + 1);
  const rowsOf = [...Map.groupBy(classes.keys(), (i) => classes[i])].sort(([a], [b]) =>
    a < b ? -1 : 1
  );
  const row = (
    mark: string,
    values: readonly number[],
    summary: (values: ArrayLike<number>) => number,
  ): TextMark => ({
    mark,
    all: summary(values),
    ...Object.fromEntries(
      rowsOf.map(([name, rows]) => [name, summary(rows.map((i) => values[i]))]),
    ),
  });
  const share = (mark: string, holds: (text: string) => boolean) =>
    row(mark, texts.map((text) => Number(holds(text))), mean);
  return [
    row("characters (median)", texts.map((text) => [...text].length), median),
    row("words (median)", texts.map(words), median),
    share("repeated", (text) => uses.get(plain(text))! > 1),
    ...Object.entries(HABITS).map(([mark, holds]) => share(mark, holds)),
  ];
}
