/** Scores of tags that are said of rows, whatever made them be said. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import type { TagTarget } from "../../core/target.ts";
import { ratio } from "./confusion.ts";

/** Counts of each tag. */
export interface TagCounts {
  /** Rows of which it is said, and that have it. */
  readonly hits: Float64Array;
  /** Rows of which it is said. */
  readonly said: Float64Array;
  /** Rows that have it. */
  readonly support: Float64Array;
}

/** F1, tag by tag and over all tags. */
export interface F1Averages {
  /** Of each tag, 0 of one that no row has and none is said to have. */
  readonly f1: readonly number[];
  /** Of all rows × tags cells together, 0 to 1. */
  readonly microF1: number;
  /** Mean over tags. */
  readonly macroF1: number;
  /** Mean over tags, weighted by how many rows have each; 0 where no row has any. */
  readonly weightedF1: number;
}

/** What decisions are worth. */
export interface SaidScores extends F1Averages {
  /** Mean over rows of the row's own F1, 0 of one that neither has tags nor is given any. */
  readonly samplesF1: number;
  /** Share of the rows × tags cells that are wrong. */
  readonly hammingLoss: number;
  /** Share of rows with every tag right. */
  readonly subsetAccuracy: number;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** F1 from counts.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const [hits, said, support] = [[1, 0], [1, 1], [2, 0]].map((counts) => Float64Array.from(counts));
 * assertEquals(f1Averages({ hits, said, support }), { f1: [2 / 3, 0], microF1: .5, macroF1: 1 / 3, weightedF1: 2 / 3 });
 * ```
 */
export function f1Averages({ hits, said, support }: TagCounts): F1Averages {
  const f1 = Array.from(hits, (hit, tag) => ratio(2 * hit, said[tag] + support[tag]));
  return {
    f1,
    microF1: ratio(2 * sum(hits), sum(said) + sum(support)),
    macroF1: mean(f1),
    weightedF1: ratio(
      f1.reduce((total, value, tag) => total + value * support[tag], 0),
      sum(support),
    ),
  };
}

/** Every score of tags that were said.
 *
 * @param told rows × tags of 0 and 1
 * @throws {InputError} when they are of other rows or tags, or of none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 0) };
 * assertEquals(saidScores(y, Uint8Array.of(1, 1)).hammingLoss, .5);
 * ```
 */
export const saidScores = (y: TagTarget, told: Uint8Array): SaidScores => countSaid(y, told).scores;

/** The same, with the counts that they are made of. */
export function countSaid(
  { tags, classes }: TagTarget,
  told: Uint8Array,
): { counts: TagCounts; scores: SaidScores } {
  checkSaid(tags, told);
  const k = classes.length, rows = tags.length / k;
  const [hits, said, support] = [1, 2, 3].map(() => new Float64Array(k));
  let samplesF1 = 0, wrong = 0, exact = 0;
  for (let i = 0; i < rows; i++) {
    let both = 0, either = 0, odd = 0;
    for (let tag = 0; tag < k; tag++) {
      const is = tags[i * k + tag], says = told[i * k + tag];
      hits[tag] += is & says;
      said[tag] += says;
      support[tag] += is;
      both += is & says;
      either += is + says;
      odd += is ^ says;
    }
    samplesF1 += ratio(2 * both, either);
    wrong += odd;
    exact += Number(odd === 0);
  }
  const counts = { hits, said, support }, cells = told.length;
  const shares = { hammingLoss: wrong / cells, subsetAccuracy: exact / rows };
  return { counts, scores: { ...f1Averages(counts), samplesF1: samplesF1 / rows, ...shares } };
}

/** @throws {InputError} when what is said is of other rows or tags, or of none */
export function checkSaid(tags: Uint8Array, ...all: readonly Uint8Array[]): void {
  const odd = all.find(({ length }) => length !== tags.length);
  if (!odd && tags.length > 0) return;
  throw new InputError("tags said of other rows, or of none", {
    found: `${odd?.length ?? 0} cells`,
    expected: `${tags.length || "some"}`,
  });
}
