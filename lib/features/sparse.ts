/** Tables that are almost all zeros, stored by what is not (compressed sparse rows). */

/** Row `i` holds `values[p]` in column `indices[p]` for p from `offsets[i]` to `offsets[i + 1]`, and zeros
 * elsewhere. */
export interface Sparse {
  /** How many rows. */
  readonly rows: number;
  /** How many columns, those of nothing but zeros included. */
  readonly columns: number;
  /** rows + 1 positions. */
  readonly offsets: Int32Array;
  /** The column of each stored value, from 0. */
  readonly indices: Int32Array;
  /** The stored values, row by row. */
  readonly values: Float32Array;
}

/** Sparse tables of the same rows side by side; columns of the second come after those of the first.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = { rows: 1, columns: 3, offsets: Int32Array.of(0, 1), indices: Int32Array.of(2),
 *   values: Float32Array.of(5) };
 * assertEquals(joinSparse([x, x]).indices, Int32Array.of(2, 5));
 * ```
 */
export function joinSparse(parts: readonly Sparse[]): Sparse {
  if (parts.length === 1) return parts[0];
  const rows = parts[0].rows, offsets = new Int32Array(rows + 1);
  const total = parts.reduce((sum, { values }) => sum + values.length, 0);
  const indices = new Int32Array(total), values = new Float32Array(total);
  let at = 0;
  for (let i = 0; i < rows; i++) {
    let before = 0;
    for (const part of parts) {
      for (let p = part.offsets[i]; p < part.offsets[i + 1]; p++, at++) {
        indices[at] = before + part.indices[p];
        values[at] = part.values[p];
      }
      before += part.columns;
    }
    offsets[i + 1] = at;
  }
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  return { rows, columns, offsets, indices, values };
}
