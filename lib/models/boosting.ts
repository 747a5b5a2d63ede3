/** Gradient boosting: small trees, each correcting the sum of those before it. */
import { type Matrix, takeRows } from "../core/matrix.ts";
import { cores, Pool } from "../core/pool.ts";
import type { Rng } from "../core/rng.ts";
import { setAside } from "../data/mod.ts";
import { binColumns, binCount, type Binning, fitBins } from "./bins.ts";
import { addScores, type BoostedTrees, roomForTrees } from "./boosted_trees.ts";
import { type BoostingSettings, checkBoosting } from "./boosting_settings.ts";
import type { BoostingOutcome, BoostingTask } from "./boosting_worker.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import type { Target } from "../core/target.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { softmax } from "./softmax.ts";

/** Fitted boosted trees: plain arrays inside. */
export interface FittedBoosting extends FittedClassifier {
  /** All trees, round by round, one per class in each. */
  readonly trees: BoostedTrees;
  /** How many rounds are kept; with early stopping the best one is the last. */
  readonly rounds: number;
  /** How each column of the training table is cut. */
  readonly binnings: readonly Binning[];
  /** With early stopping, the log-loss on the rows set aside, after each round. */
  readonly curve: readonly number[];
  /** The training table's columns. */
  readonly names: readonly string[];
  /** Per column, its splits' share of all that was taken off the loss; adds up to 1. */
  readonly importance: Float64Array;
}

/** A classifier made of boosted trees, which it shows. */
export interface BoostingClassifier extends Classifier {
  /** Learns from all rows of `x`; see {@link Classifier}. */
  fit(x: Matrix, y: Target, rng: Rng): Promise<FittedBoosting>;
}

/** Gradient boosting of the multinomial log-loss by trees on histograms, the best leaf first.
 *
 * Missing values go to the side where they serve best. Same seed, same bytes, however many `workers`.
 *
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @see Friedman, J. (2001). Greedy function approximation. Annals of Statistics 29; Ke, G. et al. (2017).
 * LightGBM. NeurIPS 30.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { argmax, matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(60, ["tempo"], Float32Array.from({ length: 60 }, (_, i) => 80 + i));
 * const y = { codes: Int32Array.from({ length: 60 }, (_, i) => Number(i < 30)), classes: ["edm", "rap"] };
 * const fitted = await boosting({ rounds: 20 }).fit(x, y, new Rng(1));
 * const p = await fitted.predictProba(matrix(3, ["tempo"], Float32Array.of(85, 130, NaN)));
 * assertEquals([...argmax(p).subarray(0, 2)], [1, 0]);
 * ```
 */
