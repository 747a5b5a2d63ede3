/** Banks of filters: each a weighted sum over some neighbouring bins of a spectrogram. */

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

/** What each filter makes of each row of `columns` values: rows × filters. */
export function applyFilters(
  data: Float32Array,
  columns: number,
  filters: readonly Filter[],
): Float32Array {
  const rows = data.length / columns, result = new Float32Array(rows * filters.length);
  filters.forEach(({ start, weights }, f) => {
    const length = weights.length, even = length - length % 4;
    for (let r = 0; r < rows; r++) {
      // Four sums at once do not wait for each other.
      let a = 0, b = 0, c = 0, d = 0, k = 0, at = r * columns + start;
      for (; k < even; k += 4, at += 4) {
        a += weights[k] * data[at];
        b += weights[k + 1] * data[at + 1];
        c += weights[k + 2] * data[at + 2];
        d += weights[k + 3] * data[at + 3];
      }
      for (; k < length; k++, at++) a += weights[k] * data[at];
      result[r * filters.length + f] = (a + b) + (c + d);
    }
  });
  return result;
}
