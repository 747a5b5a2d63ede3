/** Per-channel energy normalisation: an automatic gain for every band, in place of the logarithm. */
import { checkSettings, withDefaults } from "../core/settings.ts";
import type { Frames } from "./sound.ts";

/** Settings of the gain. */
export interface PcenSettings {
  /** How much of the smoothed loudness is divided out: 0 nothing, 1 all. */
  readonly gain: number;
  /** What is added before the root is taken. */
  readonly bias: number;
  /** The root's exponent. */
  readonly power: number;
  /** Over how many seconds loudness is smoothed. */
  readonly timeConstant: number;
  /** What keeps silence from being raised. */
  readonly eps: number;
}

/** What is used where nothing else is said: librosa's. */
export const PCEN: PcenSettings = { gain: .98, bias: 2, power: .5, timeConstant: .4, eps: 1e-6 };

/** PCEN of a mel spectrogram: (S / (eps + M)^gain + bias)^power − bias^power, M being S smoothed over time.
 *
 * @param bands powers or magnitudes, scaled as 32-bit samples are (librosa's advice: times 2³¹)
 * @returns the same shape
 * @see Wang, Y. et al. (2017). Trainable frontend for robust and far-field keyword spotting.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const data = Float32Array.from({ length: 50 }, () => 1e6); // as loud all the time
 * const steady = pcen({ rows: 50, shape: [1], names: ["mel 1"], data, rate: 22050, hopLength: 512 });
 * assert(steady.data[49] < 1);
 * ```
 */
export function pcen(bands: Frames, settings: Partial<PcenSettings> = {}): Frames {
  const all = withDefaults(PCEN, settings), { gain, bias, power, timeConstant, eps } = all;
  checkSettings(all, {
    timeConstant: { above: 0 },
    eps: { above: 0 },
    gain: { least: 0 },
    bias: { least: 0 },
    power: { least: 0 },
  });
  const { data, rows, names, rate, hopLength } = bands, columns = names.length;
  const frames = timeConstant * rate / hopLength;
  const b = (Math.sqrt(1 + 4 * frames * frames) - 1) / (2 * frames * frames);
  const smooth = new Float64Array(columns).fill(1), result = new Float32Array(data.length);
  for (let r = 0, i = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, i++) {
      smooth[c] = b * data[i] + (1 - b) * smooth[c];
      const x = data[i] * Math.exp(-gain * (Math.log(eps) + Math.log1p(smooth[c] / eps)));
      result[i] = power === 0
        ? Math.log1p(x)
        : bias === 0
        ? x ** power
        : bias ** power * Math.expm1(power * Math.log1p(x / bias));
    }
  }
  return { ...bands, data: result };
}
