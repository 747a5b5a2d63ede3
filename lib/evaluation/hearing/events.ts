/** Moments found against moments that are true: onsets and beats. */
import { InputError } from "../../core/errors.ts";

/** Precision, recall and their harmonic mean. */
export interface EventScore {
  /** 2 · precision · recall / (precision + recall). */
  readonly fMeasure: number;
  /** Which share of the moments found is true. */
  readonly precision: number;
  /** Which share of the true moments was found. */
  readonly recall: number;
}

/** Refuses times that do not ascend. */
export function checkTimes(what: string, times: ArrayLike<number>): void {
  for (let i = 0; i < times.length; i++) {
    if (!Number.isFinite(times[i]) || (i > 0 && times[i] < times[i - 1])) {
      throw new InputError(`${what}: times in seconds, ascending`, { found: times[i], row: i + 1 });
    }
  }
}

/** F-measure of moments: each true one may be matched with one that was found at most `window` seconds away.
 *
 * @see Raffel, C. et al. (2014). mir_eval: a transparent implementation of common MIR metrics.
 */
function eventScore(
  reference: ArrayLike<number>,
  found: ArrayLike<number>,
  window: number,
): EventScore {
  checkTimes("true moments", reference);
  checkTimes("moments found", found);
  let hits = 0;
  // In order, each with the first that is near enough: no other matching has more pairs.
  for (let r = 0, f = 0; r < reference.length && f < found.length;) {
    const gap = found[f] - reference[r];
    if (Math.abs(gap) <= window) {
      hits++;
      r++;
      f++;
    } else if (gap < 0) f++;
    else r++;
  }
  const precision = found.length ? hits / found.length : 0;
  const recall = reference.length ? hits / reference.length : 0;
  const fMeasure = hits ? 2 * precision * recall / (precision + recall) : 0;
  return { fMeasure, precision, recall };
}

/** How well onsets were found, each within 50 ms.
 *
 * @param reference seconds, ascending
 * @param found seconds, ascending
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(onsetScore([1, 2, 3, 4], [1.04, 2.06]), { fMeasure: 1 / 3, precision: .5, recall: .25 });
 * ```
 */
export const onsetScore = (
  reference: ArrayLike<number>,
  found: ArrayLike<number>,
  { window = .05 }: { readonly window?: number } = {},
): EventScore => eventScore(reference, found, window);

/** How well beats were found, each within 70 ms.
 *
 * @param reference seconds, ascending
 * @param found seconds, ascending
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(beatScore([1, 2, 3, 4], [1.06, 3, 5]).precision, 2 / 3);
 * ```
 */
export const beatScore = (
  reference: ArrayLike<number>,
  found: ArrayLike<number>,
  { window = .07 }: { readonly window?: number } = {},
): EventScore => eventScore(reference, found, window);

/** Beats without those of the first seconds, in which a listener finds the beat.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([...trimBeats([1, 5, 9])], [5, 9]);
 * ```
 */
export const trimBeats = (times: ArrayLike<number>, seconds = 5): Float64Array =>
  Float64Array.from(times).filter((time) => time >= seconds);
