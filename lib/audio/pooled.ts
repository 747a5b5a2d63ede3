/** Frames in fewer rows: means over neighbours. */
import type { Matrix } from "../core/matrix.ts";

/** The means of every `count` rows; of those that are left at the end.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = { rows: 3, names: ["loudness"], data: Float32Array.of(1, 3, 5) };
 * assertEquals(pooled(x, 2).data, Float32Array.of(2, 5));
 * ```
 */
export function pooled({ data, rows, names }: Matrix, count: number): Matrix {
  const steps = Math.ceil(rows / count), d = names.length, means = new Float32Array(steps * d);
  for (let r = 0; r < rows; r++) {
    const step = Math.floor(r / count), own = Math.min(count, rows - step * count);
    for (let j = 0; j < d; j++) means[step * d + j] += data[r * d + j] / own;
  }
  return { data: means, rows: steps, names };
}
