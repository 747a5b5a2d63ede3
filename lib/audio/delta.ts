/** How a measure changes from frame to frame. */
import { InputError } from "../core/errors.ts";
import { checkSetting } from "../core/settings.ts";
import type { Frames } from "./sound.ts";

/** The slope (order 1) or the curvature (order 2) over time of every column, by fitting a line or a parabola to
 * `width` frames; the first and the last frames take the fit that stands next to the end.
 *
 * @throws {InputError} when there are fewer frames than the width, or the width is not odd
 * @see Savitzky, A. & Golay, M. (1964). Smoothing and differentiation of data by simplified least squares procedures.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const data = Float32Array.from({ length: 12 }, (_, t) => 3 * t);
 * const line = { rows: 12, shape: [1], names: ["a"], data, rate: 8000, hopLength: 512 };
 * assertAlmostEquals(delta(line).data[0], 3, 1e-6);
 * ```
 */
export function delta(
  frames: Frames,
  { width = 9, order = 1 }: { readonly width?: number; readonly order?: 1 | 2 } = {},
): Frames {
  checkSetting("the setting order", order, [1, 2]);
  if (!(width >= 3 && width % 2 === 1)) {
    throw new InputError("the setting width", { found: width, expected: "an odd number from 3" });
  }
  const { data, rows, names } = frames, columns = names.length, half = (width - 1) / 2;
  if (rows < width) {
    throw new InputError("too few frames for a change over time", {
      found: rows,
      expected: `at least ${width}`,
    });
  }
  const weights = derivative(half, order);
  const result = new Float32Array(data.length);
  for (let r = 0; r < rows; r++) {
    const middle = Math.min(Math.max(r, half), rows - 1 - half);
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let i = -half; i <= half; i++) {
        sum += weights[i + half] * data[(middle + i) * columns + c];
      }
      result[r * columns + c] = sum;
    }
  }
  return { ...frames, data: result };
}

/** Weights of 2 half + 1 values whose sum is the first derivative of the line, or the second of the parabola, that
 * fits them best. Around the middle i, i² − mean(i²) and 1 are orthogonal. */
function derivative(half: number, order: 1 | 2): Float64Array {
  const places = Float64Array.from({ length: 2 * half + 1 }, (_, k) => k - half);
  const mean = places.reduce((sum, i) => sum + i * i, 0) / places.length;
  const basis = order === 1 ? places : places.map((i) => i * i - mean);
  const norm = basis.reduce((sum, x) => sum + x * x, 0);
  return basis.map((x) => order * x / norm);
}
