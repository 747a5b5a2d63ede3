/** Rows drawn at random to be set aside, and the others. */
import type { Rng } from "../core/rng.ts";

/** Deals the numbers 0 … n − 1: a share of them, to the nearest, one at least but never all, and the rest.
 *
 * @returns both in random order
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * const { aside, rest } = setAside(10, .2, new Rng(1));
 * assertEquals([aside.length, rest.length], [2, 8]);
 * assertEquals(setAside(2, .9, new Rng(1)).rest.length, 1); // something is left to learn from
 * ```
 */
export function setAside(
  n: number,
  share: number,
  rng: Rng,
): { aside: Int32Array; rest: Int32Array } {
  const order = rng.permutation(n);
  const count = Math.max(0, Math.min(n - 1, Math.max(1, Math.round(share * n))));
  return { aside: order.slice(0, count), rest: order.slice(count) };
}
