/** Where a model goes wrong: by any grouping of the rows, and the mistakes it was surest of. */
import { argmax, type Matrix } from "../core/matrix.ts";
import { columnsOfKind, type Dataset } from "../data/mod.ts";
import { type Caption, captions, eachOnce } from "./caption.ts";
import { confusion } from "./metrics/confusion.ts";
import { wilson } from "./statistics/shares.ts";

/** How often the rows of one group were right. */
export interface GroupAccuracy {
  /** What its rows have in common. */
  readonly name: string;
  /** Number of rows in the group. */
  readonly rows: number;
  /** Share of them that are right, 0 to 1. */
  readonly accuracy: number;
  /** 95 % interval (Wilson). */
  readonly interval: readonly [low: number, high: number];
}

/** Accuracy by group, in the order in which groups first occur when sorted by name (numbers by size).
 *
 * @param groups one name per row
 * @param options.fewest groups of fewer rows are left out
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const found = accuracyBy(["a", "b", "a"], [0, 1, 1], [0, 1, 0]);
 * assertEquals(found.map(({ name, accuracy }) => [name, accuracy]), [["a", .5], ["b", 1]]);
 * ```
 */
export function accuracyBy(
  groups: readonly (string | number)[],
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  { fewest = 1 } = {},
): GroupAccuracy[] {
  const counts = new Map<string | number, { rows: number; right: number }>();
  groups.forEach((group, i) => {
    const own = counts.get(group) ?? { rows: 0, right: 0 };
    own.rows++;
    own.right += Number(truth[i] === predicted[i]);
    counts.set(group, own);
  });
  return [...counts].filter(([, { rows }]) => rows >= fewest)
    .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
    .map(([group, { rows, right }]) => ({
      name: String(group),
      rows,
      accuracy: right / rows,
      interval: wilson(right, rows),
    }));
}

/** Two classes and how often each was taken for the other. */
export interface ConfusedPair {
  /** Name of the class that comes first. */
  readonly a: string;
  /** Name of the class that comes second. */
  readonly b: string;
  /** Rows of a that were taken for b. */
  readonly aAsB: number;
  /** Rows of b that were taken for a. */
  readonly bAsA: number;
  /** Both together, as a share of all mistakes. */
  readonly ofMistakes: number;
}

/** Every pair of classes, the most confused first.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const [worst] = confusedPairs([0, 0, 1], [1, 1, 1], ["pop", "rock"]);
 * assertEquals(worst, { a: "pop", b: "rock", aAsB: 2, bAsA: 0, ofMistakes: 1 });
 * ```
 */
export function confusedPairs(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: readonly string[],
): ConfusedPair[] {
  const counts = confusion(truth, predicted, classes.length);
  const mistakes = truth.length - counts.reduce((sum, row, i) => sum + row[i], 0);
  return classes.flatMap((a, i) =>
    classes.slice(i + 1).map((b, k): ConfusedPair => {
      const j = i + 1 + k, aAsB = counts[i][j], bAsA = counts[j][i];
      return { a, b, aAsB, bAsA, ofMistakes: mistakes === 0 ? 0 : (aAsB + bAsA) / mistakes };
    })
  ).sort((one, other) => other.ofMistakes - one.ofMistakes);
}

/** A row that a model is sure of, and wrong about: its caption, its classes, and what it was taken for. */
export type ConfidentMistake = Caption & {
  /** The class it was taken for. */
  readonly predicted: string;
  /** Of `predicted`, 0 to 1. */
  readonly probability: number;
  /** What was left for its own class, 0 to 1. */
  readonly ofItsOwn: number;
};

/** The mistakes with the highest probability, each title once.
 *
 * @param rows of `tracks`, in the order of the probabilities
 * @param probabilities columns named by genre
 * @returns at most `limit`, the surest first
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { allRows } from "../data/dataset.ts";
 * const tracks = smallTracks(["One", "Two", "Six"].map((title) => ({ title, genre: "pop" })));
 * const p = matrix(3, ["pop", "rap"], Float32Array.of(.4, .6, .1, .9, 1, 0));
 * const found = confidentMistakes(tracks, allRows(tracks), p);
 * assertEquals(found.map(({ title, predicted }) => `${title}: ${predicted}`), ["Two: rap", "One: rap"]);
 * ```
 */
export function confidentMistakes(
  tracks: Dataset,
  rows: Int32Array,
  probabilities: Matrix,
  limit = 12,
): ConfidentMistake[] {
  const { names, data } = probabilities, best = argmax(probabilities), { task } = tracks.schema;
  const own = tracks.texts(task);
  const caption = captions(tracks, columnsOfKind(tracks.schema, "class"));
  const wrong = Array.from(rows.keys()).filter((i) => own[rows[i]] !== names[best[i]])
    .map((i): ConfidentMistake => ({
      ...caption(rows[i]),
      predicted: names[best[i]],
      probability: data[i * names.length + best[i]],
      ofItsOwn: data[i * names.length + names.indexOf(own[rows[i]])],
    })).sort((a, b) => b.probability - a.probability);
  return eachOnce(wrong, tracks).slice(0, limit);
}
