/** What an evaluated model is made of: its answers to rows, and which rows they were. */
import type { Matrix } from "../core/matrix.ts";
import type { Settings } from "../core/settings.ts";
import type { Target } from "../core/target.ts";
import type { Dataset, Split } from "../data/mod.ts";
import type { Scores } from "./metrics/metrics.ts";

/** The probabilities that a model gave the rows, trained with one seed. */
export interface Answers {
  /** Rows judged × classes; of folds, each row's by the model that had not seen it. */
  readonly probabilities: Matrix;
  /** To fit and to predict, over all folds, when that was done. */
  readonly seconds: { readonly fit: number; readonly predict: number };
  /** Of the training rows, where that was asked for. */
  readonly training?: Scores;
}

/** One score with its interval: a row for the figure `intervals`. */
export interface EvaluatedScore {
  /** Name of the model. */
  readonly name: string;
  /** How it was judged, such as "at random". */
  readonly way: string;
  /** Mean over seeds and folds. */
  readonly value: number;
  /** 95 % interval of `value`. */
  readonly interval: readonly [low: number, high: number];
}

/** The parts of an evaluated model: its answers, and the rows and split that they are of. */
export interface EvaluatedParts {
  /** Name of the model. */
  readonly name: string;
  /** Settings of the model, with what validation chose of them. */
  readonly settings: Settings;
  /** Of which file; `rows` are rows of it. */
  readonly data: Dataset;
  /** Rows that were judged, in the order of the answers. */
  readonly rows: Int32Array;
  /** What is true of them. */
  readonly target: Target;
  /** How they were split: one hold-out, or folds whose rows to judge are these together. */
  readonly splits: readonly Split[];
  /** One per seed, at least one. */
  readonly answers: readonly Answers[];
}
