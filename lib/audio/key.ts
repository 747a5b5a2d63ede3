/** Key: which scale a piece is in. */
import { InputError } from "../core/errors.ts";
import { mean } from "../core/statistics.ts";
import { chromaStft, PITCH_CLASSES } from "./chroma.ts";
import { type Frames, meanOverTime, type Sound } from "./sound.ts";

/** How well each pitch class fits into a key, from its tonic up; heard by listeners (Krumhansl & Kessler 1982). */
const PROFILES: readonly (readonly [string, readonly number[]])[] = [
  ["maj", [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]],
  ["min", [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]],
];

/** A key, and how well it fits. */
export interface Key {
  /** Tonic and mode: `A:min`. */
  readonly name: string;
  /** Correlation of the sound's pitch classes with the key's profile, −1 to 1. */
  readonly correlation: number;
}

/** All 24 keys, the likeliest first; none correlates where nothing sounds.
 *
 * @param input a sound, or its chroma
 * @see Krumhansl, C. (1990). Cognitive foundations of musical pitch, chapter 4.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { PITCH_CLASSES } from "./chroma.ts";
 * const data = Float32Array.of(1, 0, .5, 0, .7, .5, 0, .9, 0, .5, 0, .4); // the scale of C
 * const chroma = { rows: 1, shape: [12], names: PITCH_CLASSES, data, rate: 22050, hopLength: 512 };
 * assertEquals(estimateKey(chroma)[0].name, "C:maj");
 * ```
 */
export function estimateKey(input: Sound | Frames): Key[] {
  const chroma = meanOverTime("samples" in input ? chromaStft(input) : input);
  if (chroma.length !== 12) {
    throw new InputError("the key of a chroma", {
      found: `${chroma.length} values a frame`,
      expected: "12",
    });
  }
  return PROFILES.flatMap(([mode, profile]) =>
    PITCH_CLASSES.map((tonic, shift) => ({
      name: `${tonic}:${mode}`,
      correlation: correlation(chroma.map((_, c) => profile[(c - shift + 12) % 12]), chroma),
    }))
  ).sort((a, b) => b.correlation - a.correlation);
}

function correlation(x: Float64Array, y: Float64Array): number {
  const mx = mean(x), my = mean(y);
  let xy = 0, xx = 0, yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
  }
  return xx * yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}
