/** Sequential minimal optimisation: a two-class support vector machine, two rows at a time. */
import { type Kernel, startKernel } from "../core/kernels/load.ts";
import { RowCache } from "./row_cache.ts";
import {
  blocked,
  type KernelFunction,
  kernelRow,
  SVM_KERNEL,
  type SvmFunctions,
} from "./svm_kernel.ts";

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
  /** What is added to Σ betaⱼ·K(xⱼ, x) in a decision. */
  readonly bias: number;
  /** ½·Σᵢⱼ betaᵢ·betaⱼ·K(xᵢ, xⱼ) − Σᵢ |betaᵢ|, which the optimisation minimises. */
  readonly objective: number;
  /** Steps that were taken. */
  readonly iterations: number;
  /** Whether the optimality conditions held to the tolerance within maxIterations. */
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
  const machine = new Optimiser(problem);
  let heldOutDecisions = new Float64Array(0);
  if (problem.heldOut.length) {
    machine.close(problem.heldOut);
    machine.optimise();
    heldOutDecisions = machine.decisions(problem.heldOut);
  }
  machine.close([]);
  const converged = machine.optimise();
  const { beta, iterations } = machine;
  const bias = machine.bias(), objective = machine.objective();
  return { beta, bias, objective, iterations, converged, heldOutDecisions };
}

/** The state of one optimisation, most of it in the kernel's memory. */
class Optimiser {
  readonly beta: Float64Array;
  iterations = 0;
  readonly #problem: BinaryProblem;
  readonly #n: number;
  readonly #padded: number;
  readonly #closed: Uint8Array;
  readonly #kernel: Kernel<SvmFunctions>;
  readonly #cache: RowCache;
  /** Kernel rows, at the places that the cache gives. */
  readonly #rows: Float32Array;
  /** K(x, x) of every row. */
  readonly #diagonal: Float32Array;
  /** F = y − Kβ. */
  readonly #f: Float64Array;
  /** 0 for rows whose β may rise, else −∞: the largest f + up is the largest F among those. */
  readonly #up: Float64Array;
  /** 0 for rows whose β may fall, else ∞. */
  readonly #low: Float64Array;
  /** f + low in float32, for choosing the second row. */
  readonly #flow: Float32Array;
  /** Largest f + up, smallest f + low, and their rows. */
  readonly #best: Float64Array;

  constructor(problem: BinaryProblem) {
    const { x, y, d } = problem, n = y.length, padded = 8 * Math.ceil(n / 8);
    const wanted = Math.floor(problem.cacheMegabytes * 2 ** 20 / (4 * padded));
    const places = Math.max(2, Math.min(n, wanted));
    const bytes = 4 * padded * (places + d + 3) + 24 * padded + 4 * d + 1024;
    const kernel = startKernel<SvmFunctions>(SVM_KERNEL, bytes);
    this.#problem = problem;
    [this.#n, this.#padded, this.#kernel] = [n, padded, kernel];
    const table = blocked(kernel, x, d), query = kernel.float32(d);
    this.#rows = kernel.float32(places * padded);
    this.#diagonal = kernel.float32(padded);
    for (let i = 0; i < n; i++) this.#diagonal[i] = problem.kernel === "rbf" ? 1 : norm(x, i, d);
    this.#f = kernel.float64(padded);
    this.#f.set(y);
    this.#up = kernel.float64(padded).fill(-Infinity);
    this.#low = kernel.float64(padded).fill(Infinity);
    this.#flow = kernel.float32(padded);
    this.#best = kernel.float64(4);
    this.beta = new Float64Array(n);
    this.#closed = new Uint8Array(n);
    this.#cache = new RowCache(n, places, (row, place) => {
      query.set(x.subarray(row * d, (row + 1) * d));
      kernelRow(kernel, problem, table, query, this.#address(place));
    });
  }

