/** Harmonic and percussive parts: what lasts in time against what spreads over frequencies. */
import { checkSettings, withDefaults } from "../core/settings.ts";
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
  const all = withDefaults(HPSS, settings);
  const { kernelSize, power, marginHarmonic, marginPercussive } = all;
  checkSettings(all, {
    power: { above: 0 },
    marginHarmonic: { least: 1 },
    marginPercussive: { least: 1 },
  });
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
  const [harmonic, percussive] = separate(spectrum, ["harmonic", "percussive"], settings);
  return { harmonic, percussive };
}

/** Frames that are separated at once: what a median needs is a few megabytes, however long a sound is. */
const BLOCK = 1024;

/** Parts of a spectrum.
 * @param magnitudes of the spectrum, where they are known already */
export function separate(
  spectrum: ComplexSpectrogram,
  parts: readonly ("harmonic" | "percussive")[],
  settings: Partial<HpssSettings> = {},
  magnitudes?: Spectrogram,
): ComplexSpectrogram[] {
  const { data, rows, shape: [bins] } = spectrum;
  const around = Math.floor(withDefaults(HPSS, settings).kernelSize / 2);
  const results = parts.map(() => new Float32Array(data.length));
  for (let first = 0; first < rows; first += BLOCK) {
    // a block and the frames on both sides that its medians look at
    const last = Math.min(rows, first + BLOCK);
    const from = Math.max(0, first - around), to = Math.min(rows, last + around);
    const block = magnitudes
      ? { ...magnitudes, rows: to - from, data: magnitudes.data.subarray(from * bins, to * bins) }
      : spectrogram({
        ...spectrum,
        rows: to - from,
        data: data.subarray(2 * from * bins, 2 * to * bins),
      });
    const masks = hpssMasks(block, settings), before = from * bins;
    parts.forEach((part, p) => {
      const mask = masks[part](), result = results[p];
      for (let i = first * bins; i < last * bins; i++) {
        const share = mask[i - before];
        result[2 * i] = share * data[2 * i];
        result[2 * i + 1] = share * data[2 * i + 1];
      }
    });
  }
  return results.map((result) => ({ ...spectrum, data: result }));
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
  return istft(separate(stft(sound), ["harmonic"], settings)[0], sound.samples.length);
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
  return istft(separate(stft(sound), ["percussive"], settings)[0], sound.samples.length);
}
