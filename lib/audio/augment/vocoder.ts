/** Tempo without pitch and pitch without tempo, by a phase vocoder. */
import { checkSetting } from "../../core/settings.ts";
import { resample } from "../resample.ts";
import type { Sound } from "../sound.ts";
import { type ComplexSpectrogram, istft, stft } from "../stft.ts";

/** A spectrum in another time: magnitudes between frames are interpolated, phases go on as fast as they did.
 *
 * @param speed 2 is twice as fast
 * @see Ellis, D. (2002). A phase vocoder in MATLAB.
 */
function phaseVocoder(spectrum: ComplexSpectrogram, speed: number): ComplexSpectrogram {
  const { data, rows, shape: [bins], nFft, hopLength } = spectrum;
  const steps = Math.ceil(rows / speed), result = new Float32Array(steps * bins * 2);
  const phase = new Float64Array(bins);
  const at = (row: number, k: number) => 2 * (row * bins + k);
  const angle = (row: number, k: number) =>
    row < rows ? Math.atan2(data[at(row, k) + 1], data[at(row, k)]) : 0;
  const size = (row: number, k: number) =>
    row < rows ? Math.hypot(data[at(row, k)], data[at(row, k) + 1]) : 0;
  for (let k = 0; k < bins; k++) phase[k] = angle(0, k);
  for (let t = 0; t < steps; t++) {
    const time = t * speed, row = Math.floor(time), share = time - row;
    for (let k = 0; k < bins; k++) {
      const magnitude = (1 - share) * size(row, k) + share * size(row + 1, k);
      result[at(t, k)] = magnitude * Math.cos(phase[k]);
      result[at(t, k) + 1] = magnitude * Math.sin(phase[k]);
      const usual = 2 * Math.PI * hopLength * k / nFft;
      const more = angle(row + 1, k) - angle(row, k) - usual;
      phase[k] += usual + more - 2 * Math.PI * Math.round(more / (2 * Math.PI));
    }
  }
  return { ...spectrum, data: result, rows: steps };
}

/** A sound faster or slower, at its pitch.
 *
 * @param speed 2 is twice as fast and half as long
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i)), rate: 8000 };
 * assertEquals(timeStretch(tone, .8).samples.length, 10000);
 * ```
 */
export function timeStretch(sound: Sound, speed: number): Sound {
  checkSetting("the speed of a sound", speed, { least: .1, most: 10 });
  const length = Math.round(sound.samples.length / speed);
  return istft(phaseVocoder(stft(sound), speed), length);
}

/** A sound higher or lower, at its tempo.
 *
 * @param semitones up, or down where negative
 * @example
 * ```ts
 * import { estimateTuning } from "../tuning.ts";
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 440 * i / 22050));
 * assertAlmostEquals(estimateTuning(pitchShift({ samples, rate: 22050 }, .3)), .3, .021);
 * ```
 */
export function pitchShift(sound: Sound, semitones: number): Sound {
  checkSetting("semitones", semitones, { least: -24, most: 24 });
  const speed = 2 ** (-semitones / 12), { samples, rate } = timeStretch(sound, speed);
  // Read as if sampled at another rate, it is higher and as long as before; rates are whole numbers.
  const finer = 16 * rate, back = resample({ samples, rate: Math.round(finer / speed) }, finer);
  const whole = new Float32Array(sound.samples.length);
  whole.set(back.samples.subarray(0, whole.length));
  return { samples: whole, rate };
}
