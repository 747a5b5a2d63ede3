/** Sequential minimal optimisation: a two-class support vector machine, two rows at a time. */
import { type Kernel, startKernel } from "./kernels/load.ts";
import { RowCache } from "./row_cache.ts";

/** How alike two rows are: `rbf` e^(−gamma·‖x − x′‖²), `linear` x·x′. */
export interface KernelFunction {
  readonly kernel: "rbf" | "linear";
  readonly gamma: number;
}

/** Functions of the compiled kernel; see kernels/svm_smo.as.ts. */
export interface SvmFunctions {
  rbf(blocks: number, d: number, gamma: number, x: number, q: number, out: number): void;
  linear(blocks: number, d: number, x: number, q: number, out: number): void;
  update(n: number, step: number, ...pointers: number[]): void;
  second(n: number, top: number, kii: number, ...pointers: number[]): number;
  dot(n: number, k: number, beta: number): number;
}

/** A two-class problem; `y` holds +1 and −1. */
export interface BinaryProblem extends KernelFunction {
  /** y.length × d, row-major. */
  readonly x: Float32Array;
  readonly d: number;
  readonly y: Int8Array;
  /** Upper bound of every |beta|. */
  readonly c: number;
  /** Ends when no pair of rows violates the optimality conditions by more. */
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly cacheMegabytes: number;
  /** Rows kept out of a first optimisation, to see decisions about rows not learnt from. May be empty;
   * each class keeps at least one row. */
  readonly heldOut: Int32Array;
}

/** f(x) = Σ beta[i]·K(x[i], x) + bias; above 0 means +1. */
export interface BinarySolution {
  /** y·α, in [0, c] for class +1 and [−c, 0] for class −1; 0 for rows that do not matter. */
  readonly beta: Float64Array;
  readonly bias: number;
  /** ½·Σᵢⱼ betaᵢ·betaⱼ·K(xᵢ, xⱼ) − Σᵢ |betaᵢ|, which the optimisation minimises. */
  readonly objective: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** f of the held-out rows, learnt from the others. */
  readonly heldOutDecisions: Float64Array;
}

/** Solves min ½·βᵀKβ − yᵀβ with Σβ = 0 and β between 0 and c·y.
 *
 * With F = y − Kβ, a row may rise while β is below its upper bound and fall while above its lower one; at
 * the optimum no row that may rise has a larger F than one that may fall. Each iteration raises the row i
 * with the largest F and lowers the row j that promises the largest gain of second order, by the best
 * step within their bounds.
 *
 * Held-out rows first have both bounds at 0: F of these rows then tells the decisions of a machine that
 * never saw them. Then their bounds open and the optimisation goes on from there, which costs little
 * more than one optimisation of all rows.
 *
 * @see Platt, J. (1998). Sequential minimal optimization.
 * @see Fan, R.-E., Chen, P.-H. & Lin, C.-J. (2005). Working set selection using second order information
 * for training support vector machines. JMLR 6.
 */
