/** Growing one regression tree on histograms, the leaf with the largest gain first. */
import { type BoostedTrees, TREE_KERNEL, type TreeKernel } from "./boosted_trees.ts";
import { categorySplit } from "./categories.ts";
import { startKernel } from "../core/kernels/load.ts";

/** When a leaf may be split. */
export interface GrowthRules {
  readonly leaves: number;
  readonly minSamplesLeaf: number;
  readonly minHessian: number;
  readonly l2: number;
}

/** A table of bins, column-major, `rows` bytes a column. */
export interface BinnedTable {
  readonly bins: Uint8Array;
  readonly rows: number;
  /** Per column, the number of bins besides bin 0; and whether they are categories. */
  readonly counts: readonly number[];
  readonly categorical: readonly boolean[];
}

/** A leaf of the growing tree: its rows, and its best split. */
export interface Leaf {
  readonly node: number;
  /** The rows it learns from: `rows[from]` … `rows[to − 1]`; and those outside the sample, likewise. */
  readonly from: number;
  readonly to: number;
  readonly outFrom: number;
  readonly outTo: number;
  readonly slot: number;
  readonly gradient: number;
  readonly hessian: number;
  gain: number;
  /** Position among the tree's columns. */
  column: number;
  readonly goesLeft: Uint32Array;
}

/** Grows trees on one table, reusing its memory. Sums are exact: gradients are whole numbers, so that the
 * order of rows cannot matter and the subtraction trick loses nothing. */
export class LeafwiseGrower {
  /** Rows × 4: gradient, Hessian, 1, 0 per row; to be filled in (the first two, times `scale`). */
  readonly gradients: Int32Array;
  /** Power of two: the finest grain at which sums of gradients within [−1, 1] stay below 2³¹. */
  readonly scale: number;
  /** All rows; those the tree learns from first. To be filled in. */
  readonly rows: Int32Array;
  readonly #call: TreeKernel;
  readonly #table: BinnedTable;
  readonly #rules: GrowthRules;
  readonly #at: { bins: number; ordered: number; scratch: number; found: number; side: number };
  readonly #columns: Int32Array;
  readonly #sums: Int32Array;
  readonly #side: Uint8Array;
  readonly #found: Int32Array;

