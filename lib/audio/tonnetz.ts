/** Tonnetz: chords as places where close harmonies lie close. */
import { InputError } from "../core/errors.ts";
import { normalised } from "./chroma.ts";
import { chromaCqt } from "./chroma_cqt.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";

/** What the six numbers are: places on the circles of fifths, of minor and of major thirds. */
export const TONNETZ: readonly string[] = [
  ...["fifth x", "fifth y", "minor third x", "minor third y", "major third x", "major third y"],
];

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
  const steps = [7 / 6, 3 / 2, 2 / 3], radius = [1, 1, .5]; // in half turns a semitone
  const data = new Float32Array(chroma.rows * 6);
  for (let r = 0; r < chroma.rows; r++) {
    for (let circle = 0; circle < 3; circle++) {
      let x = 0, y = 0;
      for (let c = 0; c < 12; c++) {
        const angle = Math.PI * steps[circle] * c,
          weight = radius[circle] * chroma.data[r * 12 + c];
        x += weight * Math.sin(angle);
        y += weight * Math.cos(angle);
      }
      data[r * 6 + 2 * circle] = x;
      data[r * 6 + 2 * circle + 1] = y;
    }
  }
  return framesOf(data, TONNETZ, chroma);
}
