/** Continuity of beats: whether a tracker stays with the beat, at its own level or at another. */
import { checkTimes } from "./events.ts";

/** Shares of the beats, from 0 to 1. */
export interface ContinuityScore {
  /** Correct metrical level, the longest stretch without an error. */
  readonly cmlC: number;
  /** Correct metrical level, all that is right. */
  readonly cmlT: number;
  /** Any metrical level: half or twice as fast and off the beat count as right; the longest stretch. */
  readonly amlC: number;
  /** Any metrical level, all that is right. */
  readonly amlT: number;
}

/** CMLc, CMLt, AMLc and AMLt: a beat is right when it, and the gap before it, deviate from the true ones by at most
 * 17.5 % of a beat.
 *
 * @param reference seconds, ascending
 * @param found seconds, ascending
 * @see Hainsworth, S. (2004). Techniques for the automated analysis of musical audio.
 * @see Klapuri, A., Eronen, A. & Astola, J. (2006). Analysis of the meter of acoustic musical signals.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const twiceAsFast = [1, 1.5, 2, 2.5, 3, 3.5, 4];
 * const { cmlT, amlT } = continuity([1, 2, 3, 4], twiceAsFast);
 * assertEquals([cmlT, amlT], [0, 1]);
 * ```
 */
export function continuity(
  reference: ArrayLike<number>,
  found: ArrayLike<number>,
  { tolerance = .175 }: { readonly tolerance?: number } = {},
): ContinuityScore {
  checkTimes("true beats", reference);
  checkTimes("beats found", found);
  if (reference.length <= 1 || found.length <= 1) return { cmlC: 0, cmlT: 0, amlC: 0, amlT: 0 };
  const scores = levels(Array.from(reference)).map((beats) => stretches(beats, found, tolerance));
  const most = (pick: (score: Stretches) => number) => Math.max(...scores.map(pick));
  const { longest: cmlC, total: cmlT } = scores[0];
  return { cmlC, cmlT, amlC: most(({ longest }) => longest), amlT: most(({ total }) => total) };
}

/** The beats themselves, those between them, all of these, every second one from the first, from the second. */
function levels(beats: readonly number[]): number[][] {
  const between = beats.slice(1).map((time, i) => (time + beats[i]) / 2);
  const double = beats.flatMap((time, i) => i < between.length ? [time, between[i]] : [time]);
  const every = (first: number) => beats.filter((_, i) => i % 2 === first);
  return [[...beats], between, double, every(0), every(1)];
}

interface Stretches {
  readonly longest: number;
  readonly total: number;
}

function stretches(
  beats: readonly number[],
  found: ArrayLike<number>,
  tolerance: number,
): Stretches {
  const used = new Set<number>(), count = Math.max(beats.length, found.length);
  let total = 0, run = 0, longest = 0;
  for (let m = 0; m < found.length; m++) {
    let nearest = 0;
    for (let i = 1; i < beats.length; i++) {
      if (Math.abs(found[m] - beats[i]) < Math.abs(found[m] - beats[nearest])) nearest = i;
    }
    const right = !used.has(nearest) && isRight(beats, nearest, found, m, tolerance);
    if (right) used.add(nearest);
    run = right ? run + 1 : 0;
    total += right ? 1 : 0;
    longest = Math.max(longest, run);
  }
  return { longest: longest / count, total: total / count };
}

/** Whether a beat, and the gap before it (after it, where it is the first), fit. */
function isRight(
  beats: readonly number[],
  nearest: number,
  found: ArrayLike<number>,
  m: number,
  tolerance: number,
): boolean {
  const isFirst = m === 0 || nearest === 0;
  const gap = (times: ArrayLike<number>, i: number) =>
    isFirst && i + 1 < times.length ? times[i + 1] - times[i] : times[i] - times[i - 1];
  const trueGap = gap(beats, nearest), foundGap = gap(found, m);
  return Math.abs(found[m] - beats[nearest]) / trueGap < tolerance &&
    Math.abs(1 - foundGap / trueGap) < tolerance;
}
