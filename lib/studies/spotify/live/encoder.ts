/** From what a person sets to what the live network reads. The same code runs when the network learns and in the
 * browser, so it may import nothing that needs Deno. */
import type { Dataset } from "../../../data/mod.ts";
import { normalDeviate } from "../../../features/scale.ts";
import { type FittedTfidf, tfidfOf } from "../../../features/tfidf.ts";
import type { Cut } from "../../../features/tokenised.ts";
import { base64, floats } from "../../../core/base64.ts";

/** The two texts of a track, each with its place among the network's inputs. */
export const TEXTS = ["title", "album"] as const;

/** One of them. */
type TextColumn = typeof TEXTS[number];

/** All of them, of all tracks of a file. */
export const textsOf = (
  tracks: Pick<Dataset, "texts">,
): Readonly<Record<TextColumn, readonly string[]>> => ({
  title: tracks.texts("title"),
  album: tracks.texts("album"),
});

/** N-grams of one text, and how much each speaks for each genre. */
export interface TextBlock extends Cut {
  readonly of: TextColumn;
  readonly tfidf: FittedTfidf;
  /** n-grams × genres */
  readonly weights: Float32Array;
}

/** A {@linkcode TextBlock} as plain data. */
interface SavedBlock extends Cut {
  readonly of: TextColumn;
  /** One a line. */
  readonly terms: string;
  /** base64 of float32, as the weights. */
  readonly inverseFrequencies: string;
  readonly weights: string;
}

/** What an {@linkcode Encoder} knows, as plain data. */
export interface SavedEncoder {
  readonly genres: readonly string[];
  /** The 13 quantities and the year, each with the values at evenly spaced ranks. */
  readonly columns: readonly { readonly name: string; readonly knots: readonly number[] }[];
  readonly blocks: readonly SavedBlock[];
}

/** What a network's inputs are made by. */
export interface Encoder {
  /** How many numbers the network reads: a column each, then title's and album's word on each genre. */
  readonly width: number;
  /** A column's value as a normal deviate. */
  deviate(column: number, value: number): number;
  /** What the texts speak for: titles × (genres by the title, genres by the album). No text, no word: zeros. */
  hear(texts: Readonly<Record<TextColumn, readonly string[]>>, rows?: Int32Array): Float32Array;
}

/** How much each text's n-grams speak for each genre: sums of TF-IDF × weight. */
export function hearTexts(
  blocks: readonly TextBlock[],
  genres: number,
  texts: Readonly<Record<TextColumn, readonly string[]>>,
  rows: Int32Array = Int32Array.from(texts.title.keys()),
): Float32Array {
  const width = TEXTS.length * genres, out = new Float32Array(rows.length * width);
  for (const { of, tfidf, weights } of blocks) {
    const { offsets, indices, values } = tfidf.transform(texts[of], rows);
    for (let i = 0; i < rows.length; i++) {
      const at = i * width + TEXTS.indexOf(of) * genres;
      for (let p = offsets[i]; p < offsets[i + 1]; p++) {
        const from = indices[p] * genres;
        for (let g = 0; g < genres; g++) out[at + g] += values[p] * weights[from + g];
      }
    }
  }
  return out;
}

/** A block as plain data; what {@linkcode openEncoder} reads from it is rounded to float32. */
export function saveBlock({ of, units, lengths, tfidf, weights }: TextBlock): SavedBlock {
  const { terms, inverseFrequencies } = tfidf;
  return {
    of,
    units,
    lengths,
    terms: terms.join("\n"), // n-grams hold no line ends
    inverseFrequencies: base64(Float32Array.from(inverseFrequencies)),
    weights: base64(weights),
  };
}

/** An encoder from plain data. */
export function openEncoder({ genres, columns, blocks }: SavedEncoder): Encoder {
  const deviates = columns.map(({ knots }) => normalDeviate(Float64Array.from(knots)));
  const opened = blocks.map(({ of, units, lengths, ...saved }): TextBlock => ({
    of,
    units,
    lengths,
    weights: floats(saved.weights),
    tfidf: tfidfOf({
      units,
      lengths,
      sublinear: true,
      terms: saved.terms.split("\n"),
      inverseFrequencies: Float64Array.from(floats(saved.inverseFrequencies)),
    }),
  }));
  return {
    width: columns.length + TEXTS.length * genres.length,
    // values are float32 where ranks were learnt, and among equal ones a rounding would change the rank
    deviate: (column, value) => deviates[column](Math.fround(value)),
    hear: (texts, rows) => hearTexts(opened, genres.length, texts, rows),
  };
}
