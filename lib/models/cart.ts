/** Growing one classification tree with exact splits. */
import type { Rng } from "../core/rng.ts";
import { midpoint, type RankedTable } from "./ranks.ts";
import { type Split, SplitSearch } from "./split.ts";

/** A binary tree in arrays; node 0 is the root, and a node's children stand side by side after it. */
export interface Tree {
  /** The column asked, or −1 in a leaf. */
  readonly feature: Int32Array;
  /** Values up to this go left. */
  readonly threshold: Float32Array;
  /** The left child (the right one is next to it); in a leaf, its row of `values`. */
  readonly child: Int32Array;
  /** 1 where missing values go left. */
  readonly missingLeft: Uint8Array;
  /** Impurity taken away by the split, times the node's weight; 0 in a leaf. */
  readonly gain: Float32Array;
  /** Leaves × classes: the classes' shares. */
  readonly values: Float32Array;
}

/** How a classification tree grows. */
export interface CartSettings {
  /** Longest way from the root to a leaf, in splits; Infinity: until the other rules stop it. */
  readonly maxDepth: number;
  /** A node with fewer rows becomes a leaf. */
  readonly minSamplesSplit: number;
  /** No split leaves fewer rows on a side. */
  readonly minSamplesLeaf: number;
  /** Impurity of shares p: Gini 1 − Σ p², entropy −Σ p ln p. */
  readonly criterion: "gini" | "entropy";
}

/** Grows a tree after Breiman, Friedman, Olshen and Stone (1984): at every node the split, over some
 * columns drawn at random and all thresholds halfway between neighbouring values, that leaves the least
 * impurity. Missing values are tried on both sides; where a node has none, they follow the larger child.
 *
 * @param codes per row, a class from 0 to `classes` − 1
 * @param weights per row, a whole number; rows of weight 0 are not seen
 * @param features how many columns each node tries (more when all of these are constant there) */
export function growTree(
  table: RankedTable,
  codes: Int32Array,
  classes: number,
  weights: Int32Array,
  features: number,
  settings: CartSettings,
  rng: Rng,
): Tree {
  const { values, offsets } = table, { maxDepth, minSamplesSplit, minSamplesLeaf } = settings;
  const rows = Int32Array.from(weights.keys()).filter((row) => weights[row] > 0);
  const search = new SplitSearch(table, codes, classes, weights, settings), { best } = search;
  const spare = new Int32Array(rows.length), node = new Int32Array(classes), leaves: number[] = [];
  const room = 2 * rows.length; // a tree has fewer nodes than twice its leaves
  const tree = {
    feature: new Int32Array(room).fill(-1),
    threshold: new Float32Array(room),
    child: new Int32Array(room),
    missingLeft: new Uint8Array(room),
    gain: new Float32Array(room),
  };
  let nodes = 1;
  const open = [{ at: 0, from: 0, to: rows.length, depth: 0 }];
  while (open.length > 0) {
    const { at, from, to, depth } = open.pop()!, size = to - from;
    node.fill(0);
    for (let i = from; i < to; i++) node[codes[rows[i]]] += weights[rows[i]];
    const mixed = node.some((count, c) => count > 0 && c !== codes[rows[from]]);
    best.score = -Infinity;
    if (mixed && depth < maxDepth && size >= minSamplesSplit && size >= 2 * minSamplesLeaf) {
      search.search(rows, from, to, node, features, rng);
    }
    if (best.score === -Infinity) {
      const weight = node.reduce((sum, count) => sum + count, 0);
      tree.child[at] = leaves.length / classes;
      for (let c = 0; c < classes; c++) leaves.push(node[c] / weight);
      continue;
    }
    const start = offsets[best.feature], value = values[start + best.rank];
    tree.feature[at] = best.feature;
    tree.threshold[at] = best.next < 0 ? Infinity : midpoint(value, values[start + best.next]);
    tree.missingLeft[at] = Number(best.missingLeft);
    tree.gain[at] = best.score - search.purity(node);
    tree.child[at] = nodes;
    const middle = partition(table, best, rows, from, to, spare);
    open.push({ at: nodes + 1, from: middle, to, depth: depth + 1 });
    open.push({ at: nodes, from, to: middle, depth: depth + 1 });
    nodes += 2;
  }
  return {
    feature: tree.feature.slice(0, nodes),
    threshold: tree.threshold.slice(0, nodes),
    child: tree.child.slice(0, nodes),
    missingLeft: tree.missingLeft.slice(0, nodes),
    gain: tree.gain.slice(0, nodes),
    values: Float32Array.from(leaves),
  };
}

/** Puts the rows that go left first, both sides in their order; returns where the right side begins. */
function partition(
  { rows: n, ranks, offsets }: RankedTable,
  { feature, rank: last, missingLeft }: Split,
  rows: Int32Array,
  from: number,
  to: number,
  spare: Int32Array,
): number {
  const base = feature * n, distinct = offsets[feature + 1] - offsets[feature];
  let middle = from, right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i], rank = ranks[base + row];
    if (rank === distinct ? missingLeft : rank <= last) rows[middle++] = row;
    else spare[right++] = row;
  }
  for (let i = 0; i < right; i++) rows[middle + i] = spare[i];
  return middle;
}