export function solveBinary(problem: BinaryProblem): BinarySolution {
  const { y, d, c, tolerance, maxIterations } = problem,
    n = y.length,
    padded = 8 * Math.ceil(n / 8);
  const wanted = Math.floor(problem.cacheMegabytes * 2 ** 20 / (4 * padded));
  const places = Math.max(2, Math.min(n, wanted));
  const kernel = startKernel<SvmFunctions>(
    "svm_smo",
    4 * padded * (places + d + 3) + 24 * padded + 4 * d + 1024,
  );
  const x = blocked(kernel, problem.x, d), query = kernel.float32(d);
  const rows = kernel.float32(places * padded), diagonal = kernel.float32(padded);
  const cache = new RowCache(n, places, (row, place) => {
    query.set(problem.x.subarray(row * d, (row + 1) * d));
    kernelRow(kernel, problem, x, query, rows.byteOffset + 4 * place * padded);
  });
  for (let i = 0; i < n; i++) diagonal[i] = problem.kernel === "rbf" ? 1 : norm(problem.x, i, d);

  // `up` is 0 for rows that may rise, else −∞; `low` is 0 for rows that may fall, else ∞.
  const f = kernel.float64(padded), up = kernel.float64(padded), low = kernel.float64(padded);
  const flow = kernel.float32(padded), best = kernel.float64(4);
  const beta = new Float64Array(n), bounded = Uint8Array.from(y, () => 0);
  for (const row of problem.heldOut) bounded[row] = 1;
  const highest = (i: number) => y[i] > 0 && !bounded[i] ? c : 0;
  const lowest = (i: number) => y[i] < 0 && !bounded[i] ? -c : 0;
  const setBeta = (i: number, value: number) => {
    const most = highest(i), least = lowest(i);
    beta[i] = value > most - 1e-12 * c ? most : value < least + 1e-12 * c ? least : value;
    up[i] = beta[i] < most ? 0 : -Infinity;
    low[i] = beta[i] > least ? 0 : Infinity;
  };
  const update = (step: number, ki: number, kj: number) =>
    kernel.call.update(
      // deno-fmt-ignore
      padded,
      step,
      ki,
      kj,
      f.byteOffset,
      up.byteOffset,
      low.byteOffset,
      flow.byteOffset,
      best.byteOffset,
    );
  f.set(y);
  up.fill(-Infinity);
  low.fill(Infinity);

  let iterations = 0;
  const optimise = () => {
    for (let i = 0; i < n; i++) setBeta(i, beta[i]);
    for (update(0, rows.byteOffset, rows.byteOffset); iterations < maxIterations; iterations++) {
      if (!(best[0] - best[1] > tolerance)) return true;
      const i = best[2], pi = cache.place(i), ki = rows.byteOffset + 4 * pi * padded;
      let j = kernel.call.second(
        // deno-fmt-ignore
        padded,
        best[0],
        diagonal[i],
        ki,
        diagonal.byteOffset,
        flow.byteOffset,
      );
      if (j < 0) j = best[3]; // gaps too small for float32
      const pj = cache.place(j, pi), kj = rows.byteOffset + 4 * pj * padded;
      const curvature = Math.max(diagonal[i] + diagonal[j] - 2 * rows[pi * padded + j], 1e-12);
      const step = Math.min((f[i] - f[j]) / curvature, highest(i) - beta[i], beta[j] - lowest(j));
      setBeta(i, beta[i] + step);
      setBeta(j, beta[j] - step);
      update(step, ki, kj);
    }
    return false;
  };
  /** F of a row strictly between its bounds is the bias; else it lies between the best two. */
  const bias = () => {
    let sum = 0, free = 0;
    for (let i = 0; i < n; i++) {
      if (up[i] === 0 && low[i] === 0) {
        sum += f[i];
        free++;
      }
    }
    return free ? sum / free : (best[0] + best[1]) / 2;
  };

  let heldOutDecisions = new Float64Array(0);
  if (problem.heldOut.length) {
    optimise();
    const b = bias();
    heldOutDecisions = Float64Array.from(problem.heldOut, (row) => y[row] - f[row] + b);
    bounded.fill(0);
  }
  const converged = optimise();
  let objective = 0;
  for (let i = 0; i < n; i++) objective -= 0.5 * beta[i] * (y[i] + f[i]);
  return { beta, bias: bias(), objective, iterations, converged, heldOutDecisions };
}

/** Rows in the kernel's order: blocks of eight, column by column; the last block is filled with zeros. */
export function blocked<F>(kernel: Kernel<F>, x: Float32Array, d: number): Float32Array {
  const n = x.length / d, out = kernel.float32(8 * Math.ceil(n / 8) * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) out[((i >> 3) * d + j) * 8 + (i & 7)] = x[i * d + j];
  }
  return out;
}

/** Writes K(query, x[r]) for all rows of a blocked table to address `out`. */
export function kernelRow(
  { call }: Kernel<SvmFunctions>,
  { kernel, gamma }: KernelFunction,
  x: Float32Array,
  query: Float32Array,
  out: number,
): void {
  const d = query.length, blocks = x.length / (8 * d);
  if (kernel === "rbf") call.rbf(blocks, d, gamma, x.byteOffset, query.byteOffset, out);
  else call.linear(blocks, d, x.byteOffset, query.byteOffset, out);
}

function norm(x: Float32Array, row: number, d: number): number {
  let sum = 0;
  for (let j = row * d; j < (row + 1) * d; j++) sum += x[j] * x[j];
  return sum;
}
