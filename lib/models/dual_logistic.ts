/** Multinomial logistic regression on sparse tables, row by row in the dual: reaches the optimum of `fitLogistic`
 * in a few passes over the rows instead of hundreds. */
import { type Kernel, startKernel } from "../core/kernels/load.ts";
import type { Rng } from "../core/rng.ts";
import type { Sparse } from "../features/sparse.ts";
import type { LogisticSettings } from "./logistic.ts";
import { softmax } from "./softmax.ts";

const KERNEL = new URL("kernels/sparse_rows.wasm", import.meta.url);

interface RowFunctions {
  // deno-fmt-ignore
  scoreRow(start: number, end: number, columns: number, values: number, weights: number, stride: number,
    scores: number): void;
  // deno-fmt-ignore
  addRow(start: number, end: number, columns: number, values: number, weights: number, stride: number,
    change: number): void;
}

/** The weights that a sparse table and its labels teach. */
export interface SparseModel {
  /** Column by column, columns × classes. */
  readonly weights: Float32Array;
  /** One per class. */
  readonly intercepts: Float64Array;
  /** How often every row was visited. */
  readonly passes: number;
  /** Whether the gap fell to the tolerance within maxIterations passes. */
  readonly converged: boolean;
}

/** The weight of an intercept's change within a pass, against a column of ones' (see {@link fitSparseLogistic}). */
const INTERCEPT = 0.1;
/** How far the rows' beliefs begin from their labels, towards the classes' shares. */
const DOUBT = 0.01;

/** Fits weights and intercepts to `codes` (0 … classes − 1): the minimum of
 * ½·‖weights‖² + c·Σ −log p(class of row i), the intercepts free of penalty, as `fitLogistic`.
 *
 * Each row i holds a belief qᵢ, a distribution over the classes, and weights = c·Σ xᵢ (truthᵢ − qᵢ)ᵀ. At the
 * optimum every belief is what the model says of its row, pᵢ. A pass visits the rows in random order and moves
 * qᵢ towards pᵢ, about as far as the dual rises along that line: its slope falls from the divergence of the
 * two, KL(p‖q) + KL(q‖p), at qᵢ to −c·‖xᵢ‖²·‖p − q‖² at pᵢ, and the step goes to where the chord crosses zero.
 * The mean of KL(qᵢ‖pᵢ) over a pass's visits is the gap between dual and primal per row, but that rows visited
 * early have moved since: it ends when that is no larger than `tolerance`, and the intercepts' gradients are not.
 * Beliefs are float32: below 10⁻⁸ it never ends by itself.
 *
 * A free intercept asks that the beliefs sum to the classes' counts. That is met by the method of multipliers:
 * within a pass the intercepts move as a penalised column would, and after it their resting point goes where
 * they are.
 *
 * @param rng the order in which rows are visited
 * @returns a weight per column and class, of two classes also
 * @throws {RangeError} when columns × classes weights (4 bytes each) do not fit into memory, or 4 GB
 * @see Shalev-Shwartz, S. & Zhang, T. (2013). Stochastic dual coordinate ascent methods for regularized loss
 * minimization. JMLR 14.
 * @see Yu, H.-F., Huang, F.-L. & Lin, C.-J. (2011). Dual coordinate descent methods for logistic regression and
 * maximum entropy models. Machine Learning 85.
 * @see Hestenes, M. R. (1969). Multiplier and gradient methods. JOTA 4.
 */
