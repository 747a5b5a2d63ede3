/** How the live page's network is made, and what the page is told of it. */
import type { SavedNetwork } from "./network.ts";

/** How the network is made. How long it learns is fixed, so that the tracks held out choose nothing. */
export const RECIPE = {
  version: 1,
  seed: 1,
  heldOut: .2,
  steps: 3000,
  network: {
    layers: [64, 32],
    dropout: .3,
    optimiser: "adamw",
    weightDecay: .05,
    learningRate: 2e-3,
    batchSize: 64,
    labelSmoothing: .1,
    averageLast: 5,
    validationShare: 0,
    restoreBest: false,
  },
} as const;

/** How many of some were right, with a 95 % interval (Wilson). */
export interface Right {
  readonly of: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/** A clip to begin with: made by code, so that nobody else's music is given away with a site. */
export interface Example {
  readonly genre: string;
  readonly title: string;
  /** A FLAC file, in base64. */
  readonly sound: string;
}

/** What the page is made from. */
export interface Demo {
  readonly format: 1;
  /** Of the data. */
  readonly fingerprint: string;
  readonly recipe: typeof RECIPE;
  readonly genres: readonly string[];
  readonly network: SavedNetwork;
  readonly parameters: number;
  /** What it has learnt from. */
  readonly learnt: { readonly tracks: number; readonly windows: number };
  /** On other tracks: of other artists, where it is known who made them. */
  readonly judged: {
    readonly apart: "artists" | "tracks";
    readonly windows: Right;
    readonly tracks: Right;
    /** Share of the most frequent genre. */
    readonly guessing: number;
  };
  /** None of a user's own music. */
  readonly examples: readonly Example[];
}
