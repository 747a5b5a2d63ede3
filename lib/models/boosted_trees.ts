/** Boosted trees as arrays, and what they say of new rows. */
import { startKernel } from "../core/kernels/load.ts";

/** Trees of one size in common arrays: the nodes of tree `t` are t × `nodes` … (t + 1) × `nodes` − 1. A
 * tree's root is its node 0, and children stand side by side after their parent. */
export interface BoostedTrees {
  /** Nodes that every tree has room for: twice its leaves, less one. */
  readonly nodes: number;
  /** The column asked, or −1 in a leaf. */
  readonly feature: Int32Array;
  /** The left child, counted from the root; the right one is next to it. */
  readonly child: Int32Array;
  /** 256 bits a node: whether a bin goes left. */
  readonly goesLeft: Uint32Array;
  /** What a leaf adds to its class's score. */
  readonly value: Float32Array;
  /** What a split takes off the loss, to second order. */
  readonly gain: Float32Array;
}

/** Room for `count` trees in memory that workers share. */
export function roomForTrees(count: number, leaves: number): BoostedTrees {
  const nodes = 2 * leaves - 1,
    shared = (words: number) => new SharedArrayBuffer(4 * words * nodes * count);
  return {
    nodes,
    feature: new Int32Array(shared(1)).fill(-1),
    child: new Int32Array(shared(1)),
    goesLeft: new Uint32Array(shared(8)),
    value: new Float32Array(shared(1)),
    gain: new Float32Array(shared(1)),
  };
}

/** The compiled kernel (kernels/boosting_tree.as.ts). */
export const TREE_KERNEL: URL = new URL("./kernels/boosting_tree.wasm", import.meta.url);

/** The kernel's functions. */
// deno-fmt-ignore
export interface TreeKernel {
  histogram(
    bins: number,
    n: number,
    columns: number,
    d: number,
    rows: number,
    count: number,
    gradients: number,
    ordered: number,
    sums: number,
  ): void;
  subtract(parent: number, child: number, d: number): void;
  threshold(
    sums: number,
    bins: number,
    gradient: number,
    hessian: number,
    count: number,
    l2: number,
    minHessian: number,
    minCount: number,
    found: number,
  ): number;
  partition(column: number, rows: number, count: number, goesLeft: number, scratch: number): number;
}

/** Adds the values of trees 0 … count − 1 to scores: tree `t` to class `t % classes`. Rows walk through a
 * tree together, split at every node: a few columns stay in the cache, and no branch is mispredicted.
 *
 * @param bins column-major, `rows` bytes a column
 * @param scores classes × rows */
export function addScores(
  { nodes, feature, child, goesLeft, value }: BoostedTrees,
  count: number,
  classes: number,
  bins: Uint8Array,
  rows: number,
  scores: Float64Array,
): void {
  const { call, int32 } = startKernel<TreeKernel>(TREE_KERNEL, bins.length + 8 * rows + 1024);
  const table = int32(Math.ceil(bins.length / 4)), order = int32(rows), scratch = int32(rows);
  const mask = int32(64), side = new Uint8Array(mask.buffer, mask.byteOffset, 256);
  new Uint8Array(table.buffer, table.byteOffset, bins.length).set(bins);
  for (let i = 0; i < rows; i++) order[i] = i;

  function walk(node: number, root: number, from: number, to: number, at: number): void {
    const column = feature[root + node];
    if (column < 0) {
      const add = value[root + node];
      for (let i = from; i < to; i++) scores[at + order[i]] += add;
      return;
    }
    for (let word = 0; word < 8; word++) {
      const bits = goesLeft[8 * (root + node) + word];
      for (let bit = 0; bit < 32; bit++) side[32 * word + bit] = (bits >>> bit) & 1;
    }
    const left = child[root + node];
    const middle = from + call.partition(
      table.byteOffset + column * rows,
      order.byteOffset + 4 * from,
      to - from,
      mask.byteOffset,
      scratch.byteOffset,
    );
    if (middle > from) walk(left, root, from, middle, at);
    if (to > middle) walk(left + 1, root, middle, to, at);
  }

  if (rows === 0) return;
  for (let tree = 0; tree < count; tree++) walk(0, tree * nodes, 0, rows, (tree % classes) * rows);
}
