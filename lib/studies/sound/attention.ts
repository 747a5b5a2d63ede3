/** Weights of attention, beside the sound that they weigh. */
import { type Frames, seconds, type Sound } from "../../audio/sound.ts";
import type { Matrix } from "../../core/matrix.ts";
import { tensor } from "../../core/tensor.ts";

/** On which share of the moments half of the weight lies, row by row: .5 where all weigh alike, near 0 where one has all.
 *
 * @param weights rows × moments, each row summing to 1 (attentionWeights)
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const weights = { rows: 2, names: ["1", "2", "3", "4"], data: Float32Array.of(.25, .25, .25, .25, 0, .9, .1, 0) };
 * assertEquals(halfOfWeight(weights), [.5, .25]);
 * ```
 */
export function halfOfWeight({ data, rows, names: { length } }: Matrix): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const own = data.slice(row * length, (row + 1) * length).sort().reverse();
    let sum = 0;
    return (own.findIndex((weight) => (sum += weight) >= .5 - 1e-6) + 1) / length;
  });
}

/** One row's weights along the sound.
 *
 * @returns the weights as frames over the sound's time, and the share of it at which they are largest
 * @example
 * ```ts ignore
 * const { curve, at } = listened(await hear(row), weights, 0);
 * ```
 */
export function listened(
  sound: Sound,
  { data, names: { length } }: Matrix,
  row: number,
): { readonly curve: Frames; readonly at: number } {
  const own = data.slice(row * length, (row + 1) * length);
  const largest = own.indexOf(own.reduce((a, b) => Math.max(a, b)));
  const hopLength = Math.max(1, Math.round(seconds(sound) * sound.rate / length));
  const curve = { ...tensor(length, [1], ["attention"], own), rate: sound.rate, hopLength };
  return { curve, at: (largest + .5) / length };
}
