/** Tonnetz: chords as places where close harmonies lie close. */
import { InputError } from "../core/errors.ts";
import { normalised } from "./chroma.ts";
import { chromaCqt } from "./chroma_cqt.ts";
import { applyFilters, type Filter } from "./filters.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";

/** What the six numbers are: places on the circles of fifths, of minor and of major thirds. */
export const TONNETZ: readonly string[] = [
  ...["fifth x", "fifth y", "minor third x", "minor third y", "major third x", "major third y"],
];

/** Each pitch class's place: a circle turns by so many half turns a semitone, and has a radius. */
const CIRCLES: readonly Filter[] = [[7 / 6, 1], [3 / 2, 1], [2 / 3, .5]].flatMap(([turn, radius]) =>
  [Math.sin, Math.cos].map((wave) => ({
    start: 0,
    weights: Float32Array.from({ length: 12 }, (_, c) => radius * wave(Math.PI * turn * c)),
  }))
);

/** Tonal centroids: each pitch class has a place on three circles, on which a fifth, a minor and a major third are
 * small steps; a frame is the mean of its classes' places.
 *
 * @param input a sound (its chroma by constant Q is taken), or its chroma
 * @returns frames × [6]
 * @see Harte, C., Sandler, M. & Gasser, M. (2006). Detecting harmonic change in musical audio.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8)), rate: 22050 };
 * assertEquals(tonnetz(tone).shape, [6]);
 * ```
 */
export function tonnetz(input: Sound | Frames): Frames {
  const chroma = normalised("samples" in input ? chromaCqt(input) : input, "sum");
  if (chroma.names.length !== 12) {
    throw new InputError("a tonnetz of a chroma", {
      found: chroma.names.length,
      expected: "12 values a frame",
    });
  }
  const data = applyFilters(chroma.data, 12, CIRCLES);
  return framesOf(data, TONNETZ, chroma);
}
