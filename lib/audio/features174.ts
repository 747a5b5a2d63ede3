/** The 174 features of a track: what a much-used set of descriptors of music holds, in its order. */
import { InputError } from "../core/errors.ts";
import { onsetStrength } from "./onset.ts";
import { powerToDb } from "./decibels.ts";
import { chromaStft, PITCH_CLASSES } from "./chroma.ts";
import { HPSS, separate } from "./hpss.ts";
import { melSpectrogram } from "./mel.ts";
import { mfcc } from "./mfcc.ts";
import { meanOverTime, numbered, seconds, type Sound } from "./sound.ts";
import { spectralContrast } from "./contrast.ts";
import { asSpectrogram, istft, spectrogram, stft } from "./stft.ts";
import { tempo } from "./tempo.ts";
import { TONNETZ, tonnetz } from "./tonnetz.ts";

/** Names of the features, in order. */
export const FEATURES_174: readonly string[] = [
  "tempo",
  ...numbered("mfcc", 20),
  ...PITCH_CLASSES.map((name) => `chroma ${name}`),
  ...numbered("contrast", 7),
  ...TONNETZ.map((name) => `tonnetz ${name}`),
  ...numbered("mel", 128),
];

/** Seconds of the longest track: its spectra take about a megabyte a second. */
const LONGEST = 600;

/** Tempo, and means over time of 20 MFCC, 12 chroma, 7 contrasts, the 6 numbers of the tonnetz of the harmonic part and
 * 128 mel bands (powers): librosa's, all with their defaults, from one Fourier transform.
 *
 * @returns 174 numbers, named by {@linkcode FEATURES_174}
 * @throws {InputError} when it lasts longer than ten minutes (half a gigabyte of memory), or the rate is too low for the bands of the contrast or the tonnetz (about 12,800)
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8)), rate: 22050 };
 * assertEquals(features174(tone).length, FEATURES_174.length);
 * ```
 */
export function features174(sound: Sound): Float64Array {
  return measure(sound).features;
}

/** The 174 features, and the measures of which they are means. */
export function measure(sound: Sound) {
  if (seconds(sound) > LONGEST) {
    throw new InputError("too long a track for features over its whole length", {
      found: `${Math.round(seconds(sound))} seconds`,
      expected: `at most ${LONGEST}; a part of it is read by the settings offset and duration`,
    });
  }
  const spectrum = stft(sound);
  const magnitudes = spectrogram(spectrum), powers = asSpectrogram(magnitudes, 2);
  const mel = melSpectrogram(powers), decibels = powerToDb(mel);
  const [lasting] = separate(spectrum, ["harmonic"], HPSS, magnitudes);
  const harmonic = istft(lasting, sound.samples.length);
  const frames = {
    ...{ mfcc: mfcc(decibels), chroma: chromaStft(powers), contrast: spectralContrast(magnitudes) },
    ...{ tonnetz: tonnetz(harmonic), mel },
  };
  const features = Float64Array.from([
    tempo(onsetStrength(decibels, { aggregate: "median" })),
    ...Object.values(frames).flatMap((measured) => [...meanOverTime(measured)]),
  ]);
  return { features, frames, magnitudes, decibels, harmonic };
}
