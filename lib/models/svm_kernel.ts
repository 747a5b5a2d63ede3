/** Kernel values between a row and a whole table, computed by kernels/svm_smo.wasm. */
import type { Kernel } from "../core/kernels/load.ts";

/** How alike two rows are: `rbf` e^(−gamma·‖x − x′‖²), `linear` x·x′. */
export interface KernelFunction {
  readonly kernel: "rbf" | "linear";
  readonly gamma: number;
}

/** The compiled kernel (kernels/svm_smo.as.ts). */
export const SVM_KERNEL: URL = new URL("./kernels/svm_smo.wasm", import.meta.url);

/** The kernel's functions. */
export interface SvmFunctions {
  rbf(blocks: number, d: number, gamma: number, x: number, q: number, out: number): void;
  linear(blocks: number, d: number, x: number, q: number, out: number): void;
  update(n: number, step: number, ...pointers: number[]): void;
  second(n: number, top: number, kii: number, ...pointers: number[]): number;
  dot(n: number, k: number, beta: number): number;
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
