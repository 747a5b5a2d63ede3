/** The two products that a linear model takes with a table of numbers. */
import { type Kernel, startKernel } from "../core/kernels/load.ts";
import type { Matrix } from "../core/matrix.ts";

const KERNEL = new URL("./kernels/dense_rows.wasm", import.meta.url);

/** All that logistic regression asks of a table, so that a sparse one can take a dense one's place.
 * Weights stand column by column: `weights[j * k + c]` for column j and class c. */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  /** scores[i, c] += Σⱼ x[i, j] · weights[j, c] */
  multiply(weights: Float64Array, k: number, scores: Float64Array): void;
  /** gradient[j, c] += Σᵢ x[i, j] · residuals[i, c] */
  multiplyTransposed(residuals: Float64Array, k: number, gradient: Float64Array): void;
}

type Product = (rows: number, columns: number, k: number, ...pointers: number[]) => void;
type Functions = { multiply: Product; multiplyTransposed: Product };

const inFours = (count: number) => 4 * Math.ceil(count / 4);

/** A dense table as a {@link Design}. The sums are those of three plain loops, to the bit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const scores = Float64Array.of(100, 200);
 * denseDesign(matrix(2, ["a"], Float32Array.of(3, 4))).multiply(Float64Array.of(2), 1, scores);
 * assertEquals(scores, Float64Array.of(106, 208));
 * ```
 */
export function denseDesign(x: Matrix): Design {
  const { rows } = x, columns = x.names.length;
  let opened: Opened | undefined;
  /** Adds the product of the table, or of its transpose, with `by` to `sums`. */
  const add = (product: keyof Functions, by: Float64Array, k: number, sums: Float64Array) => {
    if (opened?.k !== k) opened = open(x, k);
    const { n, d, wide, kernel, table, ofColumns, ofRows } = opened;
    const [factor, result] = product === "multiply" ? [ofColumns, ofRows] : [ofRows, ofColumns];
    pad(by, k, factor, wide);
    pad(sums, k, result, wide);
    const pointers = [table, factor.data, result.data].map((array) => array.byteOffset);
    kernel.call[product](n, d, wide, ...pointers);
    unpad(result, wide, sums, k);
  };
  return {
    rows,
    columns,
    multiply: (weights, k, scores) => add("multiply", weights, k, scores),
    multiplyTransposed: (residuals, k, gradient) =>
      add("multiplyTransposed", residuals, k, gradient),
  };
}

/** A table in a kernel's memory, and room for what it is multiplied with; all are padded with zeros to multiples of 4. */
interface Opened {
  readonly k: number;
  readonly n: number;
  readonly d: number;
  readonly wide: number;
  readonly kernel: Kernel<Functions>;
  readonly table: Float32Array;
  readonly ofColumns: Side;
  readonly ofRows: Side;
}

/** Room for numbers of so many columns or rows of the table. */
interface Side {
  readonly count: number;
  readonly data: Float64Array;
}

function open({ data, rows, names }: Matrix, k: number): Opened {
  const columns = names.length, n = inFours(rows), d = inFours(columns), wide = inFours(k);
  const kernel = startKernel<Functions>(KERNEL, 4 * n * d + 8 * (n + d) * wide);
  const table = kernel.float32(n * d);
  for (let i = 0; i < rows; i++) {
    table.set(data.subarray(i * columns, (i + 1) * columns), i * d);
  }
  const ofColumns = { count: columns, data: kernel.float64(d * wide) };
  const ofRows = { count: rows, data: kernel.float64(n * wide) };
  return { k, n, d, wide, kernel, table, ofColumns, ofRows };
}

/** Copies rows of `k` numbers into rows of `wide`. What pads them may have become NaN where weights were infinite. */
function pad(from: Float64Array, k: number, { count, data }: Side, wide: number): void {
  data.fill(0, count * wide);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < k; c++) data[i * wide + c] = from[i * k + c];
  }
}

/** Copies rows of `wide` back into rows of `k` numbers. */
function unpad({ count, data }: Side, wide: number, to: Float64Array, k: number): void {
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < k; c++) to[i * k + c] = data[i * wide + c];
  }
}
