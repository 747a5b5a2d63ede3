/** Which recordings are like what is set. */

/** Distances in which a column counts by ranks: a deviate is squeezed to about its rank, 0 to 1, so that the two modes
 * are no further apart than the slowest and the fastest track. */
const rank = (deviate: number): number => 1 / (1 + Math.exp(-1.702 * deviate));

/** A recording and how far it is. */
interface Neighbour {
  readonly recording: number;
  readonly distance: number;
}

/** Finds the nearest recordings: all are looked at.
 *
 * @param deviates recordings × columns
 * @example
 * ```ts
 * import { assertEquals } from "../../../../../tests/assert.ts";
 * const near = neighbours(Float32Array.of(-2, 0, 2), 1);
 * assertEquals(near([1.5], 2).map(({ recording }) => recording), [2, 1]);
 * ```
 */
export function neighbours(
  deviates: Float32Array,
  columns: number,
): (own: ArrayLike<number>, count: number) => Neighbour[] {
  const ranks = deviates.map(rank), rows = ranks.length / columns;
  return (own, count) => {
    const at = Float32Array.from(own, rank);
    const best: Neighbour[] = [];
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += (ranks[i * columns + j] - at[j]) ** 2;
      if (best.length === count && sum >= best[count - 1].distance) continue;
      const place = best.findIndex(({ distance }) => sum < distance);
      best.splice(place < 0 ? best.length : place, 0, { recording: i, distance: sum });
      best.length = Math.min(best.length, count);
    }
    return best.map(({ recording, distance }) => ({ recording, distance: Math.sqrt(distance) }));
  };
}
