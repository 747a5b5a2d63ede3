/** Whether a map tells the truth: are a point's neighbours of its own class? */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { nearest } from "../../core/nearest.ts";

/** Share of the `k` nearest other rows that have a row's own class, averaged over rows.
 *
 * Chance gives Σ (share of a class)²; separate islands give 1. The same rows can so be compared in all
 * columns and on a map of two.
 *
 * @param x rows by Euclidean distance: scale the columns first
 * @param codes a class per row
 * @param options.k 15, or all others of fewer rows
 * @throws {InputError} when there are not more rows than `k`, or not one code per row
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { neighbourhoodPurity } from "./neighbourhood.ts";
 * const islands = matrix(4, ["x"], Float32Array.of(0, 1, 10, 11));
 * assertEquals(neighbourhoodPurity(islands, [0, 0, 1, 1], { k: 1 }), 1);
 * ```
 */
export function neighbourhoodPurity(
  x: Matrix,
  codes: ArrayLike<number>,
  { k = Math.max(1, Math.min(15, x.rows - 1)) } = {},
): number {
  if (x.rows <= k || codes.length !== x.rows) {
    throw new InputError("neighbours need more rows than there are neighbours, and a class each", {
      found: `${x.rows} rows, ${codes.length} classes, ${k} neighbours`,
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
      same += Number(codes[other] === codes[i]);
    }
  }
  return same / (x.rows * k);
}

/** What {@linkcode neighbourhoodPurity} would be if neighbours were drawn at random: Σ nᵢ (nᵢ − 1) / (n (n − 1)).
 *
 * @returns 0 to 1
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(chancePurity([0, 0, 1, 1]), 1 / 3); // one of the three others
 * ```
 */
export function chancePurity(codes: ArrayLike<number>): number {
  const counts = new Map<number, number>(), n = codes.length;
  for (let i = 0; i < n; i++) counts.set(codes[i], (counts.get(codes[i]) ?? 0) + 1);
  let pairs = 0;
  for (const own of counts.values()) pairs += own * (own - 1);
  return pairs / (n * (n - 1));
}
