/** The training rows closest to each query, exactly, by comparing with all of them. */
import { InputError } from "./errors.ts";
import type { Matrix } from "./matrix.ts";
import { cores, Pool } from "./pool.ts";
import { startKernel } from "./kernels/load.ts";

/** The k nearest training rows of each query, nearest first. */
export interface Nearest {
  /** queries × k row numbers. */
  readonly rows: Int32Array;
  /** queries × k Euclidean distances, ascending. */
  readonly distances: Float64Array;
}

const KERNEL = new URL("./kernels/knn_nearest.wasm", import.meta.url);

type Functions = {
  nearest(
    queries: number,
    blocks: number,
    d: number,
    k: number,
    ...pointers: number[]
  ): void;
};

/** Queries that share one stretch of the kernel's memory. */
const BATCH = 1024;

/** Finds the k nearest rows of `train` for each row of `queries`. Distances are exact to float64; of
 * equally distant rows the earlier one counts as nearer.
 *
 * @throws {InputError} when k is larger than the number of training rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "./matrix.ts";
 * const line = matrix(4, ["x"], Float32Array.of(0, 3, 1, -1));
 * const found = nearest(line, matrix(1, ["x"], Float32Array.of(0)), 3);
 * assertEquals(found, { rows: Int32Array.of(0, 2, 3), distances: Float64Array.of(0, 1, 1) });
 * ```
 */
export function nearest(train: Matrix, queries: Matrix, k: number): Nearest {
  if (k > train.rows) {
    throw new InputError("more neighbours than training rows", {
      found: `k = ${k}`,
      expected: `at most ${train.rows}`,
    });
  }
  const d = train.names.length, blocks = Math.ceil(train.rows / 8);
  const batch = Math.min(BATCH, 4 * Math.ceil(queries.rows / 4));
  const kernel = startKernel<Functions>(
    KERNEL,
    4 * (8 * blocks * (d + 1) + batch * (d + 2)) + 12 * batch * k,
  );
  const x = kernel.float32(8 * blocks * d), halves = kernel.float32(8 * blocks);
  const q = kernel.float32(batch * d), queryHalves = kernel.float32(batch);
  const distances = kernel.float64(batch * k), rows = kernel.int32(batch * k);
  const limits = kernel.float32(batch);
  const scale = scaleFor(train.data, queries.data);
  for (let i = 0; i < train.rows; i++) {
    for (let j = 0; j < d; j++) x[((i >> 3) * d + j) * 8 + (i & 7)] = scale * train.data[i * d + j];
  }
  halves.fill(Infinity); // rows that only fill the last block are near nothing
  halvesOf(train.data, d, scale, halves);
  const found = {
    rows: new Int32Array(queries.rows * k),
    distances: new Float64Array(queries.rows * k),
  };
  for (let from = 0; from < queries.rows; from += batch) {
    const count = Math.min(batch, queries.rows - from);
    const own = queries.data.subarray(from * d, (from + count) * d);
    own.forEach((value, at) => q[at] = scale * value);
    halvesOf(own, d, scale, queryHalves);
    distances.fill(Infinity);
    limits.fill(-Infinity);
    const arrays = [x, halves, q, queryHalves, distances, rows, limits];
    const pointers = arrays.map((array) => array.byteOffset);
    kernel.call.nearest(4 * Math.ceil(count / 4), blocks, d, k, ...pointers);
    found.rows.set(rows.subarray(0, count * k), from * k);
    found.distances.set(distances.subarray(0, count * k), from * k);
  }
  for (let at = 0; at < found.distances.length; at++) {
    found.distances[at] = Math.sqrt(found.distances[at]) / scale;
  }
  return found;
}

/** A power of 2 that keeps squares within float32 where there are enormous numbers; else 1. */
function scaleFor(...tables: readonly Float32Array[]): number {
  const isEnormous = (value: number) => Math.abs(value) > 1e15;
  return tables.some((table) => table.some(isEnormous)) ? 2 ** -80 : 1;
}

/** Half the squared length of each row, less a bound on what float32 loses in a row's product with another (d roundings
 * of 2⁻²⁴ each, of at most the mean of both squared lengths) and where halves and limits are added; with room to spare. */
function halvesOf(data: Float32Array, d: number, scale: number, halves: Float32Array): void {
  const kept = scale * scale * (1 - (d + 16) * 2 ** -22) / 2;
  for (let i = 0; i < data.length / d; i++) {
    let square = 0;
    for (let at = i * d; at < (i + 1) * d; at++) square += data[at] * data[at];
    halves[i] = square * kept;
  }
}

/** Comparisons × columns below which starting workers costs more than they save (about a quarter of a
 * second on one core). */
const SMALL = 2 ** 31;

/** The same as {@link nearest}, on all cores where there is enough to do. */
export async function nearestOnAllCores(
  train: Matrix,
  queries: Matrix,
  k: number,
  { workers = cores(), small = SMALL } = {},
): Promise<Nearest> {
  const d = train.names.length;
  if (workers === 1 || queries.rows * train.data.length < small) return nearest(train, queries, k);
  using pool = new Pool(new URL("./nearest_worker.ts", import.meta.url), { size: workers });
  const share = Math.ceil(queries.rows / workers);
  const parts = await Promise.all(Array.from({ length: workers }, (_, w) => {
    const data = queries.data.slice(w * share * d, (w + 1) * share * d);
    const part = { data, rows: data.length / d, names: queries.names };
    return pool.run<Nearest>({ train, part, k });
  }));
  const found = {
    rows: new Int32Array(queries.rows * k),
    distances: new Float64Array(queries.rows * k),
  };
  parts.forEach((part, w) => {
    found.rows.set(part.rows, w * share * k);
    found.distances.set(part.distances, w * share * k);
  });
  return found;
}
