/** What the live network reads: three seconds of a mel spectrogram, as numbers that do not hang on the loudness. */

/** Bands of the mel spectrogram, and samples from one of its frames to the next: as the study's arrays have them. */
export const BANDS = 64, HOP = 1024;
/** Frames of a window: 3 seconds; and from one to the next where a network learns: half of that. */
export const FRAMES = 64, STEP = 32;
/** How many numbers a window is. */
export const WIDTH = 3 * BANDS;

/** What lies further below the loudest is noise, of a room or of rounding. */
const FLOOR = 60;

/** A window as the network reads it: of every band the mean, its deviation over time, and how much it changes from frame
 * to frame; the means less their own mean, so that a microphone may be near or far.
 *
 * @param decibels frames × bands, row-major
 * @returns {@linkcode WIDTH} numbers
 * @example
 * ```ts
 * import { assertAllClose } from "../../../../tests/assert.ts";
 * const one = Float32Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i)), louder = one.map((x) => x + 20);
 * assertAllClose(windowInputs(louder), windowInputs(one), { absolute: 1e-4 });
 * ```
 */
export function windowInputs(decibels: Float32Array): Float64Array {
  const frames = decibels.length / BANDS, inputs = new Float64Array(WIDTH);
  let most = -Infinity;
  for (const x of decibels) if (x > most) most = x;
  const heard = Float64Array.from(decibels, (x) => Math.max(x - most, -FLOOR));
  let level = 0;
  for (let b = 0; b < BANDS; b++) {
    let sum = 0, squares = 0, changes = 0;
    for (let t = 0; t < frames; t++) {
      const x = heard[t * BANDS + b];
      sum += x;
      squares += x * x;
      if (t > 0) changes += Math.abs(x - heard[(t - 1) * BANDS + b]);
    }
    const mean = sum / frames;
    level += mean / BANDS;
    inputs[b] = mean;
    inputs[BANDS + b] = Math.sqrt(Math.max(0, squares / frames - mean * mean));
    inputs[2 * BANDS + b] = changes / frames;
  }
  for (let b = 0; b < BANDS; b++) inputs[b] -= level;
  return inputs;
}
