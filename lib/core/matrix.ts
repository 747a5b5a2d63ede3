/** A table of float32 numbers with named columns: what features make and models read. */
import { InputError } from "./errors.ts";

/** Row-major: the value of row `i`, column `j` is `data[i * names.length + j]`. */
export interface Matrix {
  /** rows × names.length values; NaN is a missing one. */
  readonly data: Float32Array;
  /** How many rows. */
  readonly rows: number;
  /** The columns' names, from left to right. */
  readonly names: readonly string[];
}

/** A matrix over `data`, or of zeros.
 * @throws {InputError} when `data` has not rows × names.length values
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = matrix(2, ["tempo", "energy"], Float32Array.of(90, .4, 128, .8));
 * assertEquals(x.data[1 * x.names.length + 0], 128); // row 1, column 0
 * ```
 */
export function matrix(rows: number, names: readonly string[], data?: Float32Array): Matrix {
  data ??= new Float32Array(rows * names.length);
  if (data.length !== rows * names.length) {
    throw new InputError("a matrix whose data does not fill it", {
      found: `${data.length} values`,
      expected: `${rows} rows × ${names.length} columns`,
    });
  }
  return { data, rows, names };
}

/** The given rows, in the given order, as a new matrix.
 *
 * @param rows row numbers from 0; one may come twice
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = matrix(3, ["tempo"], Float32Array.of(90, 128, 140));
 * assertEquals(takeRows(x, [2, 0]).data, Float32Array.of(140, 90));
 * ```
 */
export function takeRows(x: Matrix, rows: ArrayLike<number>): Matrix {
  const d = x.names.length, out = new Float32Array(rows.length * d);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * d;
    for (let j = 0; j < d; j++) out[i * d + j] = x.data[from + j];
  }
  return { data: out, rows: rows.length, names: x.names };
}

/** Columns that stand side by side: `count` of them, the first at position `from`, as a new matrix.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = matrix(1, ["tempo", "energy", "key"], Float32Array.of(90, .5, 7));
 * assertEquals(takeColumns(x, 1, 2), matrix(1, ["energy", "key"], Float32Array.of(.5, 7)));
 * ```
 */
export function takeColumns(x: Matrix, from: number, count: number): Matrix {
  const names = x.names.slice(from, from + count), out = matrix(x.rows, names);
  const d = x.names.length;
  for (let i = 0; i < x.rows; i++) {
    out.data.set(x.data.subarray(i * d + from, i * d + from + names.length), i * names.length);
  }
  return out;
}

/** One column, by position, as a new array of length `rows`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const x = matrix(2, ["tempo", "key"], Float32Array.of(90, 7, 128, 2));
 * assertEquals(column(x, 1), Float32Array.of(7, 2));
 * ```
 */
export function column(x: Matrix, j: number): Float32Array {
  const d = x.names.length, out = new Float32Array(x.rows);
  for (let i = 0; i < x.rows; i++) out[i] = x.data[i * d + j];
  return out;
}

/** Matrices of the same rows side by side.
 * @throws {InputError} when their rows differ
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tempo = matrix(2, ["tempo"], Float32Array.of(90, 128)), key = matrix(2, ["key"], Float32Array.of(7, 2));
 * assertEquals(joinColumns([tempo, key]).data, Float32Array.of(90, 7, 128, 2));
 * ```
 */
export function joinColumns(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0;
  for (const part of parts) {
    if (part.rows !== rows) {
      throw new InputError("matrices of different heights cannot stand side by side", {
        found: `${part.rows} rows (${part.names[0]} …)`,
        expected: `${rows} rows`,
      });
    }
  }
  const names = parts.flatMap((part) => part.names), out = matrix(rows, names);
  let at = 0;
  for (const part of parts) {
    const d = part.names.length;
    for (let i = 0; i < rows; i++) {
      out.data.set(part.data.subarray(i * d, (i + 1) * d), i * names.length + at);
    }
    at += d;
  }
  return out;
}

/** Per row, the position of the largest value (the first of equals): from probabilities to classes.
 *
 * @throws {InputError} on a row that holds NaN, of which no value is the largest
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const probabilities = matrix(2, ["pop", "rap"], Float32Array.of(.25, .75, .5, .5));
 * assertEquals(argmax(probabilities), Int32Array.of(1, 0));
 * ```
 */
export function argmax(x: Matrix): Int32Array {
  const d = x.names.length, out = new Int32Array(x.rows);
  for (let i = 0; i < x.rows; i++) {
    let best = 0;
    for (let j = 0; j < d; j++) {
      const value = x.data[i * d + j];
      if (value !== value) {
        throw new InputError(`NaN has no place in an order: row ${i} (from 0)`, {
          column: x.names[j],
          expected: "a number in every column",
        });
      }
      if (value > x.data[i * d + best]) best = j;
    }
    out[i] = best;
  }
  return out;
}
