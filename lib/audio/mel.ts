/** Mel spectrogram: powers summed in bands that are as wide as the ear's steps of pitch. */
import { withDefaults } from "../core/settings.ts";
import { applyFilters } from "./filters.ts";
import { type MelBands, melFilters } from "./mel_filters.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";
import { asSpectrogram, type Spectrogram, STFT, type StftSettings } from "./stft.ts";

/** Settings of a mel spectrogram. */
export interface MelSettings extends StftSettings, MelBands {}

/** What is used where nothing else is said: librosa's. */
export const MEL: MelSettings = { ...STFT, nMels: 128, fmin: 0, fmax: null };

/** Mel spectrogram, in powers.
 *
 * @param input a sound, or its spectrogram
 * @returns frames × [nMels]
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i)), rate: 8000 };
 * assertEquals(melSpectrogram(tone, { nMels: 40 }).shape, [40]);
 * ```
 */
export function melSpectrogram(
  input: Sound | Spectrogram,
  settings: Partial<MelSettings> = {},
): Frames {
  const { nMels, fmin, fmax, ...frames } = withDefaults(MEL, settings);
  const powers = asSpectrogram(input, 2, frames);
  const filters = melFilters({ ...powers, nMels, fmin, fmax });
  const data = applyFilters(powers.data, powers.shape[0], filters);
  return framesOf(data, numbered("mel", nMels), powers);
}
