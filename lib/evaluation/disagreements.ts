/** Rows on which two models differ: which the second corrects, and which it gets wrong. */
import { InputError } from "../core/errors.ts";
import { argmax, type Matrix } from "../core/matrix.ts";
import type { Dataset } from "../data/mod.ts";
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

/** How two models did on the rows of one class. */
export interface ClassDisagreements {
  /** Name of the class. */
  readonly name: string;
  /** Number of rows of the class. */
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

/** The rows that one of two models got right and the other wrong. */
export interface Disagreements {
  /** How many of each class are corrected, and how many misled. */
  readonly byClass: ClassDisagreements[];
  /** Rows that the second model alone got right, those whose own class's probability changed most first, each caption
   * once. */
  readonly corrected: Disagreement[];
  /** Rows that it alone got wrong, likewise. */
  readonly misled: Disagreement[];
}

/** What two models said of the same rows. */
interface TwoAnswers {
  readonly data: Dataset;
  /** Of the data, in the order of the answers. */
  readonly rows: Int32Array;
  /** Of each row, a position in the columns of both. */
  readonly truth: Int32Array;
  readonly first: Matrix;
  readonly second: Matrix;
}

/** What becomes of each row, and of each class's rows, from the first model to the second.
 *
 * @param limit how many rows are shown of those corrected, and of those misled
 * @throws {InputError} when the answers are of other rows or classes
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { allRows } from "../data/dataset.ts";
 * const data = smallTracks(["One", "Two"].map((title) => ({ title, genre: "pop" })));
 * const p = (...pop: number[]) => matrix(2, ["pop", "rap"], Float32Array.from(pop.flatMap((p) => [p, 1 - p])));
 * const both = { data, rows: allRows(data), truth: Int32Array.of(0, 0), first: p(.25, .5), second: p(.75, .5) };
 * const { byClass: [pop], corrected: [one] } = disagreementsOf(both);
 * assertEquals([one.title, one.first, one.second, pop.corrected, pop.misled], ["One", "rap", "pop", 1, 0]);
 * ```
 */
export function disagreementsOf(
  { data, rows, truth, first, second }: TwoAnswers,
  limit = 12,
): Disagreements {
  if (first.rows !== second.rows || first.names.join() !== second.names.join()) {
    throw new InputError("models part on rows and classes that both were asked of", {
      found: `${second.rows} rows of ${second.names.join(", ")}`,
      expected: `${first.rows} rows of ${first.names.join(", ")}`,
    });
  }
  const { names } = first, k = names.length, before = argmax(first), after = argmax(second);
  const all = Array.from(rows.keys()), caption = captions(data, [data.schema.task]);
  const isCorrected = (i: number) => before[i] !== truth[i] && after[i] === truth[i];
  const isMisled = (i: number) => before[i] === truth[i] && after[i] !== truth[i];
  const change = ({ pFirst, pSecond }: Disagreement) => Math.abs(pSecond - pFirst);
  const shown = (is: (i: number) => boolean) => {
    const turned = all.filter(is).map((i): Disagreement => ({
      ...caption(rows[i]),
      first: names[before[i]],
      second: names[after[i]],
      pFirst: first.data[i * k + truth[i]],
      pSecond: second.data[i * k + truth[i]],
    }));
    return eachOnce(turned.sort((a, b) => change(b) - change(a)), data).slice(0, limit);
  };
  const byClass = names.map((name, c): ClassDisagreements => {
    const own = all.filter((i) => truth[i] === c);
    const share = (said: Int32Array) => own.filter((i) => said[i] === c).length / own.length;
    return {
      ...{ name, rows: own.length, first: share(before), second: share(after) },
      corrected: own.filter(isCorrected).length,
      misled: own.filter(isMisled).length,
    };
  });
  return { byClass, corrected: shown(isCorrected), misled: shown(isMisled) };
}
