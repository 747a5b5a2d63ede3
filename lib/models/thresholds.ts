/** Which tags to say, given their probabilities: a threshold per tag, chosen from rows whose tags are known, or from the
 * probabilities alone. */
import { InputError } from "../core/errors.ts";
import { column, type Matrix } from "../core/matrix.ts";
import { supportOf, tagColumn, type TagTarget, targetRows } from "../core/target.ts";

/** What a threshold per tag is to make as high as it can be: F1 of the tag, or Matthews' correlation. */
export type ThresholdScore = "f1" | "mcc";

/** The value of each score from one tag's true and false positives, its positives, and all rows. */
const SCORES: Readonly<
  Record<ThresholdScore, (hits: number, said: number, positives: number, rows: number) => number>
> = {
  f1: (hits, said, positives) => 2 * hits / (said + positives),
  mcc(hits, said, positives, rows) {
    const spread = said * positives * (rows - said) * (rows - positives);
    return spread === 0 ? 0 : (hits * rows - said * positives) / Math.sqrt(spread);
  },
};

/** Per tag the threshold at which its score is highest: SCut (Yang 2001). A row has the tag where its probability
 * reaches the threshold, which stands half-way between the lowest probability that is said and the next below it.
 *
 * Fitted on few positives such a threshold is fitted to noise: see {@linkcode shrunkThresholds}. A tag without a
 * positive is never said: its threshold is Infinity.
 *
 * @param y the tags of the rows
 * @param probabilities rows × tags, of a model that has not learnt from these rows
 * @returns one threshold per tag
 * @throws {InputError} when tags and probabilities do not fit together, or one of these is NaN
 * @see Yang, Y. (2001). A study of thresholding strategies for text categorization.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const y = { classes: ["sad"], tags: Uint8Array.of(0, 0, 1, 1) };
 * const [sad] = bestThresholds(y, matrix(4, ["sad"], Float32Array.of(.1, .2, .3, .4)), "f1");
 * assertAlmostEquals(sad, .25, 1e-6);
 * ```
 */
export function bestThresholds(
  y: TagTarget,
  probabilities: Matrix,
  score: ThresholdScore,
): Float64Array {
  checkFit(y, probabilities);
  const support = supportOf(y);
  return Float64Array.from(y.classes, (_, tag) => {
    if (support[tag] === 0) return Infinity;
    const p = column(probabilities, tag), truth = tagColumn(y, tag);
    return sweep(p, truth, (hits, said) => SCORES[score](hits, said, support[tag], p.length));
  });
}

/** The one threshold for all tags at which micro F1 is highest.
 *
 * @throws {InputError} as {@linkcode bestThresholds}; where no row has any tag
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(0, 1, 0, 1) };
 * const probabilities = matrix(2, y.classes, Float32Array.of(.1, .3, .2, .6));
 * assertAlmostEquals(globalThreshold(y, probabilities), .25, 1e-6);
 * ```
 */
export function globalThreshold(y: TagTarget, probabilities: Matrix): number {
  checkFit(y, probabilities);
  const positives = y.tags.reduce((sum, tag) => sum + tag, 0);
  if (positives === 0) throw new InputError("a threshold cannot be chosen on rows without any tag");
  return sweep(probabilities.data, y.tags, (hits, said) => 2 * hits / (said + positives));
}

/** Per tag the threshold of the highest *expected* F1, by the probabilities alone, if they are right: half of that F1
 * (Lipton, Elkan & Naryanaswamy 2014). It needs no labels, so it cannot be fitted to the noise of few positives; of
 * probabilities that are not calibrated it can be wrong altogether.
 *
 * The expectation of the ratio is taken as the ratio of expectations, 2 Σ p over the rows said / (rows said + Σ p).
 *
 * @param probabilities rows × tags
 * @returns one threshold per tag; Infinity for a tag that is never possible
 * @see Lipton, Z. C., Elkan, C. & Naryanaswamy, B. (2014). Optimal thresholding of classifiers to maximize F1 measure.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const [sad] = plugInThresholds(matrix(3, ["sad"], Float32Array.of(1, .5, 0)));
 * assertAlmostEquals(sad, 6 / 7 / 2); // said of two rows: F1 = 2 · 1.5 / (2 + 1.5)
 * ```
 */
