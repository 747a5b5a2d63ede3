/** A sentence encoder without a model: words and parts of words, hashed into a fixed number of columns. */
import { matrix } from "../../core/matrix.ts";
import { checkSettings } from "../../core/settings.ts";
import { dimensionNames, type Encoder, startProgress, toUnitLength } from "./encoder.ts";

// A notebook may have a setTimeout of its own, which hides the platform's in modules too.
const { setTimeout } = globalThis;

/** How texts are cut. */
export interface HashedSettings {
  /** Length of a vector. */
  readonly dimensions: number;
  /** Lengths of the runs of letters within a word, its edges marked. */
  readonly letters: readonly [number, number];
  /** Why this is used: stands in the encoder's note. */
  readonly instead?: string;
}

/** Texts per turn of the event loop, so that a progress bar can be drawn. */
const BATCH = 1024;

/** FNV-1a over UTF-16 units, then mixed so that all 32 bits depend on all of the text.
 * @see http://www.isthe.com/chongo/tech/comp/fnv/ and the finaliser of MurmurHash3 */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Words, pairs of neighbouring words, and runs of letters within words, each with its weight: a word
 * and all its parts weigh about the same, whatever its length. */
function* pieces(
  text: string,
  [least, most]: HashedSettings["letters"],
): Generator<[piece: string, weight: number]> {
  const words = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}\p{M}']+|[^\s\p{P}]/gu) ??
    [];
  for (let w = 0; w < words.length; w++) {
    yield [`w ${words[w]}`, 1];
    if (w > 0) yield [`p ${words[w - 1]} ${words[w]}`, .5];
    const marked = [..."<" + words[w] + ">"], parts: string[] = [];
    for (let n = least; n <= most; n++) {
      for (let i = 0; i + n <= marked.length; i++) parts.push(marked.slice(i, i + n).join(""));
    }
    for (const part of parts) yield [`l ${part}`, .9 / Math.sqrt(parts.length)];
  }
}

/** An encoder that needs nothing: each piece of a text adds its weight, with a sign of its own, to a column
 * of its own, both chosen by a hash; then the vector is made one long. It knows spellings, not meanings:
 * two texts are alike as far as they share words and parts of words.
 *
 * @throws {InputError} when there are no dimensions
 * @see Weinberger, K. et al. (2009). Feature hashing for large scale multitask learning.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const { data } = await hashedEncoder().encode(["Blue Moon", "Blue Moons", "Te quiero"]);
 * const alike = (a: number, b: number) =>
 *   data.subarray(384 * a, 384 * (a + 1)).reduce((sum, x, j) => sum + x * data[384 * b + j], 0);
 * assert(alike(0, 1) > .5 && alike(0, 2) < .2);
 * ```
 */
export function hashedEncoder(options: Partial<HashedSettings> = {}): Encoder {
  const { dimensions, letters, instead }: HashedSettings = {
    dimensions: 384,
    letters: [3, 5],
    ...options,
  };
  checkSettings({ dimensions }, { dimensions: { least: 1, whole: true } }, "hashedEncoder");
  return {
    name: "hashed n-grams",
    precision: "counted",
    dimensions,
    fingerprint: `1 ${dimensions} ${letters.join("-")}`,
    fallback: instead !== undefined,
    note: (instead ? `${instead} ` : "") +
      "Text vectors are hashed words and parts of words: they know spellings, not meanings.",
    costly: false,
    async encode(texts, { onProgress, onBatch, signal } = {}) {
      const out = matrix(texts.length, dimensionNames(dimensions));
      const tell = startProgress(texts.length, onProgress);
      for (let from = 0; from < texts.length; from += BATCH) {
        signal?.throwIfAborted();
        const to = Math.min(from + BATCH, texts.length);
        for (let i = from; i < to; i++) {
          const row = out.data.subarray(i * dimensions, (i + 1) * dimensions);
          for (const [piece, weight] of pieces(texts[i], letters)) {
            const h = hash(piece);
            row[(h >>> 1) % dimensions] += h & 1 ? weight : -weight;
          }
          // marks alone have no pieces, and pieces may cancel each other
          if (row.every((value) => value === 0) && texts[i].trim()) {
            row[hash(texts[i]) % dimensions] = 1;
          }
          toUnitLength(row);
        }
        onBatch?.(
          Array.from({ length: to - from }, (_, i) => from + i),
          out.data.subarray(from * dimensions, to * dimensions),
        );
        tell(to);
        await new Promise((resume) => setTimeout(resume));
      }
      return out;
    },
  };
}
