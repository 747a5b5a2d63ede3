/** Intervals of scores of tags, and of the difference of two, by bootstrap over rows. */
import type { Rng } from "../core/rng.ts";
import { mean, quantileSorted } from "../core/statistics.ts";
import type { TagTarget } from "../core/target.ts";
import type { Gain } from "./gain.ts";
import { checkSaid, f1Averages, type TagCounts } from "./metrics/said.ts";

/** Scores that hang on counts alone: hits, tags said and tags there are. */
export type SaidScore = "weightedF1" | "macroF1" | "microF1";

/** What is said, how it is scored, and how often rows are drawn again. */
export interface BootstrapOptions {
  /** Weighted F1 where nothing is said. */
  readonly score?: SaidScore;
  /** How many samples of as many rows, drawn with replacement. */
  readonly draws?: number;
}

/** A score of tags that were said, with its 95 % interval: rows are drawn again with replacement, so that the interval
 * is of these decisions on other rows like these. It knows nothing of other trainings of the model. Samples lack some of
 * the rarest tags, which lowers their macro F1: by as much as their mean differs from the score, the interval is moved.
 *
 * @param said rows × tags of 0 and 1
 * @throws {InputError} when they are of other rows or tags
 * @see Efron, B. (1979). Bootstrap methods: another look at the jackknife.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 0, 1, 1) };
 * const { value, interval } = saidInterval("all right", y, y.tags, new Rng(1), { score: "microF1" });
 * assertEquals([value, ...interval], [1, 1, 1]);
 * ```
 */
export function saidInterval(
  name: string,
  y: TagTarget,
  said: Uint8Array,
  rng: Rng,
  options: BootstrapOptions = {},
): Gain {
  const { score = "weightedF1" } = options;
  const { value, interval } = drawn(
    y,
    [said],
    rng,
    options,
    ([counts]) => f1Averages(counts)[score],
  );
  return { name, way: score, value, interval };
}

/** How much more one set of decisions scores than another on the same rows, with the 95 % interval of the difference:
 * the same rows are drawn for both.
 *
 * @throws {InputError} as {@linkcode saidInterval}
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 0, 1, 1) };
 * assertEquals(saidGain("same", y, y.tags, y.tags, new Rng(1)).value, 0);
 * ```
 */
export function saidGain(
  name: string,
  y: TagTarget,
  said: Uint8Array,
  other: Uint8Array,
  rng: Rng,
  options: BootstrapOptions = {},
): Gain {
  const { score = "weightedF1" } = options, of = (counts: TagCounts) => f1Averages(counts)[score];
  const { value, interval } = drawn(y, [said, other], rng, options, ([a, b]) => of(a) - of(b));
  return { name, way: score, value, interval };
}

function drawn(
  y: TagTarget,
  said: readonly Uint8Array[],
  rng: Rng,
  { draws = 200 }: BootstrapOptions,
  value: (counts: readonly TagCounts[]) => number,
): { value: number; interval: readonly [number, number] } {
  checkSaid(y.tags, ...said);
  const k = y.classes.length, rows = y.tags.length / k, times = new Uint16Array(rows).fill(1);
  const all = said.map((own) => cells(y, own));
  const now = () => value(all.map((own) => countsOf(own, times, k)));
  const whole = now();
  const found = Float64Array.from({ length: draws }, () => {
    times.fill(0);
    for (let i = 0; i < rows; i++) times[rng.int(rows)]++;
    return now();
  }).sort();
  const bias = mean(found) - whole;
  const [low, high] = [.025, .975].map((share) => quantileSorted(found, share) - bias);
  return { value: whole, interval: [low, high] };
}

/** Cells in which something is said or true, their row and tag and what is so: 1 true, 2 said, 3 both. Of all other cells
 * nothing is counted. */
interface Cells {
  readonly row: Uint32Array;
  readonly tag: Uint16Array;
  readonly what: Uint8Array;
}

function cells({ tags, classes: { length: k } }: TagTarget, said: Uint8Array): Cells {
  let count = 0;
  for (let at = 0; at < tags.length; at++) count += tags[at] | said[at];
  const row = new Uint32Array(count), tag = new Uint16Array(count), what = new Uint8Array(count);
  for (let at = 0, cell = 0; at < tags.length; at++) {
    if (!(tags[at] | said[at])) continue;
    row[cell] = Math.floor(at / k);
    tag[cell] = at % k;
    what[cell++] = tags[at] + 2 * said[at];
  }
  return { row, tag, what };
}

function countsOf({ row, tag, what }: Cells, times: Uint16Array, k: number): TagCounts {
  const [hits, said, support] = [1, 2, 3].map(() => new Float64Array(k));
  for (let cell = 0; cell < row.length; cell++) {
    const n = times[row[cell]], j = tag[cell];
    if (what[cell] & 1) support[j] += n;
    if (what[cell] & 2) said[j] += n;
    if (what[cell] === 3) hits[j] += n;
  }
  return { hits, said, support };
}
