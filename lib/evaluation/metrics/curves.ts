/** ROC curves, precision-recall curves, and bins of calibration. */
import { InputError } from "../../core/errors.ts";
import { argmax, column, type Matrix } from "../../core/matrix.ts";
import { averagePrecision, rocAuc, thresholdCounts } from "./ranking.ts";

/** A ROC curve: shares of negatives and of positives at or above each threshold. */
export interface RocPoints {
  /** Name of the class that counts as positive. */
  readonly name: string;
  /** Share of the negatives at or above each threshold, from 0 to 1. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives, likewise. */
  readonly truePositiveRate: Float64Array;
  /** Area under all of the curve. */
  readonly area: number;
}

/** A precision-recall curve. */
export interface PrecisionRecallPoints {
  /** Name of the class that counts as positive. */
  readonly name: string;
  /** Share of the positives at or above each threshold, from 0 to 1. */
  readonly recall: Float64Array;
  /** Share of positives among the rows at or above it, 0 to 1. */
  readonly precision: Float64Array;
  /** Average precision: a sum of steps, for trapezia would flatter. */
  readonly area: number;
}

/** At most this many points of a curve: more than a figure can show. */
const MOST = 200;

/** Both ends and points evenly spaced along the way between them, as pairs of coordinates. */
function thin(x: Float64Array, y: Float64Array): [x: Float64Array, y: Float64Array] {
  if (x.length <= MOST) return [x, y];
  const way = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++) {
    way[i] = way[i - 1] + Math.abs(x[i] - x[i - 1]) + Math.abs(y[i] - y[i - 1]);
  }
  const kept: number[] = [], step = way[x.length - 1] / (MOST - 1);
  for (let i = 0; i < x.length - 1; i++) if (way[i] >= kept.length * step) kept.push(i);
  const at = [...kept.slice(0, MOST - 1), x.length - 1];
  return [Float64Array.from(at, (i) => x[i]), Float64Array.from(at, (i) => y[i])];
}

/** The ROC curve of one class, of at most 200 points.
 *
 * @param truth 1 for positive, 0 for negative; NaN throughout where one of them does not occur
 * @param score the higher, the more positive
 * @param name stands in the figure's legend
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { falsePositiveRate, truePositiveRate, area } = rocPoints([0, 0, 1, 1], [.1, .4, .35, .8]);
 * assertEquals([...falsePositiveRate], [0, 0, .5, .5, 1]);
 * assertEquals([...truePositiveRate], [0, .5, .5, 1, 1]);
 * assertEquals(area, .75);
 * ```
 */
export function rocPoints(
  truth: ArrayLike<number>,
  score: ArrayLike<number>,
  name = "",
): RocPoints {
  const { truePositives, falsePositives } = thresholdCounts(truth, score);
  const share = (counts: Float64Array) =>
    Float64Array.of(0, ...counts.map((count) => count / counts[counts.length - 1]));
  const [falsePositiveRate, truePositiveRate] = thin(share(falsePositives), share(truePositives));
  return { name, falsePositiveRate, truePositiveRate, area: rocAuc(truth, score) };
}

/** The precision-recall curve of one class, of at most 200 points; as scikit-learn's it starts at recall 0
 * with precision 1. Parameters as of {@linkcode rocPoints}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { recall, precision } = precisionRecallPoints([0, 1, 1], [.2, .1, .9]);
 * assertEquals([...recall], [0, .5, .5, 1]);
 * assertEquals([...precision], [1, 1, .5, 2 / 3]);
 * ```
 */
export function precisionRecallPoints(
  truth: ArrayLike<number>,
  score: ArrayLike<number>,
  name = "",
): PrecisionRecallPoints {
  const { truePositives: hits, falsePositives: alarms } = thresholdCounts(truth, score);
  const [recall, precision] = thin(
    Float64Array.of(0, ...hits.map((count) => count / hits[hits.length - 1])),
    Float64Array.of(1, ...hits.map((count, i) => count / (count + alarms[i]))),
  );
  return { name, recall, precision, area: averagePrecision(truth, score) };
}

/** One curve per class, that class against the rest.
 *
 * @param truth true classes as positions in the columns of `probabilities`
 * @param curve {@linkcode rocPoints} or {@linkcode precisionRecallPoints}
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .5, .5));
 * const curves = oneAgainstRest(Int32Array.of(0, 1), p, rocPoints);
 * assertEquals(curves.map(({ name, area }) => `${name} ${area}`), ["pop 1", "rap 1"]);
 * ```
 */
export function oneAgainstRest<Curve>(
  truth: Int32Array,
  probabilities: Matrix,
  curve: (truth: Int32Array, score: Float32Array, name: string) => Curve,
): Curve[] {
  return probabilities.names.map((name, c) =>
    curve(truth.map((code) => Number(code === c)), column(probabilities, c), name)
  );
}

/** Predictions of about the same probability. */
export interface ProbabilityBin {
  /** Mean probability that was given. */
  readonly confidence: number;
  /** Share of rows in which it came true. */
  readonly accuracy: number;
  /** Rows in the bin. */
  readonly count: number;
}

/** How often what was called probable came true, in bins of equal width; empty bins are left out.
 *
 * Of the highest probability of each row (its confidence), or of one class.
 *
 * @param options.class name of a column of `probabilities`
 * @param truth true classes as positions in the columns of `probabilities`
 * @param options.bins how many; 10 by default
 * @returns from the lowest probability to the highest
 * @throws {InputError} when there is no such class
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = matrix(2, ["pop", "rap"], Float32Array.of(.75, .25, .75, .25));
 * assertEquals(calibrationBins(Int32Array.of(0, 1), p), [{ confidence: .75, accuracy: .5, count: 2 }]);
 * ```
 */
export function calibrationBins(
  truth: Int32Array,
  probabilities: Matrix,
  options: { bins?: number; class?: string } = {},
): ProbabilityBin[] {
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
  return Array.from(rows, (count, b) => ({
    confidence: sum[b] / count,
    accuracy: hits[b] / count,
    count,
  })).filter((bin) => bin.count > 0);
}
