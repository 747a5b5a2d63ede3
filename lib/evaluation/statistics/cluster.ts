/** Average linkage: an order of columns in which similar ones are neighbours, for heatmaps. */

/** Two clusters becoming one. */
interface Merge {
  /** Mean distance of their members. */
  readonly height: number;
  /** Positions of all members, in the order in which they will stand. */
  readonly members: readonly number[];
}

/** Joins the two closest clusters until one is left (average linkage, UPGMA).
 *
 * Each joining keeps both orders and turns them so that their closest ends meet.
 *
 * @param distances symmetric, n × n; NaN counts as far away
 * @returns n − 1 merges; the last one's members are all positions, in order
 * @see Sokal, R. R. & Michener, C. D. (1958); Gruvaeus, G. & Wainer, H. (1972) for the turning
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const merges = averageLinkage([[0, 1, 9], [1, 0, 7], [9, 7, 0]]);
 * assertEquals(merges.map(({ height }) => height), [1, 8]);
 * assertEquals(merges[1].members.length, 3);
 * ```
 */
export function averageLinkage(distances: readonly (readonly number[])[]): Merge[] {
  const distance = (i: number, j: number) =>
    Number.isNaN(distances[i][j]) ? Number.MAX_VALUE / 1e6 : distances[i][j];
  const between = (a: readonly number[], b: readonly number[]) => {
    let sum = 0;
    for (const i of a) for (const j of b) sum += distance(i, j);
    return sum / (a.length * b.length);
  };
  let clusters: (readonly number[])[] = distances.map((_, i) => [i]);
  const merges: Merge[] = [];
  while (clusters.length > 1) {
    let pair: [number, number] = [0, 1], height = Infinity;
    for (let i = 0; i < clusters.length; i++) {
      for (let j = i + 1; j < clusters.length; j++) {
        const mean = between(clusters[i], clusters[j]);
        if (mean < height) [height, pair] = [mean, [i, j]];
      }
    }
    const a = clusters[pair[0]], b = clusters[pair[1]];
    const ways = [a, a.toReversed()].flatMap((left) =>
      [b, b.toReversed()].map((right) => ({
        members: [...left, ...right],
        gap: distance(left.at(-1)!, right[0]),
      }))
    );
    const { members } = ways.reduce((best, way) => way.gap < best.gap ? way : best);
    merges.push({ height, members });
    clusters = [...clusters.filter((_, i) => !pair.includes(i)), members];
  }
  return merges;
}

/** Positions of columns so ordered that those of large |ρ| stand together: average linkage on 1 − |ρ|.
 *
 * @param rho correlations, n × n
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const order = clusterOrder([[1, 0, .9], [0, 1, 0], [.9, 0, 1]]);
 * assertEquals(Math.abs(order.indexOf(0) - order.indexOf(2)), 1);
 * ```
 */
export function clusterOrder(rho: readonly (readonly number[])[]): readonly number[] {
  if (rho.length < 2) return [...rho.keys()];
  return averageLinkage(rho.map((row) => row.map((r) => 1 - Math.abs(r)))).at(-1)!.members;
}
