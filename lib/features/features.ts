/** Dataset → Matrix: what every source of features and every scaler promises. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Dataset } from "../data/mod.ts";

/** A source of features, learnt from training rows alone. */
export interface Features {
  /** What the source is called in records. */
  readonly name: string;
  /** Plain data with every default filled in; it goes into the run's record. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Learns from the given rows of a file, and from nothing else.
   * @param rows row numbers, from 0
   * @throws {InputError} when the file lacks what the features need */
  fit(data: Dataset, rows: Int32Array, rng: Rng): FittedFeatures | Promise<FittedFeatures>;
}

/** Fitted features. */
export interface FittedFeatures {
  /** The training rows' own features: out of fold where the features look at labels. */
  readonly train: Matrix;
  /** The features of any rows of any file, in the same columns. */
  transform(data: Dataset, rows: Int32Array): Matrix | Promise<Matrix>;
}

/** A change of scale, column by column, learnt from training rows alone. */
export interface Scaler {
  /** What the scaler is called in records. */
  readonly name: string;
  /** Plain data with every default filled in; it goes into the run's record. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Learns each column's scale from all rows of `x`, which are training rows. */
  fit(x: Matrix): FittedScaler;
}

/** A fitted change of scale. */
export interface FittedScaler {
  /** The table on the new scale, in the same columns; `x` stays as it is.
   * @throws {InputError} on another number of columns */
  transform(x: Matrix): Matrix;
}
