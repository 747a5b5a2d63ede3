/** A spectrum in one number a frame: where its middle lies, how wide it is, how noisy. */
import { checkSetting } from "../core/settings.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";
import { asSpectrogram, type Spectrogram, type StftSettings } from "./stft.ts";
import { fftFrequencies } from "./window.ts";

/** One number a frame from its magnitudes. */
function perFrame(
  name: string,
  input: Sound | Spectrogram,
  settings: Partial<StftSettings>,
  measure: (magnitudes: Float32Array, hz: Float64Array) => number,
): Frames {
  const spectrum = asSpectrogram(input, 1, settings), bins = spectrum.shape[0];
  const hz = fftFrequencies(spectrum), data = new Float32Array(spectrum.rows);
  for (let r = 0; r < data.length; r++) {
    data[r] = measure(spectrum.data.subarray(r * bins, (r + 1) * bins), hz);
  }
  return framesOf(data, [name], spectrum);
}

function sumOf(magnitudes: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < magnitudes.length; k++) sum += magnitudes[k];
  return sum;
}

/** The mean frequency, weighed by magnitudes; 0 in silence. */
function meanFrequency(magnitudes: Float32Array, hz: Float64Array): number {
  const sum = sumOf(magnitudes);
  let weighed = 0;
  for (let k = 0; k < hz.length; k++) weighed += hz[k] * magnitudes[k];
  return sum < 1.2e-38 ? 0 : weighed / sum;
}

/** Spectral centroid in Hz: the middle of a spectrum, heard as brightness.
 *
 * @param input a sound, or its spectrogram
 * @returns frames × [1]
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 1000 * i / 22050));
 * assertAlmostEquals(spectralCentroid({ samples, rate: 22050 }).data[20], 1000, 5);
 * ```
 */
export function spectralCentroid(
  input: Sound | Spectrogram,
  settings: Partial<StftSettings> = {},
): Frames {
  return perFrame("centroid", input, settings, meanFrequency);
}

/** Spectral bandwidth in Hz: how far a spectrum spreads around its centroid (a standard deviation).
 *
 * @returns frames × [1]
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 1000 * i / 22050));
 * assert(spectralBandwidth({ samples, rate: 22050 }).data[20] < 100);
 * ```
 */
export function spectralBandwidth(
  input: Sound | Spectrogram,
  settings: Partial<StftSettings> = {},
): Frames {
  return perFrame("bandwidth", input, settings, (magnitudes, hz) => {
    const middle = meanFrequency(magnitudes, hz), sum = sumOf(magnitudes);
    let squares = 0;
    for (let k = 0; k < hz.length; k++) squares += magnitudes[k] * (hz[k] - middle) ** 2;
    return sum < 1.2e-38 ? 0 : Math.sqrt(squares / sum);
  });
}

/** Spectral roll-off in Hz: what share `rollPercent` of the magnitudes lies below.
 *
 * @returns frames × [1]
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 1000 * i / 22050));
 * assertAlmostEquals(spectralRolloff({ samples, rate: 22050 }).data[20], 1000, 25);
 * ```
 */
export function spectralRolloff(
  input: Sound | Spectrogram,
  { rollPercent = .85, ...settings }: Partial<StftSettings> & { readonly rollPercent?: number } =
    {},
): Frames {
  checkSetting("the setting rollPercent", rollPercent, { above: 0, below: 1 });
  return perFrame("rolloff", input, settings, (magnitudes, hz) => {
    const threshold = rollPercent * sumOf(magnitudes);
    let below = 0, k = 0;
    while (k < hz.length - 1 && (below += magnitudes[k]) < threshold) k++;
    return hz[k];
  });
}

/** Spectral flatness: geometric over arithmetic mean of powers; 1 is white noise, 0 a pure tone.
 *
 * @returns frames × [1]
 * @see Dubnov, S. (2004). Generalization of spectral flatness measure for non-Gaussian linear processes.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 1000 * i / 22050));
 * assert(spectralFlatness({ samples, rate: 22050 }).data[20] < .001);
 * ```
 */
export function spectralFlatness(
  input: Sound | Spectrogram,
  { amin = 1e-10, ...settings }: Partial<StftSettings> & { readonly amin?: number } = {},
): Frames {
  checkSetting("the setting amin", amin, { above: 0 });
  return perFrame("flatness", input, settings, (magnitudes) => {
    let logs = 0, sum = 0;
    for (let k = 0; k < magnitudes.length; k++) {
      const power = Math.max(amin, magnitudes[k] * magnitudes[k]);
      logs += Math.log(power);
      sum += power;
    }
    return Math.exp(logs / magnitudes.length) * magnitudes.length / sum;
  });
}
