/** Mel spectrogram: powers summed in bands that are as wide as the ear's steps of pitch. */
import { InputError } from "../core/errors.ts";
import { checkSetting, withDefaults } from "../core/settings.ts";
import { applyFilters, type Filter, filterOf } from "./filters.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";
import {
  asSpectrogram,
  fftFrequencies,
  type Spectrogram,
  STFT,
  type StftSettings,
} from "./stft.ts";

/** Settings of a mel spectrogram. */
export interface MelSettings extends StftSettings {
  /** How many bands. */
  readonly nMels: number;
  /** Where the lowest begins, in Hz. */
  readonly fmin: number;
  /** Where the highest ends, in Hz; half the sample rate where null. */
  readonly fmax: number | null;
}

/** What is used where nothing else is said: librosa's. */
export const MEL: MelSettings = { ...STFT, nMels: 128, fmin: 0, fmax: null };

// Slaney's scale (Auditory Toolbox, 1998): linear to 1,000 Hz, 15 mel there; then 27 mel for each factor of 6.4.
const KNEE = 1000, STEP = 200 / 3, GROWTH = Math.log(6.4) / 27;

/** Hz to mel, on Slaney's scale.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(hzToMel(1000), 15);
 * ```
 */
export const hzToMel = (hz: number): number =>
  hz < KNEE ? hz / STEP : KNEE / STEP + Math.log(hz / KNEE) / GROWTH;

/** Mel to Hz, on Slaney's scale.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(melToHz(15), 1000);
 * ```
 */
export const melToHz = (mel: number): number =>
  mel < KNEE / STEP ? mel * STEP : KNEE * Math.exp(GROWTH * (mel - KNEE / STEP));

/** The edges and middles of bands, in Hz: nMels + 2 numbers; band m rises from m to m + 1 and falls to m + 2. */
export function melFrequencies(nMels: number, fmin: number, fmax: number): Float64Array {
  const low = hzToMel(fmin), high = hzToMel(fmax);
  return Float64Array.from(
    { length: nMels + 2 },
    (_, i) => melToHz(low + (high - low) * i / (nMels + 1)),
  );
}

const made = new Map<string, readonly Filter[]>();

/** Triangular filters over the bins of a spectrum, each of area 1. Made once for each setting.
 * @throws {InputError} when fmin is not below fmax
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(melFilters({ rate: 22050, nFft: 2048, nMels: 40, fmin: 0, fmax: null }).length, 40);
 * ```
 */
export function melFilters(
  { rate, nFft, nMels, fmin, fmax }: Omit<MelSettings, "hopLength"> & { readonly rate: number },
): readonly Filter[] {
  checkSetting("the setting nMels", nMels, { least: 1, whole: true });
  const top = fmax ?? rate / 2;
  if (!(fmin >= 0 && fmin < top)) {
    throw new InputError("the band of a mel spectrogram", {
      found: `${fmin} to ${top} Hz`,
      expected: "a lower end from 0 and below the upper end",
    });
  }
  const key = [rate, nFft, nMels, fmin, top].join();
  let filters = made.get(key);
  if (!filters) {
    const edges = melFrequencies(nMels, fmin, top), bins = fftFrequencies({ rate, nFft });
    filters = Array.from({ length: nMels }, (_, m) => {
      const [from, middle, to] = edges.subarray(m, m + 3);
      return filterOf(bins.map((hz) => {
        const height = Math.min((hz - from) / (middle - from), (to - hz) / (to - middle));
        return Math.max(0, height) * 2 / (to - from);
      }));
    });
    made.set(key, filters);
  }
  return filters;
}

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
