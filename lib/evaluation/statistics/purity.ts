/** How far a map separates classes: the share of a point's neighbours that are of its class. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { nearest } from "../../core/nearest.ts";

/** Share of the `k` nearest other rows that have a row's own class, averaged over rows; of all other rows where no space
 * is given, which is what neighbours drawn at random would have: Σ nᵢ (nᵢ − 1) / (n (n − 1)).
 *
 * Separate islands give 1. The same rows can so be compared in all columns, on a map of two, and with chance.
 *
 * @param labels a class per row, as text or as a code
 * @param space rows by Euclidean distance: scale the columns first
 * @param options.k 15, or all others of fewer rows
 * @throws {InputError} when there are not more rows than `k`, or not one label per row
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const labels = ["pop", "pop", "rap", "rap"], islands = matrix(4, ["x"], Float32Array.of(0, 1, 10, 11));
 * assertEquals(purity(labels, islands, { k: 1 }), 1);
 * assertAlmostEquals(purity(labels), 1 / 3); // one of the three others
 * ```
 */
export function purity(
  labels: ArrayLike<string | number>,
  space?: Matrix,
  { k = Math.max(1, Math.min(15, labels.length - 1)) }: { k?: number } = {},
): number {
  return space ? ofNeighbours(labels, space, k) : ofAllOthers(labels);
}

function ofNeighbours(labels: ArrayLike<string | number>, x: Matrix, k: number): number {
  if (x.rows <= k || labels.length !== x.rows) {
    throw new InputError("neighbours need more rows than there are neighbours, and a class each", {
      found: `${x.rows} rows, ${labels.length} classes, ${k} neighbours`,
    });
  }
  const { rows } = nearest(x, x, k + 1); // itself is among them, but of equal rows not always the first
  let same = 0;
  for (let i = 0; i < x.rows; i++) {
    let counted = 0;
    for (let j = 0; j <= k && counted < k; j++) {
      const other = rows[i * (k + 1) + j];
      if (other === i) continue;
      counted++;
      same += Number(labels[other] === labels[i]);
    }
  }
  return same / (x.rows * k);
}

function ofAllOthers(labels: ArrayLike<string | number>): number {
  const counts = new Map<string | number, number>(), n = labels.length;
  for (let i = 0; i < n; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  let pairs = 0;
  for (const own of counts.values()) pairs += own * (own - 1);
  return pairs / (n * (n - 1));
}
