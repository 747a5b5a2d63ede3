/** Ridge regression in closed form, from sums over rows that may come block by block and are never all in memory. */
import { cholesky, solveCholesky } from "./cholesky.ts";
import { type Kernel, startKernel } from "./kernels/load.ts";
import { isTags, type Target } from "./target.ts";

type Functions = {
  addProducts(rows: number, m: number, n: number, ...rest: number[]): void;
  addClasses(rows: number, m: number, ...pointers: number[]): void;
  addTags(rows: number, count: number, m: number, ...pointers: number[]): void;
  predict(rows: number, m: number, n: number, ...pointers: number[]): void;
};

const KERNEL = new URL("./kernels/ridge.wasm", import.meta.url);
/** Rows at a time: with 200 columns they fill half of a core's cache. */
const BLOCK = 64;
const padded = (count: number, to: number) => Math.ceil(count / to) * to;

/** Linear functions of a row: intercept + Σ weight · column, one for each output. */
export interface Linear {
  /** Outputs × columns. */
  readonly weights: Float64Array;
  /** One per output. */
  readonly intercepts: Float64Array;
}

/** Adds up what ridge regression needs of rows x and outputs y: Σ x xᵀ, Σ x yᵀ and their means.
 *
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const sums = new RidgeSums(1, 1, { around: [0] });
 * sums.add(Float32Array.of(0, 1), Float32Array.of(1, 3)); // two rows of y = 1 + 2x
 * sums.add(Float32Array.of(2), Float32Array.of(5)); // and a third
 * const { weights, intercepts } = sums.solve(0);
 * assertAllClose([weights[0], intercepts[0]], [2, 1]);
 * ```
 */
export class RidgeSums {
  readonly #columns: number;
  readonly #outputs: number;
  readonly #around: ArrayLike<number> | undefined;
  /** Columns of the kernel's table: x, and a column of ones that gives the sums of x and y. */
  readonly #m: number;
  readonly #kernel: Kernel<Functions>;
  readonly #x: Float32Array;
  readonly #xx: Float64Array;
  readonly #isIndicator: boolean;
  /** Of numbers: the block's y, and m × outputs sums. Of classes and tags: outputs × m sums. */
  readonly #y: Float32Array;
  readonly #xy: Float64Array;
  /** The block's codes, or its tags byte by byte. */
  readonly #answers: Int32Array;

  /** @param columns of x
   * @param outputs numbers of y in a row, or its classes or tags
   * @param options.around about the columns' means, which are taken off first, so that few digits cancel; with it
   * intercepts are fitted, and not penalised; without, there are none
   * @param options.of numbers, or `indicators`: 1 of a row's class or tags, 0 of the others */
  constructor(
    columns: number,
    outputs: number,
    { around, of = "numbers" }: {
      readonly around?: ArrayLike<number>;
      readonly of?: "numbers" | "indicators";
    } = {},
  ) {
    const m = padded(columns + 1, 8), n = padded(outputs, 8), isIndicator = of === "indicators";
    const answers = isIndicator ? BLOCK * Math.max(1, Math.ceil(outputs / 4)) : 0;
    const numbers = BLOCK * (m + n) + answers;
    this.#kernel = startKernel(KERNEL, 4 * numbers + 8 * (m * m + m * n) + 128);
    this.#columns = columns;
    this.#outputs = outputs;
    this.#around = around;
    this.#m = m;
    this.#isIndicator = isIndicator;
    this.#x = this.#kernel.float32(BLOCK * m);
    this.#xx = this.#kernel.float64(m * m);
    this.#y = this.#kernel.float32(isIndicator ? 0 : BLOCK * n);
    this.#xy = this.#kernel.float64(m * n);
    this.#answers = this.#kernel.int32(answers);
  }

