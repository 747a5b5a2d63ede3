/** Scores of an order: how well a number sorts positives before negatives. */
import { InputError } from "../../core/errors.ts";

/** The scores of the rows whose truth is `of`, highest first. */
function descending(truth: ArrayLike<number>, score: ArrayLike<number>, of: boolean): Float64Array {
  const own = new Float64Array(score.length);
  let count = 0;
  for (let i = 0; i < score.length; i++) if (Boolean(truth[i]) === of) own[count++] = score[i];
  return own.subarray(0, count).sort().reverse();
}

function checkScores(score: ArrayLike<number>): void {
  for (let i = 0; i < score.length; i++) {
    if (!Number.isNaN(score[i])) continue;
    throw new InputError(`NaN has no place in an order: score ${i} (from 0)`, {
      expected: "a number",
    });
  }
}

/** A point for every distinct threshold, highest first: rows at or above it that are positive and negative. */
export interface ThresholdCounts {
  /** Distinct scores, descending. */
  readonly threshold: Float64Array;
  /** Positives at or above each threshold. */
  readonly truePositives: Float64Array;
  /** Negatives at or above it. */
  readonly falsePositives: Float64Array;
}

/** Counts of hits and false alarms for every distinct threshold.
 *
 * @param truth 1 for positive, 0 for negative
 * @param score the higher, the more positive
 * @throws {InputError} on a score of NaN, as of all functions here
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { threshold, truePositives, falsePositives } = thresholdCounts([0, 1, 1], [.2, .2, .9]);
 * assertEquals([[...threshold], [...truePositives], [...falsePositives]], [[.9, .2], [1, 2], [0, 1]]);
 * ```
 */
export function thresholdCounts(
  truth: ArrayLike<number>,
  score: ArrayLike<number>,
): ThresholdCounts {
  checkScores(score);
  // sorted without a comparison of our own, which takes ten times as long
  const positives = descending(truth, score, true), negatives = descending(truth, score, false);
  const threshold = new Float64Array(score.length), truePositives = threshold.slice();
  const falsePositives = threshold.slice();
  let hits = 0, alarms = 0, points = 0;
  while (hits < positives.length || alarms < negatives.length) {
    const isHit = hits < positives.length, isAlarm = alarms < negatives.length;
    const at = isHit && (!isAlarm || positives[hits] > negatives[alarms])
      ? positives[hits]
      : negatives[alarms];
    while (hits < positives.length && positives[hits] === at) hits++;
    while (alarms < negatives.length && negatives[alarms] === at) alarms++;
    [threshold[points], truePositives[points], falsePositives[points]] = [at, hits, alarms];
    points++;
  }
  return {
    threshold: threshold.slice(0, points),
    truePositives: truePositives.slice(0, points),
    falsePositives: falsePositives.slice(0, points),
  };
}

/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half.
 * NaN when there is no positive or no negative.
 *
 * @param truth 1 for positive, 0 for negative
 * @param score the higher, the more positive
 * @see Hanley, J. A. & McNeil, B. J. (1982). The meaning and use of the area under a ROC curve. Radiology 143.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(rocAuc([0, 0, 1, 1], [.1, .4, .35, .8]), .75); // three of the four pairs are in order
 * ```
 */
export const rocAuc = (truth: ArrayLike<number>, score: ArrayLike<number>): number =>
  rocAucOf(thresholdCounts(truth, score));

/** {@linkcode rocAuc} of counts that are made already. */
export function rocAucOf({ truePositives: hits, falsePositives: alarms }: ThresholdCounts): number {
  let area = 0, hitsBefore = 0, alarmsBefore = 0;
  for (let i = 0; i < hits.length; i++) {
    area += (alarms[i] - alarmsBefore) * (hits[i] + hitsBefore) / 2;
    [hitsBefore, alarmsBefore] = [hits[i], alarms[i]];
  }
  return area / (hitsBefore * alarmsBefore);
}

/** Average precision: the mean of precision over thresholds, weighted by the step in recall.
 *
 * @param truth 1 for positive, 0 for negative
 * @param score the higher, the more positive
 * @returns 0 to 1; NaN when there is no positive
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(averagePrecision([0, 0, 1, 1], [.1, .4, .35, .8]), 5 / 6);
 * ```
 */
export const averagePrecision = (truth: ArrayLike<number>, score: ArrayLike<number>): number =>
  averagePrecisionOf(thresholdCounts(truth, score));

/** {@linkcode averagePrecision} of counts that are made already. */
export function averagePrecisionOf(
  { truePositives: hits, falsePositives: alarms }: ThresholdCounts,
): number {
  let sum = 0, before = 0;
  for (let i = 0; i < hits.length; i++) {
    sum += (hits[i] - before) * hits[i] / (hits[i] + alarms[i]);
    before = hits[i];
  }
  return sum / before;
}
