/** Scores of an order: how well a number sorts positives before negatives. */
import { InputError } from "../../core/errors.ts";

/** Positions of `score`, highest first. */
function descending(score: ArrayLike<number>): Int32Array {
  for (let i = 0; i < score.length; i++) {
    if (!Number.isNaN(score[i])) continue;
    throw new InputError(`NaN has no place in an order: score ${i} (from 0)`, {
      expected: "a number",
    });
  }
  return Int32Array.from({ length: score.length }, (_, i) => i).sort((a, b) => score[b] - score[a]);
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
  const order = descending(score), points: [number, number, number][] = [];
  let hits = 0, alarms = 0;
  for (let i = 0; i < order.length; i++) {
    if (truth[order[i]]) hits++;
    else alarms++;
    const last = i === order.length - 1 || score[order[i + 1]] !== score[order[i]];
    if (last) points.push([score[order[i]], hits, alarms]);
  }
  const pick = (k: number) => Float64Array.from(points, (point) => point[k]);
  return { threshold: pick(0), truePositives: pick(1), falsePositives: pick(2) };
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
export function rocAuc(truth: ArrayLike<number>, score: ArrayLike<number>): number {
  const { truePositives: hits, falsePositives: alarms } = thresholdCounts(truth, score);
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
export function averagePrecision(truth: ArrayLike<number>, score: ArrayLike<number>): number {
  const { truePositives: hits, falsePositives: alarms } = thresholdCounts(truth, score);
  let sum = 0, before = 0;
  for (let i = 0; i < hits.length; i++) {
    sum += (hits[i] - before) * hits[i] / (hits[i] + alarms[i]);
    before = hits[i];
  }
  return sum / before;
}
