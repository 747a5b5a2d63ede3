/** Intervals of scores of tags, and of the difference of two, by bootstrap over rows. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { quantileSorted } from "../core/statistics.ts";
import type { TagTarget } from "../core/target.ts";
import type { Gain } from "./gain.ts";

/** Scores that hang on counts alone: hits, tags said and tags there are. */
export type SaidScore = "weightedF1" | "macroF1" | "microF1";

/** Per tag. */
interface Counts {
  readonly hits: Float64Array;
  readonly said: Float64Array;
  readonly support: Float64Array;
}

const f1 = (hits: number, said: number, support: number): number =>
  said + support === 0 ? 0 : 2 * hits / (said + support);
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const SCORES: Readonly<Record<SaidScore, (counts: Counts) => number>> = {
  microF1: ({ hits, said, support }) => f1(total(hits), total(said), total(support)),
  macroF1: ({ hits, said, support }) =>
    total(hits.map((hit, tag) => f1(hit, said[tag], support[tag]))) / hits.length,
  weightedF1: ({ hits, said, support }) =>
    total(hits.map((hit, tag) => support[tag] * f1(hit, said[tag], support[tag]))) /
    (total(support) || 1),
};

/** What is said, how it is scored, and how often rows are drawn again. */
export interface BootstrapOptions {
  /** Weighted F1 where nothing is said. */
  readonly score?: SaidScore;
  /** How many samples of as many rows, drawn with replacement. */
  readonly draws?: number;
}

/** A score of tags that were said, with its 95 % interval: rows are drawn again with replacement, so that the interval
 * is of these decisions on other rows like these. It knows nothing of other trainings of the model.
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
  const { value, interval } = drawn(y, [said], rng, options, ([counts]) => SCORES[score](counts));
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
  const { score = "weightedF1" } = options, of = SCORES[score];
  const { value, interval } = drawn(y, [said, other], rng, options, ([a, b]) => of(a) - of(b));
  return { name, way: score, value, interval };
}

function drawn(
  y: TagTarget,
  said: readonly Uint8Array[],
  rng: Rng,
  { draws = 200 }: BootstrapOptions,
  value: (counts: readonly Counts[]) => number,
): { value: number; interval: readonly [number, number] } {
  const odd = said.find(({ length }) => length !== y.tags.length);
  if (odd || y.tags.length === 0) {
    throw new InputError("tags said of other rows, or of none", {
      found: `${odd?.length ?? 0} cells`,
      expected: `${y.tags.length || "some"}`,
    });
  }
  const k = y.classes.length, rows = y.tags.length / k, times = new Uint16Array(rows).fill(1);
  const all = said.map((own) => cells(y, own));
  const now = () => value(all.map((own) => countsOf(own, times, k)));
  const whole = now();
  const found = Float64Array.from({ length: draws }, () => {
    times.fill(0);
    for (let i = 0; i < rows; i++) times[rng.int(rows)]++;
    return now();
  }).sort();
  return { value: whole, interval: [quantileSorted(found, .025), quantileSorted(found, .975)] };
}

/** Cells in which something is said or true; of all others nothing is counted. */
function cells({ tags }: TagTarget, said: Uint8Array): { at: number; what: number }[] {
  const found: { at: number; what: number }[] = [];
  for (let at = 0; at < tags.length; at++) {
    const what = tags[at] + 2 * said[at];
    if (what > 0) found.push({ at, what });
  }
  return found;
}

function countsOf(all: ReturnType<typeof cells>, times: Uint16Array, k: number): Counts {
  const [hits, said, support] = [1, 2, 3].map(() => new Float64Array(k));
  for (const { at, what } of all) {
    const n = times[Math.floor(at / k)], tag = at % k;
    if (what & 1) support[tag] += n;
    if (what & 2) said[tag] += n;
    if (what === 3) hits[tag] += n;
  }
  return { hits, said, support };
}
