/** An array of any shape per row: what networks for sequences and pictures read. */
import { InputError } from "./errors.ts";

/** Row-major: rows × shape. A table of numbers ({@linkcode Matrix}) is the case of one axis. */
export interface Tensor {
  /** rows × the product of `shape` values. */
  readonly data: Float32Array;
  /** How many rows. */
  readonly rows: number;
  /** The axes of one row: frames are [time, features], pictures [height, width, 1]. */
  readonly shape: readonly number[];
  /** What stands along the last axis. */
  readonly names: readonly string[];
}

/** A tensor over `data`.
 *
 * @throws {InputError} when `data` does not fill rows × shape, or the last axis is not as long as the names
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const frames = tensor(1, [2, 2], ["low", "high"], Float32Array.of(.1, .2, .3, .4)); // two moments of two bands
 * assertEquals(frames.data[1 * 2 + 0], Math.fround(.3)); // the second moment's low band
 * ```
 */
export function tensor(
  rows: number,
  shape: readonly number[],
  names: readonly string[],
  data: Float32Array,
): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  if (data.length !== rows * size || shape.at(-1) !== names.length) {
    throw new InputError("a tensor whose data does not fill it", {
      found: `${data.length} values and ${names.length} names`,
      expected: `${rows} rows × ${shape.join(" × ")}`,
    });
  }
  return { data, rows, shape, names };
}