  /** @param width how many columns a tree may use */
  constructor(table: BinnedTable, width: number, rules: GrowthRules) {
    const n = table.rows, d = table.counts.length;
    const { call, int32 } = startKernel<TreeKernel>(
      TREE_KERNEL,
      n * d + 44 * n + 4096 * width * rules.leaves + 4 * width + 1024,
    );
    const bins = int32(Math.ceil(n * d / 4)), ordered = int32(4 * n), scratch = int32(n);
    const side = int32(64);
    this.#found = int32(2);
    this.#side = new Uint8Array(side.buffer, side.byteOffset, 256);
    this.gradients = int32(4 * n);
    this.rows = int32(n);
    this.#columns = int32(width);
    this.#sums = int32(1024 * width * rules.leaves);
    new Uint8Array(bins.buffer, bins.byteOffset, n * d).set(table.bins);
    this.#at = {
      bins: bins.byteOffset,
      ordered: ordered.byteOffset,
      scratch: scratch.byteOffset,
      found: this.#found.byteOffset,
      side: side.byteOffset,
    };
    this.#call = call;
    this.#table = table;
    this.#rules = rules;
    this.scale = 2 ** Math.min(24, Math.floor(Math.log2((2 ** 31 - 1) / n)));
    for (let i = 0; i < n; i++) this.gradients[4 * i + 2] = 1;
  }

  /** Grows tree number `tree` on `rows[0]` … `rows[count − 1]` and the given columns.
   * @returns its leaves, whose values are the caller's to set */
  grow(trees: BoostedTrees, tree: number, count: number, columns: Int32Array): Leaf[] {
    const { leaves: most } = this.#rules, base = tree * trees.nodes;
    this.#columns.set(columns);
    const root = this.#leaf(0, 0, count, count, this.rows.length, 0, columns.length);
    const leaves = [root];
    this.#search(root, columns);
    for (let nodes = 1; leaves.length < most; nodes += 2) {
      let best = 0;
      for (let i = 1; i < leaves.length; i++) if (leaves[i].gain > leaves[best].gain) best = i;
      const leaf = leaves[best];
      if (!(leaf.gain > 0)) break;
      trees.feature[base + leaf.node] = columns[leaf.column];
      trees.child[base + leaf.node] = nodes;
      trees.gain[base + leaf.node] = leaf.gain / this.scale;
      trees.goesLeft.set(leaf.goesLeft, 8 * (base + leaf.node));
      const isLast = leaves.length + 1 === most;
      const [left, right] = this.#split(leaf, columns, nodes, leaves.length, isLast);
      leaves[best] = left;
      leaves.push(right);
    }
    return leaves;
  }

  /** A leaf whose sums are to be counted from its rows. */
  // deno-fmt-ignore
  #leaf(node: number, from: number, to: number, outFrom: number, outTo: number, slot: number, d: number): Leaf {
    const start = slot * 1024 * this.#columns.length;
    this.#call.histogram(this.#at.bins, this.#table.rows, this.#columns.byteOffset, d,
      this.rows.byteOffset + 4 * from, to - from, this.gradients.byteOffset, this.#at.ordered,
      this.#sums.byteOffset + 4 * start);
    let gradient = 0, hessian = 0;
    for (let at = start; at < start + 1024; at += 4) {
      gradient += this.#sums[at];
      hessian += this.#sums[at + 1];
    }
    return { node, from, to, outFrom, outTo, slot, gradient, hessian, gain: 0, column: -1, goesLeft: new Uint32Array(8) };
  }

  #split(
    leaf: Leaf,
    columns: Int32Array,
    node: number,
    slot: number,
    isLast: boolean,
  ): [Leaf, Leaf] {
    const column = this.#at.bins + columns[leaf.column] * this.#table.rows;
    for (let bin = 0; bin < 256; bin++) {
      this.#side[bin] = (leaf.goesLeft[bin >> 5] >>> (bin & 31)) & 1;
    }
    const cut = (from: number, to: number) =>
      from +
      this.#call.partition(
        column,
        this.rows.byteOffset + 4 * from,
        to - from,
        this.#at.side,
        this.#at.scratch,
      );
    const middle = cut(leaf.from, leaf.to), outMiddle = cut(leaf.outFrom, leaf.outTo);
    const rows = [
      [leaf.from, middle, leaf.outFrom, outMiddle],
      [middle, leaf.to, outMiddle, leaf.outTo],
    ] as const;
    const small = middle - leaf.from <= leaf.to - middle ? 0 : 1, d = columns.length;
    const blank = { slot, gradient: 0, hessian: 0, gain: 0, column: -1 };
    const place = (which: number) => {
      const [from, to, outFrom, outTo] = rows[which];
      return { from, to, outFrom, outTo, node: node + which };
    };
    if (isLast) { // no more splits: their sums are not needed
      const leafAt = (which: number) => ({ ...place(which), ...blank, goesLeft: leaf.goesLeft });
      return [leafAt(0), leafAt(1)];
    }
    const { from, to, outFrom, outTo } = place(small);
    const smaller = this.#leaf(node + small, from, to, outFrom, outTo, slot, d);
    const width = 4096 * this.#columns.length, sums = this.#sums.byteOffset;
    this.#call.subtract(sums + leaf.slot * width, sums + slot * width, d);
    const larger = {
      ...place(1 - small),
      slot: leaf.slot,
      gradient: leaf.gradient - smaller.gradient,
      hessian: leaf.hessian - smaller.hessian,
      gain: 0,
      column: -1,
      goesLeft: new Uint32Array(8),
    };
    this.#search(smaller, columns);
    this.#search(larger, columns);
    return small === 0 ? [smaller, larger] : [larger, smaller];
  }

  /** Finds a leaf's best split over the columns. */
  #search(leaf: Leaf, columns: Int32Array): void {
    const { gradient, hessian } = leaf,
      { counts, categorical } = this.#table,
      count = leaf.to - leaf.from;
    const { minSamplesLeaf } = this.#rules, l2 = this.#rules.l2 * this.scale;
    if (count < 2 * minSamplesLeaf) return;
    const minHessian = this.#rules.minHessian * this.scale,
      now = gradient * gradient / (hessian + l2);
    for (let j = 0; j < columns.length; j++) {
      const start = 1024 * (leaf.slot * this.#columns.length + j), bins = counts[columns[j]];
      if (categorical[columns[j]]) {
        const sums = this.#sums.subarray(start, start + 4 * (bins + 1));
        const totals = { gradient, hessian, count };
        const found = categorySplit(sums, totals, {
          l2,
          minHessian,
          minSamplesLeaf,
          scale: this.scale,
        });
        if (found.score - now <= leaf.gain) continue;
        leaf.gain = found.score - now;
        leaf.column = j;
        leaf.goesLeft.set(found.goesLeft);
        continue;
      }
      const score = this.#call.threshold(
        this.#sums.byteOffset + 4 * start,
        bins,
        gradient,
        hessian,
        count,
        l2,
        minHessian,
        minSamplesLeaf,
        this.#at.found,
      );
      if (score - now <= leaf.gain) continue;
      leaf.gain = score - now;
      leaf.column = j;
      const [last, missingLeft] = this.#found;
      for (let word = 0; word < 8; word++) { // bits 0 … last of the 256
        const upTo = Math.min(32, Math.max(0, last + 1 - 32 * word));
        leaf.goesLeft[word] = upTo === 32 ? 0xffffffff : (1 << upTo) - 1;
      }
      if (!missingLeft) leaf.goesLeft[0] &= ~1;
    }
  }
}