  /** Adds rows.
   *
   * @param x rows × columns
   * @param y rows × outputs numbers; or a target, of which row `from` belongs to the first row of x */
  add(x: Float32Array, y: Float32Array | Target, from = 0): void {
    const rows = x.length / this.#columns, outputs = this.#outputs;
    for (let at = 0; at < rows; at += BLOCK) {
      const count = Math.min(BLOCK, rows - at), { call } = this.#kernel;
      this.#take(x, at, count);
      const m = this.#m, table = this.#x.byteOffset;
      call.addProducts(count, m, m, table, table, this.#xx.byteOffset, 1);
      if (!(y instanceof Float32Array)) this.#addTarget(y, from + at, count);
      else {
        const n = padded(outputs, 8);
        for (let i = 0; i < count; i++) {
          const row = y.subarray((at + i) * outputs, (at + i + 1) * outputs);
          this.#y.set(row, i * n);
        }
        const pointers = [table, this.#y.byteOffset, this.#xy.byteOffset];
        call.addProducts(count, m, n, ...pointers, 0);
      }
    }
  }

  #take(x: Float32Array, at: number, count: number): void {
    const d = this.#columns, m = this.#m, out = this.#x, around = this.#around;
    for (let i = 0; i < count; i++) {
      const from = (at + i) * d, to = i * m;
      if (around) { for (let j = 0; j < d; j++) out[to + j] = x[from + j] - around[j]; }
      else for (let j = 0; j < d; j++) out[to + j] = x[from + j];
      out[to + d] = 1;
    }
  }

  #addTarget(y: Target, from: number, count: number): void {
    const { call } = this.#kernel, k = this.#outputs, answers = this.#answers;
    const tables = [this.#x, answers, this.#xy].map(({ byteOffset }) => byteOffset);
    if (isTags(y)) {
      new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength).set(
        y.tags.subarray(from * k, (from + count) * k),
      );
      call.addTags(count, k, this.#m, ...tables);
    } else {
      answers.set(y.codes.subarray(from, from + count));
      call.addClasses(count, this.#m, ...tables);
    }
  }

  /** Σ x y of column `i`, or of the column of ones, and output `c`. */
  #product(i: number, c: number): number {
    return this.#isIndicator
      ? this.#xy[c * this.#m + i]
      : this.#xy[i * padded(this.#outputs, 8) + c];
  }

  /** The weights that make Σ (y − intercept − weights · x)² + ridge · Σ weights² least.
   *
   * @param ridge λ from 0, not multiplied by the number of rows
   * @throws {InputError} when ridge is 0, or next to it, and columns depend on one another */
  solve(ridge: number): Linear {
    const d = this.#columns, m = this.#m, k = this.#outputs, xx = this.#xx, around = this.#around;
    const rows = xx[d * m + d], a = new Float64Array(d * d), b = new Float64Array(k * d);
    // how far the means are from what was taken off; without intercepts nothing was, and nothing is now
    const off = Float64Array.from({ length: d }, (_, j) => around ? xx[j * m + d] / rows : 0);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) a[i * d + j] = xx[j * m + i] - rows * off[i] * off[j];
      a[i * d + i] += ridge;
    }
    for (let c = 0; c < k; c++) {
      const sum = this.#product(d, c);
      for (let j = 0; j < d; j++) b[c * d + j] = this.#product(j, c) - off[j] * sum;
    }
    const weights = solveCholesky(cholesky(a, d), d, b), intercepts = new Float64Array(k);
    if (!around) return { weights, intercepts };
    for (let c = 0; c < k; c++) {
      let at = this.#product(d, c) / rows;
      for (let j = 0; j < d; j++) at -= weights[c * d + j] * (around[j] + off[j]);
      intercepts[c] = at;
    }
    return { weights, intercepts };
  }
}

/** A linear function, ready for many blocks of rows: its sums are float64, for weights may be large and cancel.
 *
 * @returns what makes rows × columns numbers rows × outputs ones
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const line = linearFunction({ weights: Float64Array.of(2), intercepts: Float64Array.of(1) });
 * assertEquals(line(Float32Array.of(0, 1, 5)), Float64Array.of(1, 3, 11));
 * ```
 */
export function linearFunction(
  { weights, intercepts }: Linear,
): (x: Float32Array) => Float64Array {
  const k = intercepts.length, d = weights.length / k, n = padded(k, 4);
  const kernel = startKernel<Functions>(KERNEL, 4 * BLOCK * d + 8 * n * (d + 1 + BLOCK) + 64);
  const table = kernel.float32(BLOCK * d), panels = kernel.float64(n * d);
  const bias = kernel.float64(n), out = kernel.float64(BLOCK * n);
  bias.set(intercepts);
  for (let c = 0; c < k; c++) {
    const panel = (c - c % 4) * d + c % 4;
    for (let j = 0; j < d; j++) panels[panel + j * 4] = weights[c * d + j];
  }
  const pointers = [table, panels, bias, out].map(({ byteOffset }) => byteOffset);
  return (x) => {
    const rows = x.length / d, all = new Float64Array(rows * k);
    for (let at = 0; at < rows; at += BLOCK) {
      const count = Math.min(BLOCK, rows - at);
      table.set(x.subarray(at * d, (at + count) * d));
      kernel.call.predict(padded(count, 2), d, n, ...pointers);
      for (let i = 0; i < count; i++) all.set(out.subarray(i * n, i * n + k), (at + i) * k);
    }
    return all;
  };
}
