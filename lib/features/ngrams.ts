/** Titles and albums as n-grams of words and characters. */
import { InputError } from "../core/errors.ts";
import type { Tracks } from "../data/tracks.ts";
import { joinSparse, type Sparse } from "./sparse.ts";
import { tfidf } from "./tfidf.ts";
import type { Cut } from "./tokenised.ts";

/** Which texts of a track are read. */
export type TextColumn = "title" | "album";

/** Settings of {@linkcode ngrams}. */
export interface NgramSettings {
  /** Both: each has a vocabulary of its own, for "love" in a title is not "love" in an album's name. */
  readonly of: TextColumn | "both";
  /** The shortest and longest run of words, or none of them. */
  readonly words: readonly [least: number, most: number] | false;
  /** The shortest and longest run of characters within words, or none of them. */
  readonly characters: readonly [least: number, most: number] | false;
  /** An n-gram of fewer texts is left out. */
  readonly minTexts: number;
}

/** Fitted n-grams: as `FittedFeatures`, but sparse. */
export interface FittedNgrams {
  /** The n-gram of each column, with where it is looked for: "title word: love me". */
  readonly terms: readonly string[];
  /** training rows × terms. */
  readonly train: Sparse;
  /** rows × terms, in the same columns, for any rows of any file; n-grams unseen in training count for nothing. */
  transform(tracks: Tracks, rows: Int32Array): Sparse;
}

/** What {@linkcode ngrams} makes: as `Features`, but sparse, and looking at no labels. */
export interface Ngrams {
  /** What the source is called in records. */
  readonly name: string;
  /** Every default filled in. */
  readonly settings: NgramSettings;
  /** Learns the vocabulary, and how rare each term is, from the given rows.
   * @throws {InputError} when their texts have no n-gram in common */
  fit(tracks: Tracks, rows: Int32Array): FittedNgrams;
}

/** TF-IDF of every text's words and characters (see {@linkcode tfidf}), a block of columns each, each block's
 * rows of length 1; the vocabulary is that of the training rows.
 *
 * @throws {InputError} from `fit`, when the training rows' texts have no n-gram in common
 * @example
 * ```ts ignore
 * const { train, terms } = ngrams({ of: "both" }).fit(tracks, rows); // about 100,000 columns on the course's file
 * ```
 */
export function ngrams(options: Partial<NgramSettings> = {}): Ngrams {
  const settings: NgramSettings = {
    of: "both",
    words: [1, 2],
    characters: [2, 5],
    minTexts: 2,
    ...options,
  };
  const blocks = blocksOf(settings);
  return {
    name: "ngrams",
    settings,
    fit(tracks, rows) {
      const fitted = blocks.map(({ text, ...cut }) =>
        tfidf(tracks[text], { ...cut, minTexts: settings.minTexts }, rows)
      );
      const transform = (tracks: Tracks, rows: Int32Array) =>
        joinSparse(fitted.map((part, b) => part.transform(tracks[blocks[b].text], rows)));
      return {
        terms: fitted.flatMap(({ terms }, b) => {
          const { text, units } = blocks[b];
          return terms.map((term) => `${text} ${units.slice(0, -1)}: ${term}`);
        }),
        train: transform(tracks, rows),
        transform,
      };
    },
  };
}

interface Block extends Cut {
  readonly text: TextColumn;
}

function blocksOf({ of, words, characters }: NgramSettings): Block[] {
  if (!["title", "album", "both"].includes(of)) {
    throw new InputError("ngrams has no such text", {
      found: of,
      expected: "title, album or both",
    });
  }
  const texts: TextColumn[] = of === "both" ? ["title", "album"] : [of];
  const blocks = texts.flatMap((text): Block[] => [
    ...words ? [{ text, units: "words", lengths: words } as const] : [],
    ...characters ? [{ text, units: "characters", lengths: characters } as const] : [],
  ]);
  if (blocks.length === 0) throw new InputError("ngrams needs words, characters or both");
  return blocks;
}
