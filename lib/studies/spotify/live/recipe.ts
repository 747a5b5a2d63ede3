/** How the live page's network is made, and what is kept of it. */
import type { SavedEncoder } from "./encoder.ts";
import type { Preset, SavedRecordings } from "./recordings.ts";

/** How the demo is made. Epochs are fixed, so that the tracks held out choose nothing. */
export const RECIPE = {
  version: 2,
  seed: 1,
  heldOut: .2,
  quantiles: 256,
  text: { terms: 16_000, c: 1, minTexts: 2, folds: 5 },
  network: {
    labels: "subgenre",
    layers: [128, 64],
    dropout: .1,
    optimiser: "adamw",
    learningRate: 2e-3,
    batchSize: 256,
    epochs: 16,
    averageLast: 5,
    validationShare: 0,
    restoreBest: false,
    threads: 2,
  },
  recordings: 4000,
} as const;

/** Which texts a row of inputs tells. */
export interface Told {
  readonly title: boolean;
  readonly album: boolean;
}

/** How well the network does on tracks that it has not seen. */
export interface LiveScore extends Told {
  readonly accuracy: number;
  /** 95 % interval (Wilson). */
  readonly low: number;
  readonly high: number;
  readonly logLoss: number;
  readonly calibrationError: number;
}

/** What the page is made from, besides the network itself. */
export interface Demo {
  readonly format: 1;
  /** Of the data. */
  readonly fingerprint: string;
  readonly recipe: typeof RECIPE;
  readonly encoder: SavedEncoder;
  /** Least and greatest value of each column. */
  readonly ranges: readonly (readonly [least: number, most: number])[];
  readonly recordings: SavedRecordings;
  readonly presets: readonly Preset[];
  readonly rows: { readonly train: number; readonly heldOut: number };
  /** Share of the most frequent genre among those held out. */
  readonly guessing: number;
  readonly scores: readonly LiveScore[];
  readonly parameters: number;
}
