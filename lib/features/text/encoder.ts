/** Text → vector: what every sentence encoder promises. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";

/** How the numbers of a model are kept: as they were trained, or rounded to 8 bits (faster, and a little
 * off). `counted` has no weights at all. */
export type Precision = "float32" | "quantised" | "counted";

/** Turns texts into vectors of length 1 whose inner product says how alike two texts are. */
export interface Encoder {
  /** The model: `Xenova/all-MiniLM-L6-v2`, or another sentence model of the hub. */
  readonly name: string;
  /** How its numbers are kept. */
  readonly precision: Precision;
  /** Columns of every vector. */
  readonly dimensions: number;
  /** Tells two models of one name apart, so that no vector of one is taken for the other's. */
  readonly fingerprint: string;
  /** Whether this stands in for the model that was asked for. */
  readonly fallback: boolean;
  /** What this encoder is, in a sentence or two for the reader and the record; names no folder. */
  readonly note: string;
  /** Whether a vector costs enough to be worth keeping on disk. */
  readonly costly: boolean;
  /** One row per text, in the order of the texts. Equal texts cost as much as different ones: see `embed`.
   * @throws the signal's reason when it is aborted between two batches */
  encode(texts: readonly string[], options?: EncodeOptions): Promise<Matrix>;
}

/** How `encode` reports. */
export interface EncodeOptions {
  /** Called after each batch. */
  readonly onProgress?: (progress: EncodeProgress) => void;
  /** Called after each batch with the positions of its texts and their vectors, row by row. */
  readonly onBatch?: (positions: readonly number[], vectors: Float32Array) => void;
  /** Ends the work between two batches. */
  readonly signal?: AbortSignal;
}

/** How far an encoding is. */
export interface EncodeProgress {
  /** Texts encoded so far. */
  readonly done: number;
  /** Texts to encode in all. */
  readonly total: number;
  /** Mean since the start. */
  readonly textsPerSecond: number;
}

/** Columns' names: `0 … dimensions − 1`, each after `prefix` and a space where there is one. */
export function dimensionNames(dimensions: number, prefix = ""): string[] {
  return Array.from({ length: dimensions }, (_, j) => prefix ? `${prefix} ${j}` : `${j}`);
}

/** Divides a vector by its length, in place. A vector of zeros stays so.
 * @throws {InputError} when a value is not finite: a model that is broken */
export function toUnitLength(vector: Float32Array): Float32Array {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j] * vector[j];
  if (!Number.isFinite(sum)) {
    throw new InputError("a sentence vector with values that are no numbers");
  }
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let j = 0; j < vector.length; j++) vector[j] *= scale;
  return vector;
}

/** Measures speed from now on: every call says how far it is. */
export function startProgress(total: number, onProgress: EncodeOptions["onProgress"]) {
  const start = performance.now();
  return (done: number) => {
    const seconds = (performance.now() - start) / 1000;
    onProgress?.({ done, total, textsPerSecond: seconds > 0 ? done / seconds : 0 });
  };
}
