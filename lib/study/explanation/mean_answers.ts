/** What a model says of groups of tracks, such as a genre that it has never met. */
import type { Matrix } from "../../core/matrix.ts";

/** The mean probabilities of one group. */
export interface MeanAnswer {
  /** Its name. */
  readonly group: string;
  /** How many it has. */
  readonly rows: number;
  /** In the order of the classes. */
  readonly means: readonly number[];
}

/** The mean probabilities of every group, groups in alphabetical order.
 *
 * @param groups one name per row of the probabilities
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const p = matrix(3, ["pop", "rap"], Float32Array.of(1, 0, .5, .5, 0, 1));
 * assertEquals(meanAnswers(p, ["house", "trap", "house"]), [
 *   { group: "house", rows: 2, means: [.5, .5] },
 *   { group: "trap", rows: 1, means: [.5, .5] },
 * ]);
 * ```
 */
export function meanAnswers({ names, data }: Matrix, groups: readonly string[]): MeanAnswer[] {
  const sums = new Map<string, { rows: number; sums: number[] }>(), k = names.length;
  groups.forEach((group, i) => {
    const own = sums.get(group) ?? { rows: 0, sums: names.map(() => 0) };
    own.rows++;
    for (let c = 0; c < k; c++) own.sums[c] += data[i * k + c];
    sums.set(group, own);
  });
  return [...sums].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([group, { rows, sums }]) => ({ group, rows, means: sums.map((sum) => sum / rows) }));
}
