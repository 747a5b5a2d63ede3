/** Tables that are almost all zeros, stored by what is not (compressed sparse rows). */

/** Row `i` holds `values[p]` in column `indices[p]` for p from `offsets[i]` to `offsets[i + 1]`, and zeros
 * elsewhere. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 positions. */
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Sparse tables of the same rows side by side; columns of the second come after those of the first. */
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

/** Rows become columns: the same table by columns.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = { rows: 2, columns: 2, offsets: Int32Array.of(0, 1, 3), indices: Int32Array.of(1, 0, 1),
 *   values: Float32Array.of(5, 6, 7) };
 * assertEquals(transpose(x).indices, Int32Array.of(1, 0, 1));
 * assertEquals(transpose(x).values, Float32Array.of(6, 5, 7));
 * ```
 */
export function transpose({ rows, columns, offsets, indices, values }: Sparse): Sparse {
  const starts = new Int32Array(columns + 1);
  for (const j of indices) starts[j + 1]++;
  for (let j = 0; j < columns; j++) starts[j + 1] += starts[j];
  const next = starts.slice(), across = new Int32Array(indices.length);
  const turned = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let p = offsets[i]; p < offsets[i + 1]; p++) {
      const to = next[indices[p]]++;
      across[to] = i;
      turned[to] = values[p];
    }
  }
  return { rows: columns, columns: rows, offsets: starts, indices: across, values: turned };
}
