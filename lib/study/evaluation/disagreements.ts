/** Rows on which two models part: where the second corrects the first, and where it misleads. */
import { argmax, type Matrix } from "../../core/matrix.ts";
import type { Dataset } from "../../data/mod.ts";
import { type Caption, captions, eachOnce } from "./caption.ts";

/** A row that one model got right and the other wrong: its caption, its class, and what both took it for. */
export type Disagreement = Caption & {
  /** What the first model took it for. */
  readonly first: string;
  /** What the second took it for. */
  readonly second: string;
  /** The probability that the first gave its class, 0 to 1. */
  readonly pFirst: number;
  /** The probability that the second gave it. */
  readonly pSecond: number;
};

/** The rows that the second model alone got right (`to: "right"`) or wrong, those whose own class's probability
 * changed most first, each caption once.
 *
 * @param rows of `tracks`, in the order of the probabilities, whose columns are named by genre
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { allRows } from "../../data/dataset.ts";
 * const tracks = smallTracks(["One", "Two"].map((title) => ({ title, genre: "pop" })));
 * const p = (...data: number[]) => matrix(2, ["pop", "rap"], Float32Array.from(data));
 * const [first] = disagreements(tracks, allRows(tracks), p(.25, .75, .5, .5), p(.75, .25, .5, .5), { to: "right" });
 * assertEquals([first.title, first.first, first.second], ["One", "rap", "pop"]);
 * ```
 */
export function disagreements(
  tracks: Dataset,
  rows: Int32Array,
  first: Matrix,
  second: Matrix,
  { to, limit = 12 }: { to: "right" | "wrong"; limit?: number },
): Disagreement[] {
  const { names } = first, k = names.length, before = argmax(first), after = argmax(second);
  const { task } = tracks.schema, labels = tracks.texts(task), caption = captions(tracks, [task]);
  const isRight = (i: number, best: Int32Array) => names[best[i]] === labels[rows[i]];
  const turned = Array.from(rows.keys()).filter((i) =>
    isRight(i, to === "right" ? after : before) && !isRight(i, to === "right" ? before : after)
  ).map((i): Disagreement => {
    const own = names.indexOf(labels[rows[i]]);
    return {
      ...caption(rows[i]),
      first: names[before[i]],
      second: names[after[i]],
      pFirst: first.data[i * k + own],
      pSecond: second.data[i * k + own],
    };
  });
  const change = ({ pFirst, pSecond }: Disagreement) => Math.abs(pSecond - pFirst);
  return eachOnce(turned.sort((a, b) => change(b) - change(a)), tracks).slice(0, limit);
}

/** One class, as two models see it. */
export interface ClassDisagreements {
  /** The class's. */
  readonly name: string;
  /** How many it has. */
  readonly rows: number;
  /** Share of its rows that the first model finds, 0 to 1. */
  readonly first: number;
  /** Share of them that the second finds. */
  readonly second: number;
  /** Rows that the second alone gets right. */
  readonly corrected: number;
  /** Rows that the second alone gets wrong. */
  readonly misled: number;
}

/** What becomes of each class's rows from one model to the other.
 *
 * @param truth of each row, a position in the columns of `first` and `second`
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = (...data: number[]) => matrix(2, ["pop", "rap"], Float32Array.from(data));
 * const [pop, rap] = disagreementsByClass(Int32Array.of(0, 1), p(.2, .8, .1, .9), p(.7, .3, .4, .6));
 * assertEquals([pop.corrected, pop.misled, rap.first, rap.second], [1, 0, 1, 1]);
 * ```
 */
export function disagreementsByClass(
  truth: Int32Array,
  first: Matrix,
  second: Matrix,
): ClassDisagreements[] {
  const before = argmax(first), after = argmax(second);
  return first.names.map((name, c): ClassDisagreements => {
    const own = Array.from(truth.keys()).filter((i) => truth[i] === c);
    const count = (is: (i: number) => boolean) => own.filter(is).length;
    const share = (is: (i: number) => boolean) => count(is) / own.length;
    return {
      name,
      rows: own.length,
      first: share((i) => before[i] === c),
      second: share((i) => after[i] === c),
      corrected: count((i) => before[i] !== c && after[i] === c),
      misled: count((i) => before[i] === c && after[i] !== c),
    };
  });
}
