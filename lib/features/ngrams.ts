/** Texts as n-grams of words and characters. */
import { InputError } from "../core/errors.ts";
import { columnsOfKind, type Dataset, type Schema } from "../data/mod.ts";
import { joinSparse, type Sparse } from "./sparse.ts";
import { tfidf } from "./tfidf.ts";
import type { Cut } from "./tokenised.ts";

/** Settings of {@linkcode ngrams}. */
export interface NgramSettings {
  /** Which column of texts, or "all" of them: each has a vocabulary of its own, for "love" in a title is not "love" in
   * an album's name. */
  readonly of: string;
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
  transform(data: Dataset, rows: Int32Array): Sparse;
}

/** What {@linkcode ngrams} makes: as `Features`, but sparse, and looking at no labels. */
export interface Ngrams {
  /** What the source is called in records. */
  readonly name: string;
  /** Every default filled in. */
  readonly settings: NgramSettings;
  /** Learns the vocabulary, and how rare each term is, from the given rows.
   * @throws {InputError} when their texts have no n-gram in common */
  fit(data: Dataset, rows: Int32Array): FittedNgrams;
}

/** TF-IDF of every text's words and characters (see {@linkcode tfidf}), a block of columns each, each block's
 * rows of length 1; the vocabulary is that of the training rows.
 *
 * @throws {InputError} from `fit`, when the training rows' texts have no n-gram in common
 * @example
 * ```ts ignore
 * const { train, terms } = ngrams({ of: "all" }).fit(tracks, rows); // about 100,000 columns on the course's file
 * ```
 */
export function ngrams(options: Partial<NgramSettings> = {}): Ngrams {
  const settings: NgramSettings = {
    of: "all",
    words: [1, 2],
    characters: [2, 5],
    minTexts: 2,
    ...options,
  };
  const cuts = cutsOf(settings);
  return {
    name: "ngrams",
    settings,
    fit(data, rows) {
      const blocks = textsOf(data.schema, settings.of)
        .flatMap((text) => cuts.map((cut) => ({ text, cut })));
      const fitted = blocks.map(({ text, cut }) =>
        tfidf(data.texts(text), { ...cut, minTexts: settings.minTexts }, rows)
      );
      const transform = (data: Dataset, rows: Int32Array) =>
        joinSparse(fitted.map((part, b) => part.transform(data.texts(blocks[b].text), rows)));
      return {
        terms: fitted.flatMap(({ terms }, b) => {
          const { text, cut } = blocks[b];
          return terms.map((term) => `${text} ${cut.units.slice(0, -1)}: ${term}`);
        }),
        train: transform(data, rows),
        transform,
      };
    },
  };
}

/** The columns of texts that `of` names.
 * @throws {InputError} when there is none
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * assertEquals(textsOf(smallTracks([{}]).schema, "all"), ["title", "album"]);
 * ```
 */
export function textsOf(schema: Schema, of: string): string[] {
  const all = columnsOfKind(schema, "text"),
    found = all.filter((name) => of === "all" || of === name);
  if (found.length > 0) return found;
  throw new InputError("there is no such text", {
    found: of,
    expected: [...all, "all"].join(" or "),
  });
}

function cutsOf({ words, characters }: NgramSettings): Cut[] {
  const cuts: Cut[] = [
    ...words ? [{ units: "words", lengths: words } as const] : [],
    ...characters ? [{ units: "characters", lengths: characters } as const] : [],
  ];
  if (cuts.length === 0) throw new InputError("ngrams needs words, characters or both");
  return cuts;
}
