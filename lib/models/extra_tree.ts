/** One extremely randomised tree. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";

/** A tree as arrays, a node a place, the root at 0. */
export interface RandomTree {
  /** The column that a node asks; of a leaf −1. */
  readonly column: readonly number[];
  /** Rows below it go left. */
  readonly threshold: readonly number[];
  /** Where a node's left child stands; the right one stands after it. Of a leaf its number. */
  readonly next: readonly number[];
  /** leaves × classes: the share of the leaf's rows that have each. */
  readonly shares: Float32Array;
}

interface Growth {
  /** Columns that vary, drawn by every node. */
  readonly asked: number;
  readonly minSamplesLeaf: number;
  readonly maxDepth: number;
}

/** Grows a tree on all rows.
 *
 * @param said the classes of row i: `of[at[i]]` … `of[at[i + 1] − 1]`
 * @param k how many classes */
export function growRandomTree(
  x: Matrix,
  said: { readonly at: Int32Array; readonly of: Int32Array },
  k: number,
  { asked, minSamplesLeaf, maxDepth }: Growth,
  rng: Rng,
): RandomTree {
  const { data, rows: n } = x,
    d = x.names.length,
    rows = Int32Array.from({ length: n }, (_, i) => i);
  const column: number[] = [], threshold: number[] = [], next: number[] = [], shares: number[] = [];
  const left = new Float64Array(k),
    whole = new Float64Array(k),
    columns = Int32Array.from({ length: d }, (_, j) => j);
  const count = (from: number, to: number, into: Float64Array) => {
    into.fill(0);
    for (let i = from; i < to; i++) {
      for (let s = said.at[rows[i]]; s < said.at[rows[i] + 1]; s++) into[said.of[s]]++;
    }
  };
  const open: { node: number; from: number; to: number; depth: number }[] = [];
  const add = (from: number, to: number, depth: number) => {
    open.push({ node: column.push(-1) - 1, from, to, depth });
    threshold.push(0);
    next.push(0);
  };
  add(0, n, 0);
  for (let at = 0; at < open.length; at++) {
    const { node, from, to, depth } = open[at], size = to - from;
    count(from, to, whole);
    const isPure = whole.every((m) => m === 0 || m === size);
    const best = isPure || depth >= maxDepth || size < 2 * minSamplesLeaf
      ? undefined
      : question(from, to);
    if (!best) {
      next[node] = shares.length / k;
      for (let c = 0; c < k; c++) shares.push(whole[c] / size);
      continue;
    }
    let middle = from;
    for (let i = from; i < to; i++) {
      if (data[rows[i] * d + best.column] >= best.threshold) continue;
      [rows[i], rows[middle]] = [rows[middle], rows[i]];
      middle++;
    }
    [column[node], threshold[node], next[node]] = [best.column, best.threshold, column.length];
    add(from, middle, depth + 1);
    add(middle, to, depth + 1);
  }
  return { column, threshold, next, shares: Float32Array.from(shares) };

  /** The best of some random questions about the rows `from` … `to − 1`, by Σ n p² on both sides. */
  function question(from: number, to: number): { column: number; threshold: number } | undefined {
    let best: { column: number; threshold: number } | undefined, highest = -Infinity, tried = 0;
    for (let drawn = 0; drawn < d && tried < asked; drawn++) {
      const other = drawn + rng.int(d - drawn), j = columns[other];
      [columns[other], columns[drawn]] = [columns[drawn], j];
      let low = Infinity, high = -Infinity;
      for (let i = from; i < to; i++) {
        const value = data[rows[i] * d + j];
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (low === high) continue; // constant here: does not count
      tried++;
      const cut = low + (high - low) * (1 - rng.uniform()); // above the smallest, so that both sides have rows
      left.fill(0);
      let below = 0;
      for (let i = from; i < to; i++) {
        if (data[rows[i] * d + j] >= cut) continue;
        below++;
        for (let s = said.at[rows[i]]; s < said.at[rows[i] + 1]; s++) left[said.of[s]]++;
      }
      const above = to - from - below;
      if (below < minSamplesLeaf || above < minSamplesLeaf) continue;
      let score = 0;
      for (let c = 0; c < k; c++) {
        const l = left[c], r = whole[c] - l;
        // what is not said counts as what is: p² + (1 − p)² of either side
        score += (l * l + (below - l) ** 2) / below + (r * r + (above - r) ** 2) / above;
      }
      if (score > highest) [highest, best] = [score, { column: j, threshold: cut }];
    }
    return best;
  }
}

/** The number of the leaf to which a row comes. */
export function leafOf({ column, threshold, next }: RandomTree, row: Float32Array): number {
  let node = 0;
  while (column[node] >= 0) node = next[node] + Number(row[column[node]] >= threshold[node]);
  return next[node];
}
