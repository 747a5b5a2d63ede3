/** What every other room builds on: matrices, targets, random numbers, settings, errors, files.
 * Knows no table and no model.
 *
 * ```text
 *   atomic.ts                  files written whole or not at all
 *   base64.ts                  numbers as text
 *   cholesky.ts                Cholesky factors, and linear systems by them
 *   eigen.ts                   eigenvalues and eigenvectors of a symmetric matrix
 *   errors.ts                  InputError: what was found, what was expected, and where
 *   hessenberg.ts              eigenvalues of Hessenberg matrices
 *   interrupt.ts               the reader's wish that the running cell shall end
 *   jupyter.ts                 whether code runs in a notebook
 *   kernels/asc.ts             the compiler, installed at first use
 *   kernels/build.ts           compiles an AssemblyScript kernel to WebAssembly
 *   kernels/instantiate.ts     runs a compiled kernel with its memory
 *   kernels/knn_nearest.as.ts  kernel: the k nearest rows
 *   kernels/load.ts            loads a compiled kernel from its file
 *   kernels/reservoir.as.ts    kernel: one moment of a reservoir
 *   kernels/ridge.as.ts        kernel: sums of products, linear functions
 *   kernels/simd.as.ts         sums, maxima, exp, tanh and others of four lanes
 *   matrix.ts                  tables of float32 with named columns; rows and columns taken, joined
 *   nearest.ts                 the k nearest training rows, exactly, on all cores
 *   nearest_worker.ts          worker of nearest.ts
 *   normal_quantile.ts         quantiles of the standard normal distribution
 *   onnx_runtime.ts            ONNX Runtime: graphs run by the native addon, or by WebAssembly
 *   places.ts                  the project's folders, and texts without this machine's paths
 *   pool.ts                    tasks over Deno workers, one per core
 *   ridge.ts                   ridge regression from sums over blocks of rows
 *   rng.ts                     seeded random numbers; fork by name
 *   settings.ts                plain settings: defaults filled in, unknown names and values out of bounds refused
 *   spectral_radius.ts         the largest eigenvalue's size, by Arnoldi's method
 *   statistics.ts              mean, standard deviation, median, quantiles
 *   store.ts                   bytes that took long to compute, kept
 *   target.ts                  what is to be predicted: a class per row, or tags
 *   tensor.ts                  an array of any shape per row
 *   turn.ts                    one process at a time
 * ```
 * @module
 */
export * from "./atomic.ts";
export * from "./errors.ts";
export { breathe, Interrupted, untilInterrupted } from "./interrupt.ts";
export { isJupyter } from "./jupyter.ts";
export * from "./kernels/load.ts";
export * from "./matrix.ts";
export * from "./nearest.ts";
export { normalQuantile } from "./normal_quantile.ts";
export * from "./onnx_runtime.ts";
export * from "./places.ts";
export * from "./pool.ts";
export { Rng } from "./rng.ts";
export * from "./settings.ts";
export * from "./statistics.ts";
export * from "./target.ts";
export * from "./tensor.ts";
