/** Columns in at most 255 steps: what histogram methods read. */
import type { Matrix } from "../core/matrix.ts";

/** How one column is cut. Bin 0 is for missing values and, in a categorical column, unknown ones. */
export interface Binning {
  /** Whether the column's numbers are names. */
  readonly categorical: boolean;
  /** Categorical: the value of bin 1, 2, …, ascending. Else bin b holds values up to `edges[b − 1]`, and the
   * last bin, `edges.length + 1`, the rest. */
  readonly edges: Float32Array;
}

/** Number of bins besides bin 0. */
export const binCount = ({ categorical, edges }: Binning): number =>
  edges.length + (categorical ? 0 : 1);

/** Cuts every column into at most `most` bins: one per distinct value where they are few enough, else bins
 * of about equally many rows, cut halfway between two values; values that many rows share get a bin of
 * their own. Of categories beyond `most`, the rarest share bin 0 with missing values.
 *
 * @param categorical names of columns whose numbers are names */
export function fitBins(x: Matrix, most: number, categorical: readonly string[]): Binning[] {
  const d = x.names.length;
  return x.names.map((name, j) => {
    let count = 0;
    const sorted = new Float32Array(x.rows);
    for (let i = 0; i < x.rows; i++) {
      const value = x.data[i * d + j];
      if (value === value) sorted[count++] = value;
    }
    const values: number[] = [], counts: number[] = [];
    for (const value of sorted.subarray(0, count).sort()) {
      if (values.length > 0 && value === values[values.length - 1]) counts[counts.length - 1]++;
      else values.push(value), counts.push(1);
    }
    if (categorical.includes(name)) {
      const order = [...values.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
      return {
        categorical: true,
        edges: Float32Array.from(order.slice(0, most), (at) => values[at]).sort(),
      };
    }
    return { categorical: false, edges: equalCounts(values, counts, count, most) };
  });
}

/** Edges between bins of about equally many rows (the greedy rule of LightGBM's GreedyFindBin). */
function equalCounts(values: number[], counts: number[], rows: number, most: number): Float32Array {
  const edges: number[] = [];
  const halfway = (i: number) => {
    const middle = Math.fround(values[i] / 2 + values[i + 1] / 2);
    edges.push(middle >= values[i] && middle < values[i + 1] ? middle : values[i]);
  };
  if (values.length <= most) {
    for (let i = 0; i + 1 < values.length; i++) halfway(i);
    return Float32Array.from(edges);
  }
  let mean = rows / most, restRows = rows, restBins = most;
  const heavy = counts.map((count) => count >= mean);
  for (let i = 0; i < values.length; i++) {
    if (heavy[i]) restRows -= counts[i], restBins--;
  }
  mean = restRows / restBins;
  for (let i = 0, filled = 0; i + 1 < values.length && edges.length < most - 1; i++) {
    filled += counts[i];
    if (!heavy[i]) restRows -= counts[i];
    const enough = heavy[i] || filled >= mean || (heavy[i + 1] && filled >= Math.max(1, mean / 2));
    if (!enough) continue;
    halfway(i);
    filled = 0;
    if (!heavy[i] && --restBins > 0) mean = restRows / restBins;
  }
  return Float32Array.from(edges);
}

/** The bins of every value, column-major: row `i`, column `j` at `out[j * stride + i]`. */
export function binColumns(
  x: Matrix,
  binnings: readonly Binning[],
  out: Uint8Array,
  stride = x.rows,
) {
  const d = x.names.length;
  for (let j = 0; j < d; j++) {
    const { categorical, edges } = binnings[j];
    for (let i = 0; i < x.rows; i++) {
      const value = x.data[i * d + j];
      let low = 0, high = edges.length;
      while (low < high) { // the first edge not below the value
        const middle = (low + high) >> 1;
        if (edges[middle] < value) low = middle + 1;
        else high = middle;
      }
      const known = categorical ? edges[low] === value : value === value;
      out[j * stride + i] = known ? low + 1 : 0;
    }
  }
}
