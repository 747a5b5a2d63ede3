/** Rounding as NumPy does it, and with it librosa. */

/** The nearest whole number; of two, the even one.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([.5, 1.5, 1.7].map(roundHalfEven), [0, 2, 2]);
 * ```
 */
export const roundHalfEven = (x: number): number =>
  x % 1 === .5 ? 2 * Math.round(x / 2) : Math.round(x);
