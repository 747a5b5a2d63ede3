/** Rows that a transfer learns from: rows of the new class, and rows of the old ones (replay). */
import type { Rng } from "../../core/rng.ts";
import { type ClassTarget, rowsByClass } from "../../core/target.ts";

/** Shares of the rows that are used. */
interface RowShares {
  /** Of each class that is not known. */
  readonly newShare: number;
  /** Of each known class; 0: no replay. */
  readonly oldShare: number;
}

/** Positions of the rows to learn from, ascending: of every class its share to the nearest row, and one row at least
 * where the share is above 0. The rows of a smaller share are among those of a larger one.
 *
 * @param known names of the classes that the old network knows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const y = { codes: Int32Array.of(0, 0, 1, 1, 1, 1), classes: ["edm", "pop"] };
 * const rows = chosenRows(y, ["pop"], { newShare: 1, oldShare: .25 }, new Rng(1));
 * assertEquals(Array.from(rows, (row) => y.codes[row]), [0, 0, 1]);
 * ```
 */
export function chosenRows(
  y: ClassTarget,
  known: readonly string[],
  { newShare, oldShare }: RowShares,
  rng: Rng,
): Int32Array {
  const kept = rowsByClass(y).flatMap((own, c) => {
    const share = known.includes(y.classes[c]) ? oldShare : newShare;
    const order = rng.fork(y.classes[c]).shuffle(own);
    return order.slice(0, share === 0 ? 0 : Math.max(1, Math.round(share * own.length)));
  });
  return Int32Array.from(kept).sort();
}
