/** What a column of texts looks like, by class: everything that can be asked of it without a model, and what is nearest
 * some words. */
import { logOddsWords, type MarkingWordsSettings } from "./log_odds.ts";
import { type NearestOptions, type NearText, nearTexts } from "./near_texts.ts";
import { languageOf, scriptOf, sharesOfKinds } from "./scripts.ts";
import { type TextMark, textMarks } from "./text_marks.ts";

/** A word that marks a class: a row for the figure `bars`. */
export interface MarkedWord {
  /** The word, in lower case. */
  readonly name: string;
  /** How far its log-odds inside and outside of the class lie apart, in standard errors (z). */
  readonly value: number;
  /** Log-odds of the word in the class minus those in the others. */
  readonly logOdds: number;
  /** How many different texts of the class hold the word. */
  readonly inside: number;
  /** How many different texts of the others do. */
  readonly outside: number;
}

/** How many texts are of one kind: `kind`, `texts`, and a share under each class's name. */
export type KindShares = Record<string, string | number>;

/** Texts with the classes of their rows, and what can be asked of them. */
export interface TextDescription {
  /** Medians of the lengths, and the shares of texts that follow habits such as naming a guest: a row per habit, a column
   * per class.
   * @param least habits that fewer of all texts follow are left out; 0 to 1 */
  habits(least?: number): TextMark[];
  /** Of every text, in characters, those beyond `most` as `most`. */
  lengths(most?: number): number[];
  /** Texts by the script they are written in, the commonest first. */
  readonly scripts: KindShares[];
  /** Texts by language, where a small word (the, que, und …) gives it away. */
  readonly languages: KindShares[];
  /** The words that most mark each class, by weighted log-odds with a prior; see `logOddsWords`. */
  words(settings?: MarkingWordsSettings): Record<string, MarkedWord[]>;
  /** The distinct texts nearest to any words, by the cosine of their sentence vectors, nearest first. Letter case makes
   * no text another. */
  nearest(queries: readonly string[], options: NearestOptions): Promise<NearText[]>;
}

/** Describes texts by class: their habits, lengths, scripts, languages, and words; and finds those nearest to others.
 *
 * @param texts one per row, such as `tracks.texts("title")`
 * @param classes of the same rows, such as genres; where there are none, nothing is told by class
 * @throws {InputError} from what needs classes, when there is not one per text
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const titles = describeTexts(["Song (feat. A)", "SONG", "La Vida"], ["pop", "rap", "latin"]);
 * const guests = titles.habits(.001).find(({ mark }) => mark === "names a guest (feat.)");
 * assertEquals(guests, { mark: "names a guest (feat.)", all: 1 / 3, latin: 0, pop: 1, rap: 0 });
 * assertEquals(titles.lengths(10), [10, 4, 7]);
 * ```
 */
export function describeTexts(
  texts: readonly string[],
  classes: readonly string[] = [],
): TextDescription {
  return {
    habits: (least = 0) => textMarks(texts, classes).filter(({ all }) => all >= least),
    lengths: (most = Infinity) => texts.map((text) => Math.min([...text].length, most)),
    get scripts() {
      return sharesOfKinds(texts.map(scriptOf), classes);
    },
    get languages() {
      return sharesOfKinds(texts.map((text) => languageOf(text) ?? "cannot be told"), classes);
    },
    words(settings) {
      const rows = logOddsWords(texts, classes, settings);
      const named = [...Map.groupBy(rows, (row) => row.class)].map((
        [name, own],
      ) => [
        name,
        own.map(({ word, z, class: _, ...more }) => ({ name: word, value: z, ...more })),
      ]);
      return Object.fromEntries(named);
    },
    nearest: (queries, options) => nearTexts(queries, texts, classes, options),
  };
}
