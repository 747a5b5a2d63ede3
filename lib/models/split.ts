/** The best split of one node of a classification tree. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { type RankedTable, sortKeys } from "./ranks.ts";

/** A question that divides a node's rows. */
export interface Split {
  /** What is left of purity on both sides, see {@link SplitSearch.purity}; −∞ where no split is allowed. */
  score: number;
  /** The column asked. */
  feature: number;
  /** The last rank on the left; and the first on the right, −1 when only missing values are there. */
  rank: number;
  next: number;
  missingLeft: boolean;
}

/** Weights that fit into a sorting key; a heavier row is put in as several. */
const WEIGHT_BITS = 4, MOST = (1 << WEIGHT_BITS) - 1;

/** Searches nodes for their best split. Rank, class and weight of a row make one integer, so that sorting
 * a node's rows by a column moves all there is to know about them. */
export class SplitSearch {
  /** The best split of the node last searched. */
  readonly best: Split = { score: -Infinity, feature: -1, rank: 0, next: 0, missingLeft: false };
  readonly #table: RankedTable;
  readonly #codes: Int32Array;
  readonly #weights: Int32Array;
  readonly #gini: boolean;
  readonly #minSamplesLeaf: number;
  readonly #f: Float64Array;
  readonly #order: Int32Array;
  readonly #keys: Int32Array;
  readonly #spare: Int32Array;
  readonly #left: Int32Array;
  readonly #classMask: number;
  readonly #shift: number;

  /** @throws {InputError} when there are too many distinct values and classes for one integer */
  constructor(
    table: RankedTable,
    codes: Int32Array,
    classes: number,
    weights: Int32Array,
    { criterion, minSamplesLeaf }: { criterion: "gini" | "entropy"; minSamplesLeaf: number },
  ) {
    const classBits = 32 - Math.clz32(classes - 1);
    let total = 0, entries = 0;
    for (const weight of weights) {
      total += weight;
      entries += Math.ceil(weight / MOST);
    }
    this.#table = table;
    this.#codes = codes;
    this.#weights = weights;
    this.#gini = criterion === "gini";
    this.#minSamplesLeaf = minSamplesLeaf;
    const term = this.#gini ? (c: number) => c * c : (c: number) => c && c * Math.log(c);
    this.#f = Float64Array.from({ length: total + 1 }, (_, c) => term(c));
    this.#order = Int32Array.from({ length: table.columns }, (_, j) => j);
    this.#keys = new Int32Array(entries);
    this.#spare = new Int32Array(entries);
    this.#left = new Int32Array(classes);
    this.#classMask = (1 << classBits) - 1;
    this.#shift = classBits + WEIGHT_BITS;
    if (table.rows >= 2 ** (31 - this.#shift)) {
      throw new InputError("a tree with exact splits cannot hold that many rows and classes", {
        found: `${table.rows} rows, ${classes} classes`,
        expected: `fewer than ${2 ** (31 - this.#shift)} rows; boosting has no such limit`,
      });
    }
  }

  /** Weight × (1 − impurity) of class counts, up to what does not depend on the split: Σ c² / n by Gini,
   * Σ c ln c − n ln n by entropy. The best split has the largest sum over its two sides. */
  purity(counts: Int32Array): number {
    let weight = 0, sum = 0;
    for (const count of counts) {
      weight += count;
      sum += this.#f[count];
    }
    return this.#gini ? sum / weight : sum - this.#f[weight];
  }

  /** Sets `best` for the node of `rows[from]` … `rows[to − 1]`. Columns are drawn without repetition until
   * `features` are seen and one of them was not constant there.
   *
   * @param node the rows' weights by class */
  // deno-fmt-ignore
  search(rows: Int32Array, from: number, to: number, node: Int32Array, features: number, rng: Rng): void {
    const order = this.#order, d = order.length;
    this.best.score = -Infinity;
    for (let drawn = 0, useful = 0; drawn < d && (drawn < features || useful === 0); drawn++) {
      const at = drawn + Math.floor(rng.uniform() * (d - drawn)), j = order[at];
      order[at] = order[drawn];
      order[drawn] = j;
      if (this.#tryColumn(j, rows, from, to, node)) useful++;
    }
  }

  /** Tries column `j`; false when it is constant there. */
  #tryColumn(j: number, rows: Int32Array, from: number, to: number, node: Int32Array): boolean {
    const { rows: n, ranks, offsets } = this.#table,
      shift = this.#shift,
      classMask = this.#classMask;
    const codes = this.#codes, weights = this.#weights, buffer = this.#keys, left = this.#left;
    const distinct = offsets[j + 1] - offsets[j], base = j * n;
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
    const keys = sortKeys(buffer, this.#spare, count, shift, 32 - Math.clz32(distinct));
    let known = count;
    while (keys[known - 1] >> shift === distinct) known--; // missing values are sorted last
    left.fill(0);
    this.#scan(j, keys, known, count, node, false);
    if (known === count) return true;
    left.fill(0);
    for (let i = known; i < count; i++) {
      left[(keys[i] >> WEIGHT_BITS) & classMask] += keys[i] & MOST;
    }
    this.#scan(j, keys, known, count, node, true);
    return true;
  }

  /** Tries all thresholds between the sorted keys 0 … known − 1; the other keys, missing values, are in
   * `#left` already when they go left. */
  // deno-fmt-ignore
  #scan(j: number, keys: Int32Array, known: number, count: number, node: Int32Array, missingLeft: boolean) {
    const f = this.#f, left = this.#left, gini = this.#gini, { best } = this;
    const shift = this.#shift, classMask = this.#classMask, minSamplesLeaf = this.#minSamplesLeaf;
    const missing = count - known;
    let leftWeight = 0, rightWeight = 0, sumLeft = 0, sumRight = 0, seen = missingLeft ? missing : 0;
    for (let c = 0; c < left.length; c++) {
      leftWeight += left[c];
      rightWeight += node[c] - left[c];
      sumLeft += f[left[c]];
      sumRight += f[node[c] - left[c]];
    }
    // The last known value is no threshold, unless missing values alone are to go right.
    const end = missingLeft || missing === 0 ? known - 1 : known;
    for (let i = 0; i < end; i++) {
      const key = keys[i], weight = key & MOST, c = (key >> WEIGHT_BITS) & classMask;
      const onLeft = left[c], onRight = node[c] - onLeft;
      sumLeft += f[onLeft + weight] - f[onLeft];
      sumRight += f[onRight - weight] - f[onRight];
      left[c] = onLeft + weight;
      leftWeight += weight;
      rightWeight -= weight;
      seen++;
      const rank = key >> shift;
      if (i + 1 < known && rank === keys[i + 1] >> shift) continue;
      if (seen < minSamplesLeaf || count - seen < minSamplesLeaf) continue;
      const score = gini
        ? sumLeft / leftWeight + sumRight / rightWeight
        : sumLeft - f[leftWeight] + sumRight - f[rightWeight];
      if (score > best.score) {
        best.score = score;
        best.feature = j;
        best.rank = rank;
        best.next = i + 1 < known ? keys[i + 1] >> shift : -1;
        best.missingLeft = missing > 0 ? missingLeft : 2 * seen > count;
      }
    }
  }
}
