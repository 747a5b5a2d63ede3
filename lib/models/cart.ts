/** Growing one classification tree with exact splits. */
import type { Rng } from "../core/rng.ts";
import { midpoint, type RankedTable, sortKeys } from "./ranks.ts";

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

/** Weights that fit into a sorting key; a heavier row is put in as several. */
const WEIGHT_BITS = 4, MOST = (1 << WEIGHT_BITS) - 1;

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
  { maxDepth, minSamplesSplit, minSamplesLeaf, criterion }: CartSettings,
  rng: Rng,
): Tree {
  const { rows: n, columns: d, ranks, values, offsets } = table, gini = criterion === "gini";
  const classBits = 32 - Math.clz32(classes - 1), shift = classBits + WEIGHT_BITS;
  const inTree = Int32Array.from(weights.keys()).filter((row) => weights[row] > 0);
  let total = 0, entries = 0;
  for (const row of inTree) {
    total += weights[row];
    entries += Math.ceil(weights[row] / MOST);
  }
  // f(c) with impurity = 1 − Σf(c)/f(n) or (f(n) − Σf(c))/n: c² for Gini, c ln c for entropy
  const f = Float64Array.from({ length: total + 1 }, (_, c) => gini ? c * c : c && c * Math.log(c));
  const purity = (sum: number, weight: number) => gini ? sum / weight : sum - f[weight];

  const rows = inTree, moved = new Int32Array(rows.length), order = new Int32Array(d);
  const keyBuffers = [new Int32Array(entries), new Int32Array(entries)];
  const node = new Int32Array(classes), left = new Int32Array(classes);
  const capacity = 2 * rows.length + 1, leaves: number[] = [];
  const tree = {
    feature: new Int32Array(capacity).fill(-1),
    threshold: new Float32Array(capacity),
    child: new Int32Array(capacity),
    missingLeft: new Uint8Array(capacity),
    gain: new Float32Array(capacity),
  };
  const best = { score: -Infinity, feature: -1, rank: 0, next: 0, missingLeft: false };
  for (let j = 0; j < d; j++) order[j] = j;

  /** Tries all thresholds of column `j` among sorted keys 0 … m − 1, with `left` begun. */
  function scan(keys: Int32Array, m: number, count: number, j: number, nodeWeight: number) {
    const missing = count - m, missingLeft = left.some((c) => c > 0);
    let leftWeight = 0, sumLeft = 0, sumRight = 0, seen = missingLeft ? missing : 0;
    for (let c = 0; c < classes; c++) {
      leftWeight += left[c];
      sumLeft += f[left[c]];
      sumRight += f[node[c] - left[c]];
    }
    const classMask = (1 << classBits) - 1, end = missingLeft || missing === 0 ? m - 1 : m;
    for (let i = 0; i < end; i++) {
      const key = keys[i], weight = key & MOST, c = (key >> WEIGHT_BITS) & classMask;
      const onLeft = left[c], onRight = node[c] - onLeft;
      sumLeft += f[onLeft + weight] - f[onLeft];
      sumRight += f[onRight - weight] - f[onRight];
      left[c] = onLeft + weight;
      leftWeight += weight;
      seen++;
      const rank = key >> shift;
      if (i + 1 < m && rank === keys[i + 1] >> shift) continue;
      if (seen < minSamplesLeaf || count - seen < minSamplesLeaf) continue;
      const rightWeight = nodeWeight - leftWeight;
      const score = gini
        ? sumLeft / leftWeight + sumRight / rightWeight
        : sumLeft - f[leftWeight] + sumRight - f[rightWeight];
      if (score > best.score) {
        best.score = score;
        best.feature = j;
        best.rank = rank;
        best.next = i + 1 < m ? keys[i + 1] >> shift : -1;
        best.missingLeft = missing > 0 ? missingLeft : 2 * seen > count;
      }
    }
  }

  /** Tries column `j` on the rows from … to − 1; false when it is constant there. */
  function tryColumn(j: number, from: number, to: number, nodeWeight: number): boolean {
    const distinct = offsets[j + 1] - offsets[j], base = j * n, [buffer, spare] = keyBuffers;
    let count = 0, low = distinct, high = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i], rank = ranks[base + row];
      if (rank < low) low = rank;
      if (rank > high) high = rank;
      const key = (rank << shift) | (codes[row] << WEIGHT_BITS);
      let weight = weights[row];
      for (; weight > MOST; weight -= MOST) buffer[count++] = key | MOST;
      buffer[count++] = key | weight;
    }
    if (low >= high) return false;
    const keys = sortKeys(buffer, spare, count, shift, 32 - Math.clz32(distinct));
    left.fill(0);
    if (high < distinct) {
      scan(keys, count, count, j, nodeWeight);
      return true;
    }
    let m = count;
    while (keys[m - 1] >> shift === distinct) m--;
    scan(keys, m, count, j, nodeWeight);
    left.fill(0);
    for (let i = m; i < count; i++) {
      left[(keys[i] >> WEIGHT_BITS) & ((1 << classBits) - 1)] += keys[i] & MOST;
    }
    scan(keys, m, count, j, nodeWeight);
    return true;
  }

  /** Draws columns without repetition until `features` are seen and one of them was not constant. */
  function search(from: number, to: number, nodeWeight: number) {
    best.score = -Infinity;
    for (let drawn = 0, useful = 0; drawn < d && (drawn < features || useful === 0); drawn++) {
      const at = drawn + Math.floor(rng.uniform() * (d - drawn)), j = order[at];
      order[at] = order[drawn];
      order[drawn] = j;
      if (tryColumn(j, from, to, nodeWeight)) useful++;
    }
  }

  /** Puts the rows that go left first, both sides in their order; returns where the right side begins. */
  function partition(from: number, to: number): number {
    const base = best.feature * n, { rank: last, missingLeft } = best;
    const distinct = offsets[best.feature + 1] - offsets[best.feature];
    let middle = from, right = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i], rank = ranks[base + row];
      if (rank === distinct ? missingLeft : rank <= last) rows[middle++] = row;
      else moved[right++] = row;
    }
    for (let i = 0; i < right; i++) rows[middle + i] = moved[i];
    return middle;
  }

  let nodes = 1;
  const open = [{ at: 0, from: 0, to: rows.length, depth: 0 }];
  while (open.length > 0) {
    const { at, from, to, depth } = open.pop()!;
    node.fill(0);
    let weight = 0, sum = 0, mixed = 0;
    for (let i = from; i < to; i++) {
      node[codes[rows[i]]] += weights[rows[i]];
      weight += weights[rows[i]];
    }
    for (let c = 0; c < classes; c++) {
      sum += f[node[c]];
      if (node[c] > 0) mixed++;
    }
    const size = to - from;
    best.score = -Infinity;
    if (mixed > 1 && depth < maxDepth && size >= minSamplesSplit && size >= 2 * minSamplesLeaf) {
      search(from, to, weight);
    }
    if (best.score === -Infinity) {
      tree.child[at] = leaves.length / classes;
      for (let c = 0; c < classes; c++) leaves.push(node[c] / weight);
      continue;
    }
    const start = offsets[best.feature], value = values[start + best.rank];
    tree.feature[at] = best.feature;
    tree.threshold[at] = best.next < 0 ? Infinity : midpoint(value, values[start + best.next]);
    tree.missingLeft[at] = Number(best.missingLeft);
    tree.gain[at] = best.score - purity(sum, weight);
    tree.child[at] = nodes;
    const middle = partition(from, to);
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
