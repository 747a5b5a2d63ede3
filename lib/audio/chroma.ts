/** Chroma: how much of each of the twelve pitch classes sounds, from a spectrogram. */
import { applyFilters, type Filter, filterOf } from "./filters.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";
import { asSpectrogram, type Spectrogram, type StftSettings } from "./stft.ts";
import { estimateTuning } from "./tuning.ts";

/** The pitch classes, from C up. */
export const PITCH_CLASSES: readonly string[] = "C C# D D# E F F# G G# A A# B".split(" ");

/** Divides every row by its largest value, or by the sum of its values; rows of zeros stay. */
export function normalised<T extends Frames>(frames: T, by: "max" | "sum"): T {
  const { data, rows, names } = frames,
    columns = names.length,
    result = new Float32Array(data.length);
  for (let r = 0; r < rows; r++) {
    let size = 0;
    for (let i = r * columns; i < (r + 1) * columns; i++) {
      const x = Math.abs(data[i]);
      if (by === "sum") size += x;
      else if (x > size) size = x;
    }
    if (size < 1.2e-38) size = 1;
    for (let i = r * columns; i < (r + 1) * columns; i++) result[i] = data[i] / size;
  }
  return { ...frames, data: result };
}

/** A weight of every bin for each pitch class: a bell around the class in every octave, bins weighing most around
 * five octaves above 27.5 Hz.
 *
 * @see Ellis, D. (2007). Chroma feature analysis and synthesis.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(chromaFilters({ rate: 22050, nFft: 2048, tuning: 0 }).length, 12);
 * ```
 */
export function chromaFilters(
  { rate, nFft, tuning }: { readonly rate: number; readonly nFft: number; readonly tuning: number },
): Filter[] {
  const a0 = 27.5 * 2 ** (tuning / 12), bins = nFft / 2 + 1;
  // where each bin lies, in semitones above a0; the first, 0 Hz, an octave and a half below the second
  const place = Float64Array.from(
    { length: bins + 1 },
    (_, k) => 12 * Math.log2(k * rate / nFft / a0),
  );
  place[0] = place[1] - 18;
  const weights = PITCH_CLASSES.map(() => new Float64Array(bins));
  for (let k = 0; k < bins; k++) {
    const width = Math.max(place[k + 1] - place[k], 1);
    const bells = weights.map((_, c) => {
      const distance = ((place[k] - c + 6 + 120) % 12 + 12) % 12 - 6;
      return Math.exp(-.5 * (2 * distance / width) ** 2);
    });
    const norm = Math.hypot(...bells), octave = Math.exp(-.5 * ((place[k] / 12 - 5) / 2) ** 2);
    // a0 is an A, the first class a C: three semitones on
    bells.forEach((bell, c) => weights[(c + 9) % 12][k] = bell / norm * octave);
  }
  return weights.map(filterOf);
}

/** Chroma of a spectrogram; each frame's strongest class is 1.
 *
 * @param input a sound, or its spectrogram
 * @param settings.tuning deviation from A = 440 Hz as a share of a semitone; estimated where it is not given
 * @returns frames × [12], from C to B
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 440 * i / 22050));
 * const { data, names } = chromaStft({ samples, rate: 22050 });
 * assertEquals(names[data.subarray(12 * 20, 12 * 21).indexOf(1)], "A");
 * ```
 */
export function chromaStft(
  input: Sound | Spectrogram,
  { tuning, ...frames }: Partial<StftSettings> & { readonly tuning?: number } = {},
): Frames {
  const powers = asSpectrogram(input, 2, frames);
  const filters = chromaFilters({ ...powers, tuning: tuning ?? estimateTuning(powers) });
  const data = applyFilters(powers.data, powers.shape[0], filters);
  return normalised(framesOf(data, PITCH_CLASSES, powers), "max");
}
