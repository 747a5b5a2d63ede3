/** Spectral contrast: how far peaks stand above valleys in each octave. */
import { InputError } from "../core/errors.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { mean } from "../core/statistics.ts";
import { powerToDb } from "./decibels.ts";
import { roundHalfEven } from "./round.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";
import { asSpectrogram, type Spectrogram, STFT, type StftSettings } from "./stft.ts";
import { fftFrequencies } from "./window.ts";

/** Settings of a spectral contrast. */
export interface ContrastSettings extends StftSettings {
  /** Where the second band begins, in Hz; the first lies below. */
  readonly fmin: number;
  /** How many bands above the first, each an octave wide. */
  readonly nBands: number;
  /** Which share of a band's bins are its peak, and its valley. */
  readonly quantile: number;
}

/** What is used where nothing else is said: librosa's. */
export const CONTRAST: ContrastSettings = { ...STFT, fmin: 200, nBands: 6, quantile: .02 };

/** Spectral contrast in dB: mean of the strongest bins of a band against mean of its weakest.
 *
 * @param input a sound, or its spectrogram
 * @returns frames × [nBands + 1]
 * @throws {InputError} when the bands reach beyond half the sample rate
 * @see Jiang, D.-N. et al. (2002). Music type classification by spectral contrast feature.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i)), rate: 22050 };
 * assertEquals(spectralContrast(tone).names.length, 7);
 * ```
 */
export function spectralContrast(
  input: Sound | Spectrogram,
  settings: Partial<ContrastSettings> = {},
): Frames {
  const all = withDefaults(CONTRAST, settings), { fmin, nBands, quantile, ...frames } = all;
  checkSettings(all, {
    nBands: { least: 1, whole: true },
    fmin: { above: 0 },
    quantile: { above: 0, below: 1 },
  });
  const spectrum = asSpectrogram(input, 1, frames), { data, rows, rate } = spectrum;
  if (fmin * 2 ** (nBands - 1) >= rate / 2) {
    throw new InputError("bands of a spectral contrast beyond half the sample rate", {
      found: `${nBands} octaves from ${fmin} Hz at ${rate} samples a second`,
      expected: "fewer bands, or a lower fmin",
    });
  }
  const bins = fftFrequencies(spectrum), columns = bins.length, width = nBands + 1;
  const peaks = new Float32Array(rows * width), valleys = new Float32Array(rows * width);
  for (let band = 0; band < width; band++) {
    const { start, end, count } = bandOf(bins, band, { fmin, nBands, quantile });
    const low = new Float32Array(count), high = new Float32Array(count);
    for (let r = 0; r < rows; r++) {
      extremes(data, r * columns + start, r * columns + end, low, high);
      valleys[r * width + band] = mean(low);
      peaks[r * width + band] = mean(high);
    }
  }
  const names = numbered("contrast", width);
  const top = powerToDb(framesOf(peaks, names, spectrum));
  const bottom = powerToDb(framesOf(valleys, names, spectrum));
  return { ...top, data: top.data.map((x, i) => x - bottom.data[i]) };
}

/** The bins of a band, and how many of them are its peak. Every band but the lowest begins a bin early, every band but
 * the highest leaves its last bin to the next, and the highest takes all that are left. */
function bandOf(
  bins: Float64Array,
  band: number,
  { fmin, nBands, quantile }: Pick<ContrastSettings, "fmin" | "nBands" | "quantile">,
): { start: number; end: number; count: number } {
  const from = band === 0 ? 0 : fmin * 2 ** (band - 1), to = fmin * 2 ** band;
  let start = bins.findIndex((hz) => hz >= from);
  let end = bins.findLastIndex((hz) => hz <= to) + 1;
  if (band > 0) start--;
  if (band === nBands) end = bins.length;
  const count = Math.max(1, roundHalfEven(quantile * (end - start)));
  return { start, end: band < nBands ? Math.max(end - 1, start + 1) : end, count };
}

/** The smallest and the largest values of data[from … to), as many as `low` and `high` hold, in order. */
function extremes(
  data: Float32Array,
  from: number,
  to: number,
  low: Float32Array,
  high: Float32Array,
): void {
  const last = low.length - 1;
  low.fill(Infinity);
  high.fill(-Infinity);
  for (let i = from; i < to; i++) {
    const x = data[i];
    if (x < low[last]) {
      let k = last;
      for (; k > 0 && low[k - 1] > x; k--) low[k] = low[k - 1];
      low[k] = x;
    }
    if (x > high[last]) {
      let k = last;
      for (; k > 0 && high[k - 1] < x; k--) high[k] = high[k - 1];
      high[k] = x;
    }
  }
}
