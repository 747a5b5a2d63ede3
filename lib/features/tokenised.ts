/** Texts cut into n-grams once, however often they are asked for. */
import type { Sparse } from "./sparse.ts";
import { characterNgrams, plain, wordNgrams } from "./tokens.ts";

/** How texts are cut. */
export interface Cut {
  /** Runs of words, or of characters within words. */
  readonly units: "words" | "characters";
  /** The shortest and the longest run. */
  readonly lengths: readonly [least: number, most: number];
}

/** Texts as numbers: text `i` holds n-gram `terms[tokens[p]]` for p from `offsets[i]` to `offsets[i + 1]`, in its
 * order and as often as it occurs. */
export interface Tokenised extends Pick<Sparse, "offsets"> {
  readonly tokens: Int32Array;
  readonly terms: readonly string[];
}

const known = new WeakMap<readonly string[], Map<string, Tokenised>>();

/** Cuts texts, read in lower case and NFKC. An array that was cut so before is not cut again: cross-validation
 * learns from the same file many times, and cutting costs more than learning. */
export function tokenised(
  texts: readonly string[],
  { units, lengths: [least, most] }: Cut,
): Tokenised {
  const key = `${units} ${least} ${most}`, cuts = known.get(texts) ?? new Map<string, Tokenised>();
  known.set(texts, cuts);
  const before = cuts.get(key);
  if (before) return before;
  const cut = units === "words" ? wordNgrams : characterNgrams;
  const places = new Map<string, number>(), tokens: number[] = [], offsets = [0];
  for (const text of texts) {
    for (const term of cut(plain(text), least, most)) {
      let place = places.get(term);
      if (place === undefined) places.set(term, place = places.size);
      tokens.push(place);
    }
    offsets.push(tokens.length);
  }
  const found: Tokenised = {
    tokens: Int32Array.from(tokens),
    offsets: Int32Array.from(offsets),
    terms: [...places.keys()],
  };
  cuts.set(key, found);
  return found;
}
