/** Tracks → Matrix: what every source of features and every scaler promises. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Tracks } from "../data/tracks.ts";

/** A source of features, learnt from training rows alone. */
export interface Features {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  fit(tracks: Tracks, rows: Int32Array, rng: Rng): FittedFeatures | Promise<FittedFeatures>;
}

/** Fitted features. */
export interface FittedFeatures {
  /** The training rows' own features: out of fold where the features look at labels. */
  readonly train: Matrix;
  /** The features of any rows of any file, in the same columns. */
  transform(tracks: Tracks, rows: Int32Array): Matrix | Promise<Matrix>;
}

/** A change of scale, column by column, learnt from training rows alone. */
export interface Scaler {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  fit(x: Matrix): FittedScaler;
}

/** A fitted change of scale. */
export interface FittedScaler {
  transform(x: Matrix): Matrix;
}
