/** Banks of filters: each a weighted sum over some neighbouring bins of a spectrogram; in WebAssembly. */
import { startKernel } from "../core/kernels/load.ts";

/** One filter: weights of the bins from `start` on. */
export interface Filter {
  /** The first bin that has a weight. */
  readonly start: number;
  /** A weight for it and for the bins after it. */
  readonly weights: Float32Array;
}

/** A filter from a weight for every bin: zeros at both ends are left out. */
export function filterOf(weights: ArrayLike<number>): Filter {
  let start = 0, end = weights.length;
  while (start < end && weights[start] === 0) start++;
  while (end > start && weights[end - 1] === 0) end--;
  return { start, weights: Float32Array.from(weights).slice(start, end) };
}

/** The first `count` rows of the orthonormal discrete cosine transform (type II) of `length` values.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(cosines(1, 4)[0].weights[3], .5);
 * ```
 */
export function cosines(count: number, length: number): Filter[] {
  return Array.from({ length: count }, (_, k) => {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / length);
    return filterOf(Float64Array.from(
      { length },
      (_, i) => scale * Math.cos(Math.PI * k * (i + .5) / length),
    ));
  });
}

interface Functions {
  readonly filterBank: (...numbers: number[]) => void;
}

/** Rows to which filters are applied at once: few enough to stay in the processor's cache. */
const BLOCK = 64;

/** Filters in the memory of a kernel. */
export interface FilterBank {
  /** As many rows as `rows` says, of `columns` values each: the caller's to fill. */
  readonly table: Float32Array;
  /** How many rows the table has. */
  readonly rows: number;
  /** What each filter makes of each row of the table: rows × filters. Overwritten by the next call. */
  apply(): Float32Array;
}

/** A bank of filters over rows of `columns` values. */
export function filterBank(columns: number, filters: readonly Filter[]): FilterBank {
  const count = filters.length;
  const lengths = filters.map(({ weights }) => 4 * Math.ceil(weights.length / 4));
  const total = lengths.reduce((a, b) => a + b, 0);
  const kernel = startKernel<Functions>(
    new URL("./kernels/filter_bank.wasm", import.meta.url),
    4 * (BLOCK * (columns + count) + total + 2 * count) + 256,
  );
  const starts = kernel.int32(count), sizes = kernel.int32(count), bank = kernel.float32(total);
  starts.set(filters.map(({ start }) => start));
  sizes.set(lengths);
  let at = 0;
  filters.forEach(({ weights }, f) => {
    bank.set(weights, at);
    at += lengths[f];
  });
  const table = kernel.float32(BLOCK * columns), output = kernel.float32(BLOCK * count);
  const places = [starts, sizes, bank, table, output].map(({ byteOffset }) => byteOffset);
  return {
    table,
    rows: BLOCK,
    apply() {
      kernel.call.filterBank(BLOCK, columns, count, ...places);
      return output;
    },
  };
}

/** What each filter makes of each row of `columns` values: rows × filters. */
export function applyFilters(
  data: Float32Array,
  columns: number,
  filters: readonly Filter[],
): Float32Array {
  const { table, rows: block, apply } = filterBank(columns, filters), count = filters.length;
  const rows = data.length / columns, result = new Float32Array(rows * count);
  for (let first = 0; first < rows; first += block) {
    const last = Math.min(rows, first + block);
    table.set(data.subarray(first * columns, last * columns));
    result.set(apply().subarray(0, (last - first) * count), first * count);
  }
  return result;
}
