/** The mel scale, and filters over the bins of a spectrum that are as wide as the ear's steps of pitch. */
import { InputError } from "../core/errors.ts";
import { checkSetting } from "../core/settings.ts";
import { type Filter, filterOf } from "./filters.ts";
import { fftFrequencies } from "./window.ts";

/** Which bands a mel spectrogram has. */
export interface MelBands {
  /** How many bands. */
  readonly nMels: number;
  /** Where the lowest begins, in Hz. */
  readonly fmin: number;
  /** Where the highest ends, in Hz; half the sample rate where null. */
  readonly fmax: number | null;
}

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
  { rate, nFft, nMels, fmin, fmax }: MelBands & { readonly rate: number; readonly nFft: number },
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
