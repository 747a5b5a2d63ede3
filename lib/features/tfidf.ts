/** How much each n-gram says about a text: its frequency there, against how many texts have it. */
import { InputError } from "../core/errors.ts";
import type { Sparse } from "./sparse.ts";
import { characterNgrams, plain, wordNgrams } from "./tokens.ts";

/** Settings of {@linkcode tfidf}. */
export interface TfidfSettings {
  /** Runs of words, or of characters within words. */
  readonly units: "words" | "characters";
  /** The shortest and the longest run. */
  readonly lengths: readonly [least: number, most: number];
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
  /** Any texts in this vocabulary; n-grams it lacks are ignored, and a text of none of it is a row of zeros. */
  transform(texts: readonly string[]): Sparse;
}

/** Learns vocabulary and inverse document frequencies from `texts`, which are read in lower case and NFKC.
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
): FittedTfidf {
  const [least, most] = lengths;
  checkSettings(least, most, minTexts);
  const cut = units === "words" ? wordNgrams : characterNgrams;
  const read = (text: string) => cut(plain(text), least, most);
  const { terms, counts } = vocabulary(texts, read, minTexts);
  const columns = new Map(terms.map((term, j) => [term, j]));
  const inverseFrequencies = counts.map((n) => Math.log((1 + texts.length) / (1 + n)) + 1);
  return {
    terms,
    inverseFrequencies,
    transform: (texts) => weigh(texts, read, columns, inverseFrequencies, sublinear),
  };
}

function checkSettings(least: number, most: number, minTexts: number): void {
  const whole = [least, most, minTexts].every((n) => Number.isInteger(n) && n >= 1);
  if (whole && least <= most) return;
  throw new InputError("n-grams of impossible lengths, or in an impossible number of texts", {
    found: `lengths ${least} to ${most}, minTexts ${minTexts}`,
    expected: "whole numbers from 1, the shorter length first",
  });
}

/** The n-grams of at least `minTexts` texts, the most widespread first, and how many texts have each. */
function vocabulary(
  texts: readonly string[],
  read: (text: string) => string[],
  minTexts: number,
): { terms: string[]; counts: Float64Array } {
  const places = new Map<string, number>(), inTexts: number[] = [], last: number[] = [];
  texts.forEach((text, i) => {
    for (const term of read(text)) {
      let at = places.get(term);
      if (at === undefined) {
        places.set(term, at = inTexts.length);
        inTexts.push(0);
        last.push(-1);
      }
      if (last[at] !== i) {
        last[at] = i;
        inTexts[at]++;
      }
    }
  });
  const kept = [...places].filter(([, at]) => inTexts[at] >= minTexts)
    .sort(([, a], [, b]) => inTexts[b] - inTexts[a]);
  if (kept.length === 0) {
    throw new InputError("the texts have no n-gram in common", {
      found: `${texts.length} texts, ${places.size} n-grams`,
      expected: `an n-gram that ${minTexts} of them have`,
    });
  }
  return {
    terms: kept.map(([term]) => term),
    counts: Float64Array.from(kept, ([, at]) => inTexts[at]),
  };
}

function weigh(
  texts: readonly string[],
  read: (text: string) => string[],
  columns: ReadonlyMap<string, number>,
  inverseFrequencies: Float64Array,
  sublinear: boolean,
): Sparse {
  const offsets = new Int32Array(texts.length + 1), indices: number[] = [], values: number[] = [];
  const counts = new Int32Array(columns.size);
  texts.forEach((text, i) => {
    const start = indices.length;
    for (const term of read(text)) {
      const j = columns.get(term);
      if (j !== undefined && counts[j]++ === 0) indices.push(j);
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
    rows: texts.length,
    columns: columns.size,
    offsets,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}
