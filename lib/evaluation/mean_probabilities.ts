/** What a model says of groups of rows, such as a class that it has never met. */
import type { Matrix } from "../core/matrix.ts";

/** The mean probabilities of one group. */
export interface MeanProbabilities {
  /** What the rows have in common, such as a subgenre. */
  readonly group: string;
  /** Number of rows in the group. */
  readonly rows: number;
  /** Mean probability of each class. */
  readonly means: Readonly<Record<string, number>>;
}

/** The mean probabilities of every group, groups in alphabetical order.
 *
 * @param groups one name per row of the probabilities; rows without one are left out
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const p = matrix(4, ["pop", "rap"], Float32Array.of(1, 0, .5, .5, 0, 1, 1, 0));
 * assertEquals(meanProbabilities(p, ["house", "trap", "house", undefined]), [
 *   { group: "house", rows: 2, means: { pop: .5, rap: .5 } },
 *   { group: "trap", rows: 1, means: { pop: .5, rap: .5 } },
 * ]);
 * ```
 */
export function meanProbabilities(
  { names, data }: Matrix,
  groups: readonly (string | undefined)[],
): MeanProbabilities[] {
  const k = names.length, ofGroups = Map.groupBy(groups.keys(), (i) => groups[i]);
  return [...ofGroups].flatMap(([group, rows]) => {
    if (group === undefined) return [];
    const mean = (c: number) => rows.reduce((sum, i) => sum + data[i * k + c], 0) / rows.length;
    const means = Object.fromEntries(names.map((name, c) => [name, mean(c)]));
    return [{ group, rows: rows.length, means }];
  }).sort((a, b) => a.group < b.group ? -1 : 1);
}
