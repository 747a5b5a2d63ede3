/** What a frame of sound is multiplied by before its spectrum is taken, and what the bins of that stand for. */

/** Hann's window, periodic: what one more sample would begin again. */
export function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => .5 - .5 * Math.cos(2 * Math.PI * i / length));
}

/** The frequency in Hz that each bin stands for.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(fftFrequencies({ rate: 8000, nFft: 32 })[1], 250);
 * ```
 */
export function fftFrequencies(
  { rate, nFft }: { readonly rate: number; readonly nFft: number },
): Float64Array {
  return Float64Array.from({ length: nFft / 2 + 1 }, (_, k) => k * rate / nFft);
}
