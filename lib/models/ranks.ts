/** Columns as ranks: a tree only asks which of two values is larger, so it may sort small integers. */
import type { Matrix } from "../core/matrix.ts";

/** Every value by its rank among its column's distinct values. */
export interface RankedTable {
  readonly rows: number;
  readonly columns: number;
  /** Column-major: the rank of row `i`, column `j` is `ranks[j * rows + i]`; missing values have the rank
   * after the last. */
  readonly ranks: Int32Array;
  /** The distinct values of column `j`, ascending: `values[offsets[j]]` … `values[offsets[j + 1] − 1]`. */
  readonly values: Float32Array;
  readonly offsets: Int32Array;
}

/** Ranks the columns of `x`, in shared memory so that workers need no copies. */
export function rankColumns(x: Matrix): RankedTable {
  const n = x.rows, d = x.names.length;
  const ranks = new Int32Array(new SharedArrayBuffer(4 * n * d));
  const values = new Float32Array(new SharedArrayBuffer(4 * n * d));
  const offsets = new Int32Array(d + 1), sorted = new Float32Array(n);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) sorted[i] = x.data[i * d + j];
    sorted.sort(); // NaN last
    const start = offsets[j];
    let end = start;
    for (let i = 0; i < n; i++) {
      if (sorted[i] === sorted[i] && (end === start || sorted[i] !== values[end - 1])) {
        values[end++] = sorted[i];
      }
    }
    offsets[j + 1] = end;
    for (let i = 0; i < n; i++) {
      const value = x.data[i * d + j];
      let low = start, high = end;
      if (value === value) {
        while (low < high) {
          const middle = (low + high) >> 1;
          if (values[middle] < value) low = middle + 1;
          else high = middle;
        }
      } else low = end;
      ranks[j * n + i] = low - start;
    }
  }
  return { rows: n, columns: d, ranks, values, offsets };
}

/** The value halfway between two neighbours of one column, at least the lower and below the upper also
 * after rounding to float32. */
export function midpoint(low: number, high: number): number {
  const middle = Math.fround(low / 2 + high / 2);
  return middle < high && middle >= low ? middle : low;
}

/** Sorts `keys[0 … n − 1]` by their bits from `shift` to `shift + bits − 1`, ascending; the bits below
 * ride along. Insertion for few keys, else least-significant-digit radix sort, eight bits at a time.
 *
 * @param spare as long as `keys`, overwritten
 * @returns the array that holds the result: `keys` or `spare` */
export function sortKeys(
  keys: Int32Array,
  spare: Int32Array,
  n: number,
  shift: number,
  bits: number,
): Int32Array {
  if (n < 80) {
    for (let i = 1; i < n; i++) {
      const key = keys[i];
      let at = i;
      for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
      keys[at] = key;
    }
    return keys;
  }
  let from = keys, to = spare;
  for (let low = shift; low < shift + bits; low += 8) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[((from[i] >>> low) & 255) + 1]++;
    for (let digit = 1; digit < 256; digit++) starts[digit] += starts[digit - 1];
    for (let i = 0; i < n; i++) {
      const key = from[i];
      to[starts[(key >>> low) & 255]++] = key;
    }
    [from, to] = [to, from];
  }
  return from;
}

const starts = new Int32Array(257);