export function plugInThresholds(probabilities: Matrix): Float64Array {
  return Float64Array.from(probabilities.names, (_, tag) => {
    const p = column(probabilities, tag).sort().reverse();
    const expected = p.reduce((sum, value) => sum + value, 0);
    let best = 0, hits = 0;
    p.forEach((value, i) => {
      hits += value;
      best = Math.max(best, 2 * hits / (i + 1 + expected));
    });
    return expected === 0 ? Infinity : best / 2;
  });
}

/** Thresholds between those fitted to labels and those by the probabilities alone: a tag with n positives keeps
 * n / (n + strength) of its own.
 *
 * @param fitted of {@linkcode bestThresholds}
 * @param plugIn of {@linkcode plugInThresholds}
 * @param support positives of each tag among the rows that `fitted` was fitted on
 * @param strength the number of positives at which both count alike
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(shrunkThresholds([.5, .5], [.25, .25], [20, 0], 20), Float64Array.of(.375, .25));
 * ```
 */
export function shrunkThresholds(
  fitted: ArrayLike<number>,
  plugIn: ArrayLike<number>,
  support: ArrayLike<number>,
  strength: number,
): Float64Array {
  return Float64Array.from(plugIn, (at, tag) => {
    const share = support[tag] / (support[tag] + strength);
    return share === 0 ? at : share * fitted[tag] + (1 - share) * at;
  });
}

/** The tags whose probability reaches their threshold.
 *
 * @param thresholds one per tag, or one for all
 * @returns rows × tags of 0 and 1
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const probabilities = matrix(1, ["sad", "slow"], Float32Array.of(.25, .25));
 * assertEquals(sayTags(probabilities, [.25, .5]), Uint8Array.of(1, 0));
 * ```
 */
export function sayTags(
  { data, names }: Matrix,
  thresholds: ArrayLike<number> | number,
): Uint8Array {
  const k = names.length, said = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const cut = typeof thresholds === "number" ? thresholds : thresholds[at % k];
    said[at] = Number(data[at] >= cut);
  }
  return said;
}

/** The `count` most probable tags of every row: RCut (Yang 2001). Of equal ones, the first in order.
 *
 * @returns rows × tags of 0 and 1
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const probabilities = matrix(1, ["sad", "slow", "live"], Float32Array.of(.1, .4, .4));
 * assertEquals(sayMostProbable(probabilities, 1), Uint8Array.of(0, 1, 0));
 * ```
 */
export function sayMostProbable({ data, rows, names }: Matrix, count: number): Uint8Array {
  const said = new Uint8Array(data.length), k = names.length;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * k, (i + 1) * k);
    const order = Array.from(names.keys()).sort((a, b) => row[b] - row[a] || a - b);
    for (const tag of order.slice(0, count)) said[i * k + tag] = 1;
  }
  return said;
}

/** The threshold with the highest value; of several, the highest, which says least. */
function sweep(
  p: Float32Array,
  truth: Uint8Array,
  value: (hits: number, said: number) => number,
): number {
  // sorted without a comparison of our own, which takes ten times as long
  const yes = p.filter((_, i) => truth[i] === 1).sort().reverse();
  const no = p.filter((_, i) => truth[i] !== 1).sort().reverse();
  let best = -Infinity, at = Infinity;
  for (let hits = 0, misses = 0; hits + misses < p.length;) {
    const here = highest(yes[hits], no[misses]);
    while (yes[hits] === here) hits++; // equal probabilities are said together
    while (no[misses] === here) misses++;
    const next = hits + misses < p.length ? highest(yes[hits], no[misses]) : 0;
    const found = value(hits, hits + misses);
    if (found > best) [best, at] = [found, (here + next) / 2];
  }
  return at;
}

/** The higher of two, of which one may be missing. */
const highest = (a = -Infinity, b = -Infinity): number => Math.max(a, b);

function checkFit(y: TagTarget, { data, rows, names }: Matrix): void {
  if (data.some(Number.isNaN)) throw new InputError("a probability that is no number");
  if (targetRows(y) === rows && names.join("\0") === y.classes.join("\0")) return;
  throw new InputError("tags and probabilities of other rows or of other tags", {
    found: `${rows} rows of ${names.join(", ")}`,
    expected: `${targetRows(y)} rows of ${y.classes.join(", ")}`,
  });
}
