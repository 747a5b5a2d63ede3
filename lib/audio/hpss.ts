/** Harmonic and percussive parts: what lasts in time against what spreads over frequencies. */
import { checkSetting, withDefaults } from "../core/settings.ts";
import { runningMedians } from "./median.ts";
import type { Sound } from "./sound.ts";
import { type ComplexSpectrogram, istft, type Spectrogram, spectrogram, stft } from "./stft.ts";

/** Settings of a separation. */
export interface HpssSettings {
  /** Frames, and bins, that a median is taken over: an odd number. */
  readonly kernelSize: number;
  /** How hard the border between both is: 2 is Wiener's filter. */
  readonly power: number;
  /** How many times stronger the harmonic part must be to count as such. */
  readonly marginHarmonic: number;
  /** How many times stronger the percussive part must be to count as such. */
  readonly marginPercussive: number;
}

/** What is used where nothing else is said: librosa's. */
export const HPSS: HpssSettings = {
  kernelSize: 31,
  power: 2,
  marginHarmonic: 1,
  marginPercussive: 1,
};

/** Which share of every bin is harmonic, and which percussive: medians over time keep what lasts, medians over
 * frequency what is struck. Each is computed when it is asked for.
 *
 * @param spectrum magnitudes
 * @see FitzGerald, D. (2010). Harmonic/percussive separation using median filtering.
 * @see Driedger, J., Müller, M. & Disch, S. (2014). Extending harmonic-percussive separation (the margins).
 */
export function hpssMasks(
  spectrum: Spectrogram,
  settings: Partial<HpssSettings> = {},
): { harmonic(): Float32Array; percussive(): Float32Array } {
  const { kernelSize, power, marginHarmonic, marginPercussive } = withDefaults(HPSS, settings);
  checkSetting("the setting power", power, { above: 0 });
  checkSetting("the setting marginHarmonic", marginHarmonic, { least: 1 });
  checkSetting("the setting marginPercussive", marginPercussive, { least: 1 });
  const windows = { rows: kernelSize, columns: kernelSize };
  const { down, along } = runningMedians(spectrum.data, spectrum.shape[0], windows);
  const split = marginHarmonic === 1 && marginPercussive === 1;
  return {
    harmonic: () => softMask(down, along, marginHarmonic, power, split),
    percussive: () => softMask(along, down, marginPercussive, power, split),
  };
}

/** aᵖ / (aᵖ + (margin · b)ᵖ). Where both are zero: a half each, or nothing. */
function softMask(
  a: Float32Array,
  b: Float32Array,
  margin: number,
  power: number,
  split: boolean,
): Float32Array {
  const mask = new Float32Array(a.length);
  for (let i = 0; i < mask.length; i++) {
    const x = a[i], y = b[i] * margin, most = x > y ? x : y;
    if (most < 1.17549435e-38) mask[i] = split ? .5 : 0;
    else if (power === 2) mask[i] = x * x / (x * x + y * y);
    else mask[i] = (x / most) ** power / ((x / most) ** power + (y / most) ** power);
  }
  return mask;
}

/** A spectrum's harmonic and percussive parts; without margins they add up to the whole.
 *
 * @param spectrum complex
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { stft } from "./stft.ts";
 * const whole = stft({ samples: Float32Array.from({ length: 9000 }, (_, i) => Math.sin(i * i)), rate: 22050 });
 * const { harmonic, percussive } = hpss(whole);
 * assertAlmostEquals(harmonic.data[5000] + percussive.data[5000], whole.data[5000], 1e-5);
 * ```
 */
export function hpss(
  spectrum: ComplexSpectrogram,
  settings: Partial<HpssSettings> = {},
): { readonly harmonic: ComplexSpectrogram; readonly percussive: ComplexSpectrogram } {
  const masks = hpssMasks(spectrogram(spectrum), settings);
  return {
    harmonic: masked(spectrum, masks.harmonic()),
    percussive: masked(spectrum, masks.percussive()),
  };
}

/** A spectrum, each bin times its share. */
export function masked(spectrum: ComplexSpectrogram, mask: Float32Array): ComplexSpectrogram {
  const data = new Float32Array(spectrum.data.length);
  for (let i = 0; i < mask.length; i++) {
    data[2 * i] = mask[i] * spectrum.data[2 * i];
    data[2 * i + 1] = mask[i] * spectrum.data[2 * i + 1];
  }
  return { ...spectrum, data };
}

/** The harmonic part of a sound.
 *
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const tone = (i: number) => Math.sin(2 * Math.PI * 440 * i / 22050);
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => tone(i) + (i === 11000 ? 9 : 0)); // and a click
 * const { samples: left } = harmonic({ samples, rate: 22050 });
 * assert(Math.abs(left[11000] - tone(11000)) < 3);
 * ```
 */
export function harmonic(sound: Sound, settings: Partial<HpssSettings> = {}): Sound {
  const spectrum = stft(sound), masks = hpssMasks(spectrogram(spectrum), settings);
  return istft(masked(spectrum, masks.harmonic()), sound.samples.length);
}

/** The percussive part of a sound.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8) + (i === 11000 ? 9 : 0));
 * const { samples: left } = percussive({ samples, rate: 22050 });
 * assert(left[11000] > 6);
 * ```
 */
export function percussive(sound: Sound, settings: Partial<HpssSettings> = {}): Sound {
  const spectrum = stft(sound), masks = hpssMasks(spectrogram(spectrum), settings);
  return istft(masked(spectrum, masks.percussive()), sound.samples.length);
}
