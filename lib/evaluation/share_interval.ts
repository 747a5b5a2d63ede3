/** The interval of a share, by bootstrap over groups of rows. */
import type { Rng } from "../core/rng.ts";
import { quantiles } from "../core/statistics.ts";

/** The 95 % interval of the share of rows that are right: groups are drawn anew, with all their rows, a thousand times. Rows
 * of one group are right or wrong together, so that an interval over single rows would be too narrow.
 *
 * @param groups of each, how many rows are right, and how many there are
 * @see Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * assertEquals(shareInterval([[2, 4], [3, 6]], new Rng(1)), [.5, .5]);
 * ```
 */
export function shareInterval(
  groups: readonly (readonly [right: number, rows: number])[],
  rng: Rng,
): readonly [low: number, high: number] {
  const drawn = Array.from({ length: 1000 }, () => {
    let right = 0, rows = 0;
    for (let i = 0; i < groups.length; i++) {
      const [a, n] = groups[rng.int(groups.length)];
      right += a;
      rows += n;
    }
    return right / rows;
  });
  const [low, high] = quantiles(drawn, [.025, .975]);
  return [low, high];
}