  /** Keeps these rows' β at 0 (where it is), and no others. */
  close(rows: ArrayLike<number>): void {
    this.#closed.fill(0);
    for (let at = 0; at < rows.length; at++) this.#closed[rows[at]] = 1;
    for (let i = 0; i < this.#n; i++) this.#set(i, this.beta[i]);
  }

  /** Goes on until the optimum (true) or the last iteration (false). */
  optimise(): boolean {
    const { tolerance, maxIterations } = this.#problem, best = this.#best, f = this.#f;
    this.#update(0, 0, 0);
    for (; this.iterations < maxIterations; this.iterations++) {
      if (!(best[0] - best[1] > tolerance)) return true;
      const i = best[2], atI = this.#cache.place(i), j = this.#second(i, atI);
      const atJ = this.#cache.place(j, atI), kij = this.#rows[atI * this.#padded + j];
      const curvature = Math.max(this.#diagonal[i] + this.#diagonal[j] - 2 * kij, 1e-12);
      const room = Math.min(this.#highest(i) - this.beta[i], this.beta[j] - this.#lowest(j));
      const step = Math.min((f[i] - f[j]) / curvature, room);
      this.#set(i, this.beta[i] + step);
      this.#set(j, this.beta[j] - step);
      this.#update(step, atI, atJ);
    }
    return false;
  }

  /** F of a row strictly between its bounds is the bias; else it lies between the best two. */
  bias(): number {
    let sum = 0, free = 0;
    for (let i = 0; i < this.#n; i++) {
      if (this.#up[i] !== 0 || this.#low[i] !== 0) continue;
      sum += this.#f[i];
      free++;
    }
    return free ? sum / free : (this.#best[0] + this.#best[1]) / 2;
  }

  decisions(rows: Int32Array): Float64Array<ArrayBuffer> {
    const bias = this.bias();
    return Float64Array.from(rows, (row) => this.#problem.y[row] - this.#f[row] + bias);
  }

  objective(): number {
    let sum = 0;
    for (let i = 0; i < this.#n; i++) sum -= 0.5 * this.beta[i] * (this.#problem.y[i] + this.#f[i]);
    return sum;
  }

  #highest(i: number): number {
    return this.#problem.y[i] > 0 && !this.#closed[i] ? this.#problem.c : 0;
  }

  #lowest(i: number): number {
    return this.#problem.y[i] < 0 && !this.#closed[i] ? -this.#problem.c : 0;
  }

  /** β of row i, put exactly on a bound that it has reached. */
  #set(i: number, value: number): void {
    const highest = this.#highest(i), lowest = this.#lowest(i), hair = 1e-12 * this.#problem.c;
    this.beta[i] = value > highest - hair ? highest : value < lowest + hair ? lowest : value;
    this.#up[i] = this.beta[i] < highest ? 0 : -Infinity;
    this.#low[i] = this.beta[i] > lowest ? 0 : Infinity;
  }

  /** The row that gains most together with row i. */
  #second(i: number, place: number): number {
    const { call } = this.#kernel, top = this.#best[0], at = this.#address(place);
    const [diagonal, flow] = [this.#diagonal.byteOffset, this.#flow.byteOffset];
    const j = call.second(this.#padded, top, this.#diagonal[i], at, diagonal, flow);
    return j >= 0 ? j : this.#best[3]; // none when the gaps are too small for float32
  }

  /** F after β of one row has risen by `step` and β of another has fallen by it; then the best rows. */
  #update(step: number, risen: number, fallen: number): void {
    const [ki, kj] = [this.#address(risen), this.#address(fallen)];
    const pointers = [this.#f, this.#up, this.#low, this.#flow, this.#best];
    const addresses = pointers.map((array) => array.byteOffset);
    this.#kernel.call.update(this.#padded, step, ki, kj, ...addresses);
  }

  #address(place: number): number {
    return this.#rows.byteOffset + 4 * place * this.#padded;
  }
}

function norm(x: Float32Array, row: number, d: number): number {
  let sum = 0;
  for (let j = row * d; j < (row + 1) * d; j++) sum += x[j] * x[j];
  return sum;
}
