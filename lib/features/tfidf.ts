/** tf-idf: the frequency of an n-gram in a text, against the number of texts that have it. */
import { InputError } from "../core/errors.ts";
import type { Sparse } from "./sparse.ts";
import { type Cut, type Tokenised, tokenised } from "./tokenised.ts";

/** Settings of {@linkcode tfidf}. */
export interface TfidfSettings extends Cut {
  /** An n-gram that fewer texts have is left out. */
  readonly minTexts: number;
  /** 1 + ln(count) instead of the count, so that a chorus in a title does not weigh by its length. */
  readonly sublinear: boolean;
}

/** A vocabulary and its weights. */
export interface FittedTfidf {
  /** The n-gram of each column, the most widespread first. */
  readonly terms: readonly string[];
  /** ln((1 + texts) / (1 + texts that have it)) + 1. */
  readonly inverseFrequencies: Float64Array;
  /** Any texts (or `rows` of them) in this vocabulary; n-grams it lacks are ignored, and a text of none of it is a
   * row of zeros. */
  transform(texts: readonly string[], rows?: Int32Array): Sparse;
}

/** Learns vocabulary and inverse document frequencies from `texts`, or from `rows` of them, which are read in
 * lower case and NFKC.
 *
 * The value of n-gram t in a text is (1 + ln count) · (ln((1 + n) / (1 + n_t)) + 1), n texts of which n_t have t;
 * each row is then brought to length 1. This is scikit-learn's `TfidfVectorizer(sublinear_tf=True)`, but that
 * columns stand by how widespread they are: what is read most lies together in memory.
 *
 * @throws {InputError} when no n-gram is in `minTexts` texts
 * @see Salton, G. & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { terms, transform } = tfidf(["love me", "Love you"], { minTexts: 2 });
 * assertEquals([terms, transform(["love love"]).values], [["love"], Float32Array.of(1)]);
 * ```
 */
export function tfidf(
  texts: readonly string[],
  { units = "words", lengths = [1, 2], minTexts = 1, sublinear = true }: Partial<TfidfSettings> =
    {},
  rows: Int32Array = allOf(texts),
): FittedTfidf {
  checkSettings(lengths, minTexts);
  const { terms, counts } = vocabulary(tokenised(texts, { units, lengths }), rows, minTexts);
  const inverseFrequencies = counts.map((n) => Math.log((1 + rows.length) / (1 + n)) + 1);
  return tfidfOf({ units, lengths, sublinear, terms, inverseFrequencies });
}

/** What {@linkcode tfidf} has learnt, as plain data. It may be shortened: the rows then have length 1 without the
 * n-grams that were left out. */
export interface Vocabulary
  extends
    Cut,
    Pick<TfidfSettings, "sublinear">,
    Pick<FittedTfidf, "terms" | "inverseFrequencies"> {}

/** {@linkcode tfidf} by a vocabulary that is known already.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const cut = { units: "words", lengths: [1, 1], sublinear: true } as const;
 * const learnt = tfidf(["love me", "love you"], cut), known = tfidfOf({ ...cut, ...learnt });
 * assertEquals(known.transform(["you and me"]), learnt.transform(["you and me"]));
 * ```
 */
export function tfidfOf(
  { units, lengths, sublinear, terms, inverseFrequencies }: Vocabulary,
): FittedTfidf {
  const columns = new Map(terms.map((term, j) => [term, j]));
  return {
    terms,
    inverseFrequencies,
    transform(texts, rows = allOf(texts)) {
      const cut = tokenised(texts, { units, lengths });
      const columnOf = Int32Array.from(cut.terms, (term) => columns.get(term) ?? -1);
      return weigh(cut, rows, columnOf, inverseFrequencies, sublinear);
    },
  };
}

const allOf = (texts: readonly string[]): Int32Array => Int32Array.from(texts.keys());

function checkSettings([least, most]: readonly [number, number], minTexts: number): void {
  const whole = [least, most, minTexts].every((n) => Number.isInteger(n) && n >= 1);
  if (whole && least <= most) return;
  throw new InputError("n-grams of impossible lengths, or in an impossible number of texts", {
    found: `lengths ${least} to ${most}, minTexts ${minTexts}`,
    expected: "whole numbers from 1, the shorter length first",
  });
}

/** The n-grams that at least `minTexts` of the rows have, the most widespread first, and how many have each. */
function vocabulary({ tokens, offsets, terms }: Tokenised, rows: Int32Array, minTexts: number) {
  const counts = new Int32Array(terms.length), last = new Int32Array(terms.length).fill(-1);
  const seen: number[] = []; // in the rows' order, so that the vocabulary does not depend on other rows
  rows.forEach((row, i) => {
    for (let p = offsets[row]; p < offsets[row + 1]; p++) {
      const token = tokens[p];
      if (last[token] === i) continue;
      last[token] = i;
      if (counts[token]++ === 0) seen.push(token);
    }
  });
  const kept = seen.filter((token) => counts[token] >= minTexts).sort((a, b) =>
    counts[b] - counts[a]
  );
  if (kept.length === 0) {
    throw new InputError("the texts have no n-gram in common", {
      found: `${rows.length} texts, ${seen.length} n-grams`,
      expected: `an n-gram that ${minTexts} of them have`,
    });
  }
  return {
    terms: kept.map((token) => terms[token]),
    counts: Float64Array.from(kept, (token) => counts[token]),
  };
}

/** Each of `rows` as a row of length 1. */
function weigh(
  { tokens, offsets: starts }: Tokenised,
  rows: Int32Array,
  columnOf: Int32Array,
  inverseFrequencies: Float64Array,
  sublinear: boolean,
): Sparse {
  const columns = inverseFrequencies.length, counts = new Int32Array(columns);
  const offsets = new Int32Array(rows.length + 1), indices: number[] = [], values: number[] = [];
  rows.forEach((row, i) => {
    const start = indices.length;
    for (let p = starts[row]; p < starts[row + 1]; p++) {
      const j = columnOf[tokens[p]];
      if (j >= 0 && counts[j]++ === 0) indices.push(j);
    }
    let squares = 0;
    for (let p = start; p < indices.length; p++) {
      const j = indices[p], count = sublinear ? 1 + Math.log(counts[j]) : counts[j];
      const value = count * inverseFrequencies[j];
      counts[j] = 0;
      values.push(value);
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    for (let p = start; p < values.length; p++) values[p] /= length;
    offsets[i + 1] = indices.length;
  });
  return {
    rows: rows.length,
    columns,
    offsets,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}
