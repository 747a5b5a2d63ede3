/** What happens as the threshold moves, and whether probabilities mean what they say. */
import { InputError } from "../core/errors.ts";
import { argmax, column, type Matrix } from "../core/matrix.ts";
import { averagePrecision, rocAuc, thresholdCounts } from "./ranking.ts";

/** A curve ready to be drawn, and the area under all of it. */
export interface RankingCurve {
  readonly name: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly area: number;
}

/** At most this many points of a curve: more than a figure can show. */
const MOST = 200;

/** Both ends and points evenly spaced along the way between them. */
function thin(x: Float64Array, y: Float64Array): { x: Float64Array; y: Float64Array } {
  if (x.length <= MOST) return { x, y };
  const way = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++) {
    way[i] = way[i - 1] + Math.abs(x[i] - x[i - 1]) + Math.abs(y[i] - y[i - 1]);
  }
  const kept: number[] = [], step = way[x.length - 1] / (MOST - 1);
  for (let i = 0; i < x.length - 1; i++) if (way[i] >= kept.length * step) kept.push(i);
  const at = [...kept.slice(0, MOST - 1), x.length - 1];
  return { x: Float64Array.from(at, (i) => x[i]), y: Float64Array.from(at, (i) => y[i]) };
}

/** The ROC curve of one class: x the share of negatives, y of positives, at or above each threshold.
 * @param truth 1 for positive, 0 for negative; NaN throughout where one of them does not occur */
export function rocCurve(
  truth: ArrayLike<number>,
  score: ArrayLike<number>,
  name = "",
): RankingCurve {
  const { truePositives, falsePositives } = thresholdCounts(truth, score);
  const share = (counts: Float64Array) =>
    Float64Array.of(0, ...counts.map((count) => count / counts[counts.length - 1]));
  return { name, ...thin(share(falsePositives), share(truePositives)), area: rocAuc(truth, score) };
}

/** The precision-recall curve of one class: x recall, y precision at each threshold, from the highest on;
 * its area is the average precision (the sum of steps, not of trapezia, which flatter). */
export function precisionRecallCurve(
  truth: ArrayLike<number>,
  score: ArrayLike<number>,
  name = "",
): RankingCurve {
  const { truePositives: hits, falsePositives: alarms } = thresholdCounts(truth, score);
  const recall = hits.map((count) => count / hits[hits.length - 1]);
  const precision = hits.map((count, i) => count / (count + alarms[i]));
  // As scikit-learn draws it, the curve starts at recall 0 with precision 1.
  const x = Float64Array.of(0, ...recall), y = Float64Array.of(1, ...precision);
  return { name, ...thin(x, y), area: averagePrecision(truth, score) };
}

/** One curve per class, that class against the rest.
 *
 * @param truth true classes as positions in the columns of `probabilities`
 * @param curve {@linkcode rocCurve} or {@linkcode precisionRecallCurve}
 */
export function oneAgainstRest(
  truth: Int32Array,
  probabilities: Matrix,
  curve: typeof rocCurve,
): RankingCurve[] {
  return probabilities.names.map((name, c) =>
    curve(truth.map((code) => Number(code === c)), column(probabilities, c), name)
  );
}

/** A bin of a calibration curve. */
export interface CalibrationBin {
  /** Mean probability that was given. */
  readonly predicted: number;
  /** Share of rows in which it came true. */
  readonly observed: number;
  readonly rows: number;
}

/** How often what was called probable came true, in bins of equal width; empty bins are left out.
 *
 * Of the highest probability of each row (its confidence), or of one class.
 * @param options.class name of a column of `probabilities`
 * @throws {InputError} when there is no such class
 */
export function calibrationCurve(
  truth: Int32Array,
  probabilities: Matrix,
  options: { bins?: number; class?: string } = {},
): CalibrationBin[] {
  const { bins = 10, class: name } = options, k = probabilities.names.length;
  const wanted = name === undefined ? undefined : probabilities.names.indexOf(name);
  if (wanted === -1) {
    throw new InputError("no such class", {
      found: name,
      expected: `one of ${probabilities.names.join(", ")}`,
    });
  }
  const best = argmax(probabilities);
  const rows = new Int32Array(bins), sum = new Float64Array(bins), hits = new Int32Array(bins);
  for (let i = 0; i < truth.length; i++) {
    const c = wanted ?? best[i], p = probabilities.data[i * k + c];
    const bin = Math.min(bins - 1, Math.floor(p * bins));
    rows[bin]++;
    sum[bin] += p;
    if (truth[i] === c) hits[bin]++;
  }
  return Array.from(
    rows,
    (n, b) => ({ predicted: sum[b] / n, observed: hits[b] / n, rows: n }),
  ).filter((bin) => bin.rows > 0);
}