export function fitSparseLogistic(
  x: Sparse,
  codes: Int32Array,
  classes: number,
  { c, maxIterations, tolerance }: Required<LogisticSettings>,
  rng: Rng,
): SparseModel {
  const k = classes, { rows } = x;
  // Two columns of weights for two classes share what one would carry, at half the penalty.
  const strength = k === 2 ? c / 2 : c;
  const table = onKernel(x, k), { scores, change } = table, squares = squaredLengths(x);
  const counts = new Float64Array(k), believed = new Float64Array(k);
  for (const code of codes) counts[code]++;
  const intercepts = counts.map((count) => Math.log(count / rows));
  const beliefs = new Float32Array(rows * k);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < k; j++) {
      const truth = j === codes[i] ? 1 : 0;
      const belief = DOUBT * counts[j] / rows + (1 - DOUBT) * truth;
      beliefs[i * k + j] = belief;
      believed[j] += beliefs[i * k + j];
      change[j] = strength * (truth - belief);
    }
    table.addRow(i);
  }

  let passes = 0, converged = false;
  while (!converged && passes < maxIterations) {
    passes++;
    let gap = 0;
    for (const i of rng.permutation(rows)) {
      table.scoreRow(i);
      const at = i * k, log = logSum(scores, intercepts);
      let slope = 0, distance = 0;
      for (let j = 0; j < k; j++) {
        const belief = beliefs[at + j], logP = Math.max(scores[j] + intercepts[j] - log, -80);
        const difference = Math.exp(logP) - belief, logRatio = Math.log(belief) - logP;
        gap += belief * logRatio + difference; // the differences add up to 0, but for rounding
        slope -= difference * logRatio;
        distance += difference * difference;
        change[j] = difference;
      }
      if (!(slope > 0)) continue; // belief and model agree to the last digit
      const step = slope / (slope + strength * (squares[i] + INTERCEPT) * distance);
      for (let j = 0; j < k; j++) {
        const before = beliefs[at + j];
        beliefs[at + j] += step * change[j];
        const move = beliefs[at + j] - before; // as rounded, so that sums stay true
        believed[j] += move;
        intercepts[j] -= INTERCEPT * strength * move;
        change[j] = -strength * move;
      }
      table.addRow(i);
    }
    let pull = 0;
    for (let j = 0; j < k; j++) {
      const missing = counts[j] - believed[j];
      intercepts[j] += INTERCEPT * strength * missing;
      pull = Math.max(pull, Math.abs(missing));
    }
    converged = gap <= tolerance * rows && pull <= tolerance * rows;
  }
  return { weights: table.weights(), intercepts, passes, converged };
}

/** rows × classes probabilities of a fitted {@link SparseModel}, for the same columns. */
export function sparseProba(model: SparseModel, x: Sparse): Float64Array {
  const { weights, intercepts } = model, k = intercepts.length;
  const scores = new Float64Array(x.rows * k);
  for (let i = 0; i < x.rows; i++) {
    scores.set(intercepts, i * k);
    for (let p = x.offsets[i]; p < x.offsets[i + 1]; p++) {
      const value = x.values[p], at = x.indices[p] * k;
      for (let j = 0; j < k; j++) scores[i * k + j] += value * weights[at + j];
    }
    softmax(scores, i * k, k);
  }
  return scores;
}

/** A sparse table and its weights in a kernel's memory. */
function onKernel({ columns, offsets, indices, values }: Sparse, k: number) {
  const padded = Math.ceil(k / 8) * 8, stride = 4 * padded;
  const kernel: Kernel<RowFunctions> = startKernel(
    KERNEL,
    8 * values.length + stride * (columns + 2) + 64,
  );
  const kept = { indices: kernel.int32(values.length), values: kernel.float32(values.length) };
  kept.indices.set(indices);
  kept.values.set(values);
  const weights = kernel.float32(columns * padded);
  const scores = kernel.float32(padded), change = kernel.float32(padded);
  const { scoreRow, addRow } = kernel.call;
  const from = kept.indices.byteOffset, valuesFrom = kept.values.byteOffset;
  return {
    scores,
    change,
    /** scores = row i × weights */
    scoreRow: (i: number) =>
      // deno-fmt-ignore
      scoreRow(offsets[i], offsets[i + 1], from, valuesFrom, weights.byteOffset, stride, scores.byteOffset),
    /** weights += row i × change */
    addRow: (i: number) =>
      // deno-fmt-ignore
      addRow(offsets[i], offsets[i + 1], from, valuesFrom, weights.byteOffset, stride, change.byteOffset),
    /** The weights without padding. */
    weights(): Float32Array {
      const out = new Float32Array(columns * k);
      for (let j = 0; j < columns; j++) {
        out.set(weights.subarray(j * padded, j * padded + k), j * k);
      }
      return out;
    },
  };
}

function squaredLengths({ rows, offsets, values }: Sparse): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let p = offsets[i]; p < offsets[i + 1]; p++) out[i] += values[p] * values[p];
  }
  return out;
}

/** log Σ exp(score + intercept), without overflow. */
function logSum(scores: Float32Array, intercepts: Float64Array): number {
  const k = intercepts.length;
  let top = -Infinity, sum = 0;
  for (let j = 0; j < k; j++) top = Math.max(top, scores[j] + intercepts[j]);
  for (let j = 0; j < k; j++) sum += Math.exp(scores[j] + intercepts[j] - top);
  return top + Math.log(sum);
}
