/** Mel-frequency cepstral coefficients: the shape of a spectrum in a few numbers. */
import { checkSetting, withDefaults } from "../core/settings.ts";
import { powerToDb } from "./decibels.ts";
import { applyFilters, cosines } from "./filters.ts";
import { MEL, type MelSettings, melSpectrogram } from "./mel.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";

/** Settings of cepstral coefficients. */
export interface MfccSettings extends MelSettings {
  /** How many coefficients, from the first on. */
  readonly nMfcc: number;
}

/** What is used where nothing else is said: librosa's. */
export const MFCC: MfccSettings = { ...MEL, nMfcc: 20 };

/** MFCC: the cosine transform of a mel spectrogram in decibels.
 *
 * @param input a sound, or its mel spectrogram in decibels
 * @returns frames × [nMfcc]
 * @see Davis, S. & Mermelstein, P. (1980). Comparison of parametric representations for monosyllabic word recognition.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i)), rate: 8000 };
 * assertEquals(mfcc(tone).shape, [20]);
 * ```
 */
export function mfcc(input: Sound | Frames, settings: Partial<MfccSettings> = {}): Frames {
  const { nMfcc, ...mel } = withDefaults(MFCC, settings);
  const bands = "samples" in input ? powerToDb(melSpectrogram(input, mel)) : input;
  const columns = bands.names.length;
  checkSetting("the setting nMfcc", nMfcc, { least: 1, most: columns, whole: true });
  const data = applyFilters(bands.data, columns, cosines(nMfcc, columns));
  return framesOf(data, numbered("mfcc", nMfcc), bands);
}