export function boosting(
  {
    rounds = 400,
    learningRate = 0.05,
    leaves = 31,
    minSamplesLeaf = 20,
    minHessian = 1e-3,
    l2 = 0,
    bins = 255,
    rowsPerRound = 0.8,
    columnsPerTree = 0.6,
    categorical = ["key", "mode"],
    earlyStopping = false,
    workers = cores(),
  }: Partial<BoostingSettings> & { workers?: number } = {},
): BoostingClassifier {
  // deno-fmt-ignore
  const settings: BoostingSettings = { rounds, learningRate, leaves, minSamplesLeaf, minHessian, l2, bins,
    rowsPerRound, columnsPerTree, categorical: [...categorical], earlyStopping };
  checkBoosting(settings);
  return {
    name: "boosting",
    settings: { ...settings },
    async fit(x, y, rng) {
      const { codes, classes } = checkTraining("boosting", x, y, { missing: true });
      const { learning, deciding } = dealt(x.rows, earlyStopping, rng.fork("aside"));
      const binnings = fitBins(deciding.length ? takeRows(x, learning) : x, bins, categorical);
      const n = x.rows, k = classes.length;
      const shared = {
        bins: new Uint8Array(new SharedArrayBuffer(n * x.names.length)),
        codes: new Int32Array(new SharedArrayBuffer(4 * n)),
        scores: new Float64Array(new SharedArrayBuffer(8 * n * k)),
        probabilities: new Float32Array(new SharedArrayBuffer(4 * n * k)),
      };
      binColumns(x, binnings, shared.bins);
      shared.codes.set(codes);
      const prior = logShares(codes, learning, k), threads = Math.min(workers, k);
      for (let c = 0; c < k; c++) {
        shared.scores.fill(prior[c], c * n, (c + 1) * n);
        shared.probabilities.fill(Math.exp(prior[c]), c * n, (c + 1) * n);
      }
      const trees = roomForTrees(rounds * k, leaves);
      const task: Omit<BoostingTask, "thread"> = {
        table: {
          bins: shared.bins,
          rows: n,
          counts: binnings.map(binCount),
          categorical: binnings.map((binning) => binning.categorical),
        },
        codes: shared.codes,
        classes: k,
        learning,
        deciding,
        rounds,
        patience: earlyStopping ? earlyStopping.patience : 0,
        learningRate,
        rowsPerRound,
        columnsPerTree,
        rules: { leaves, minSamplesLeaf, minHessian, l2 },
        seed: rng.fork("rounds").path,
        scores: shared.scores,
        probabilities: shared.probabilities,
        trees,
        sync: new Int32Array(new SharedArrayBuffer(12)),
        threads,
      };
      using pool = new Pool(new URL("./boosting_worker.ts", import.meta.url), { size: threads });
      const [outcome] = await Promise.all(
        Array.from(
          { length: threads },
          (_, thread) => pool.run<BoostingOutcome>({ ...task, thread }),
        ),
      );
      return fitted(trees, outcome, binnings, prior, x.names, classes, y.classes);
    },
  };
}

function fitted(
  trees: BoostedTrees,
  { rounds, curve }: BoostingOutcome,
  binnings: readonly Binning[],
  prior: Float64Array,
  names: readonly string[],
  present: Int32Array,
  classes: readonly string[],
): FittedBoosting {
  const k = present.length, importance = new Float64Array(names.length);
  for (let node = 0; node < rounds * k * trees.nodes; node++) {
    if (trees.feature[node] >= 0) importance[trees.feature[node]] += trees.gain[node];
  }
  const total = importance.reduce((a, b) => a + b, 0) || 1;
  return {
    trees,
    rounds,
    binnings,
    curve,
    names,
    importance: importance.map((gain) => gain / total),
    predictProba(x) {
      checkQuery("boosting", x, names, { missing: true });
      const n = x.rows, bins = new Uint8Array(n * names.length), scores = new Float64Array(n * k);
      binColumns(x, binnings, bins);
      addScores(trees, rounds * k, k, bins, n, scores);
      const rowMajor = new Float64Array(n * k);
      for (let i = 0; i < n; i++) {
        for (let c = 0; c < k; c++) rowMajor[i * k + c] = prior[c] + scores[c * n + i];
        softmax(rowMajor, i * k, k);
      }
      return ofAllClasses(rowMajor, present, classes);
    },
  };
}

/** The rows that decide when to stop, drawn at random, and the others. */
function dealt(rows: number, earlyStopping: BoostingSettings["earlyStopping"], rng: Rng) {
  if (!earlyStopping) {
    return {
      learning: Int32Array.from({ length: rows }, (_, i) => i),
      deciding: new Int32Array(0),
    };
  }
  const { aside, rest } = setAside(rows, earlyStopping.fraction, rng);
  return { deciding: aside.sort(), learning: rest.sort() };
}

/** Logarithms of the classes' shares: the scores before the first round. A class of which no row was left
 * to learn from counts as half a row. */
function logShares(codes: Int32Array, rows: Int32Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const row of rows) counts[codes[row]]++;
  const total = counts.reduce((sum, count) => sum + Math.max(count, 0.5), 0);
  return counts.map((count) => Math.log(Math.max(count, 0.5) / total));
}
