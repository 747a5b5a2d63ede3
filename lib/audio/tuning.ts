/** How far a recording's notes lie from A = 440 Hz. */
import { checkSetting } from "../core/settings.ts";
import { median } from "../core/statistics.ts";
import { asSpectrogram, type Spectrogram } from "./stft.ts";
import type { Sound } from "./sound.ts";

/** The peaks of a spectrogram that may be partials of notes. */
export interface SpectralPeaks {
  /** In Hz, between the bins: where a parabola through three of them is highest. */
  readonly pitches: Float32Array;
  /** How high it is there. */
  readonly magnitudes: Float32Array;
}

/** Peaks of each frame from 150 to 4,000 Hz that reach a tenth of its maximum.
 *
 * @see Smith, J. O. Spectral audio signal processing: quadratic interpolation of spectral peaks.
 */
export function spectralPeaks(spectrum: Spectrogram): SpectralPeaks {
  const { data, rows, shape: [bins], rate, nFft } = spectrum;
  const from = Math.max(1, Math.ceil(150 * nFft / rate));
  const to = Math.min(bins - 1, Math.ceil(Math.min(4000, rate / 2) * nFft / rate));
  const pitches: number[] = [], magnitudes: number[] = [];
  for (let r = 0; r < rows; r++) {
    const at = r * bins;
    let most = 0;
    for (let k = 0; k < bins; k++) if (data[at + k] > most) most = data[at + k];
    const least = Math.fround(.1 * most);
    for (let k = from; k < to; k++) {
      const x = data[at + k];
      if (!(x > least)) continue;
      const before = data[at + k - 1], after = data[at + k + 1];
      if (!(x > (before > least ? before : 0) && x >= (after > least ? after : 0))) continue;
      const a = after + before - 2 * x, b = (after - before) / 2;
      const shift = Math.abs(b) >= Math.abs(a) ? 0 : -b / a;
      pitches.push((k + shift) * rate / nFft);
      magnitudes.push(x + .5 * b * shift);
    }
  }
  return { pitches: Float32Array.from(pitches), magnitudes: Float32Array.from(magnitudes) };
}

/** By how much notes deviate from A = 440 Hz, as a share of a bin, from −.5 to .5: the most frequent deviation of the
 * stronger half of all spectral peaks.
 *
 * @param input a sound, or its spectrogram
 * @param options.binsPerOctave what a bin is: 12 for semitones
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const hz = 440 * 2 ** (.3 / 12); // three tenths of a semitone too high
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * hz * i / 22050));
 * assertAlmostEquals(estimateTuning({ samples, rate: 22050 }), .3, .021);
 * ```
 */
export function estimateTuning(
  input: Sound | Spectrogram,
  { binsPerOctave = 12 }: { readonly binsPerOctave?: number } = {},
): number {
  checkSetting("the setting binsPerOctave", binsPerOctave, { least: 1, whole: true });
  const spectrum = "samples" in input ? asSpectrogram(input, 1) : input;
  const { pitches, magnitudes } = spectralPeaks(spectrum);
  if (pitches.length === 0) return 0;
  const threshold = median(magnitudes), counts = new Int32Array(100);
  for (let i = 0; i < pitches.length; i++) {
    if (magnitudes[i] < threshold) continue;
    const bin = binsPerOctave * Math.log2(pitches[i] / 27.5), share = bin - Math.floor(bin);
    const deviation = share >= .5 ? share - 1 : share;
    counts[Math.min(99, Math.floor((deviation + .5) * 100))]++;
  }
  return counts.indexOf(Math.max(...counts)) / 100 - .5;
}
