/** Which rows belong together, as numbers. */

/** Rows of the same text share a number; numbers run from 0 in order of first appearance. */
export function groupByText(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>(), out = new Int32Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    let number = numbers.get(texts[i]);
    if (number === undefined) numbers.set(texts[i], number = numbers.size);
    out[i] = number;
  }
  return out;
}

/** Rows with the same value in every column share a number (NaN is like NaN, −0 like 0); numbers run
 * from 0 in order of first appearance. Linear in rows × columns: a chained hash table over the bits.
 *
 * @param columns any number of columns, each of `rows` values
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const groups = groupByValues([Float64Array.of(1, 2, 1), Float64Array.of(NaN, 0, NaN)], 3);
 * assertEquals([...groups], [0, 1, 0]);
 * ```
 */
export function groupByValues(columns: readonly Float64Array[], rows: number): Int32Array {
  const size = 1 << Math.ceil(Math.log2(2 * rows + 2));
  const first = new Int32Array(size).fill(-1), next = new Int32Array(rows).fill(-1);
  const out = new Int32Array(rows),
    value = new Float64Array(1),
    bits = new Int32Array(value.buffer);
  const same = (a: number, b: number) =>
    columns.every((column) =>
      column[a] === column[b] || (column[a] !== column[a] && column[b] !== column[b])
    );
  let groups = 0;
  for (let row = 0; row < rows; row++) {
    let hash = 0;
    for (const column of columns) {
      value[0] = column[row] + 0; // −0 + 0 is 0
      hash = Math.imul(hash ^ bits[0], 0x85ebca6b) ^ Math.imul(bits[1], 0xc2b2ae35);
      hash ^= hash >>> 15;
    }
    const slot = hash & (size - 1);
    let other = first[slot];
    while (other >= 0 && !same(row, other)) other = next[other];
    if (other >= 0) out[row] = out[other];
    else {
      out[row] = groups++;
      next[row] = first[slot];
      first[slot] = row;
    }
  }
  return out;
}
