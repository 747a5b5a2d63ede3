/** One of the threads of a boosting fit: all of them run the same rounds in step and share the trees of each
 * round between them. */
import { serve } from "../core/pool.ts";
import { Rng } from "../core/rng.ts";
import type { BoostedTrees } from "./boosted_trees.ts";
import { type BinnedTable, type GrowthRules, type Leaf, LeafwiseGrower } from "./leafwise.ts";

/** What all threads of a fit are given; arrays lie in shared memory. */
export interface BoostingTask {
  readonly table: BinnedTable;
  readonly codes: Int32Array;
  readonly classes: number;
  /** Rows to learn from, and rows that decide when to stop (none: never). */
  readonly learning: Int32Array;
  readonly deciding: Int32Array;
  readonly rounds: number;
  readonly patience: number;
  readonly learningRate: number;
  readonly rowsPerRound: number;
  readonly columnsPerTree: number;
  readonly rules: GrowthRules;
  readonly seed: string;
  /** Classes × rows. */
  readonly scores: Float64Array;
  readonly probabilities: Float32Array;
  /** Tree `round × classes + class`. */
  readonly trees: BoostedTrees;
  /** Arrivals at the barrier, barriers passed, next class without a thread. */
  readonly sync: Int32Array;
  readonly thread: number;
  readonly threads: number;
}

/** What every thread reports, the same from each. */
export interface BoostingOutcome {
  /** How many rounds to keep. */
  readonly rounds: number;
  /** Log-loss on the deciding rows after each round. */
  readonly curve: number[];
}

const ARRIVED = 0, PASSED = 1, NEXT = 2;

/** Waits until all threads are here. */
function meet(sync: Int32Array, threads: number): void {
  const passed = Atomics.load(sync, PASSED);
  if (Atomics.add(sync, ARRIVED, 1) === threads - 1) {
    Atomics.store(sync, ARRIVED, 0);
    Atomics.store(sync, NEXT, 0);
    Atomics.add(sync, PASSED, 1);
    Atomics.notify(sync, PASSED);
  } else while (Atomics.load(sync, PASSED) === passed) Atomics.wait(sync, PASSED, passed);
}

function boost(task: BoostingTask): BoostingOutcome {
  const { table, classes, rounds, patience, sync, thread, threads, learning, deciding } = task;
  const width = Math.max(1, Math.round(task.columnsPerTree * table.counts.length));
  const grower = new LeafwiseGrower(table, width, task.rules), order = new Int32Array(table.rows);
  const seed = new Rng(task.seed), curve: number[] = [];
  const from = Math.floor(table.rows * thread / threads);
  const to = Math.floor(table.rows * (thread + 1) / threads);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const rng = seed.fork(round), count = sample(learning, task.rowsPerRound, rng, order);
    order.set(deciding, learning.length);
    for (;;) {
      const own = Atomics.add(sync, NEXT, 1); // whoever is free takes the next class: same trees, sooner
      if (own >= classes) break;
      const columns = rng.fork(own).permutation(table.counts.length).subarray(0, width).sort();
      growOne(task, grower, round, own, order, count, columns);
    }
    meet(sync, threads);
    toProbabilities(task, from, to);
    meet(sync, threads);
    if (deciding.length === 0) continue;
    curve.push(logLoss(task));
    if (curve[round] < curve[best]) best = round;
    if (round - best >= patience) break;
  }
  return { rounds: deciding.length === 0 ? rounds : best + 1, curve };
}

/** Puts a share of `rows`, drawn without replacement, first into `order` and the others after them.
 * @returns how many were drawn */
function sample(rows: Int32Array, share: number, rng: Rng, order: Int32Array): number {
  const wanted = Math.max(1, Math.round(share * rows.length));
  let inside = 0, outside = wanted;
  for (let i = 0; i < rows.length; i++) { // selection sampling (Knuth, TAOCP 3.4.2, algorithm S)
    const chosen = wanted === rows.length ||
      rng.uniform() * (rows.length - i) < wanted - inside;
    order[chosen ? inside++ : outside++] = rows[i];
  }
  return wanted;
}

/** One step of the multinomial log-loss for class `own`: gradient p − y, Hessian K/(K − 1) · p (1 − p)
 * (Friedman 2001, algorithm 6), and a tree that fits −gradient / Hessian. */
function growOne(
  { table, codes, classes, scores, probabilities, learningRate, rules, trees }: BoostingTask,
  grower: LeafwiseGrower,
  round: number,
  own: number,
  order: Int32Array,
  count: number,
  columns: Int32Array,
): void {
  const { gradients, scale, rows } = grower,
    base = own * table.rows,
    factor = classes / (classes - 1);
  rows.set(order);
  for (let i = 0; i < count; i++) {
    const row = order[i], p = probabilities[base + row], y = codes[row] === own ? 1 : 0;
    gradients[4 * row] = Math.floor((p - y) * scale + 0.5);
    gradients[4 * row + 1] = Math.floor(factor * p * (1 - p) * scale + 0.5);
  }
  const tree = round * classes + own, leaves = grower.grow(trees, tree, count, columns);
  for (const leaf of leaves) {
    const value = -learningRate * newton(leaf);
    trees.value[tree * trees.nodes + leaf.node] = value;
    for (let i = leaf.from; i < leaf.to; i++) scores[base + rows[i]] += value;
    for (let i = leaf.outFrom; i < leaf.outTo; i++) scores[base + rows[i]] += value;
  }

  /** Σ gradient / (Σ Hessian + l2), not from the rounded sums but from the probabilities. */
  function newton({ from, to }: Leaf): number {
    let gradient = 0, hessian = rules.l2;
    for (let i = from; i < to; i++) {
      const p = probabilities[base + rows[i]];
      gradient += codes[rows[i]] === own ? p - 1 : p;
      hessian += factor * p * (1 - p);
    }
    return hessian > 0 ? gradient / hessian : 0;
  }
}

/** Softmax of the rows from … to − 1. */
function toProbabilities(
  { table, classes, scores, probabilities }: BoostingTask,
  from: number,
  to: number,
) {
  const n = table.rows, exps = new Float64Array(classes);
  for (let i = from; i < to; i++) {
    let top = scores[i], sum = 0;
    for (let at = i + n; at < classes * n; at += n) if (scores[at] > top) top = scores[at];
    for (let c = 0; c < classes; c++) sum += exps[c] = Math.exp(scores[c * n + i] - top);
    for (let c = 0; c < classes; c++) probabilities[c * n + i] = exps[c] / sum;
  }
}

function logLoss({ table, codes, deciding, probabilities }: BoostingTask): number {
  let sum = 0;
  for (const row of deciding) {
    sum -= Math.log(Math.max(1e-15, probabilities[codes[row] * table.rows + row]));
  }
  return sum / deciding.length;
}

serve(boost);
