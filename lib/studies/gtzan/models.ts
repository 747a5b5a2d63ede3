/** The models of the study: what tables they read, and who they are. */
import type { Sources } from "../../features/mod.ts";
import { standard } from "../../features/mod.ts";
import { type Dataset, identityOf } from "../../data/mod.ts";
import {
  average,
  type Classifier,
  type Estimator,
  extraTrees,
  linearDiscriminant,
  logistic,
  neighbours,
  onFeatures,
  svm,
} from "../../models/mod.ts";
import { mlpClassifier } from "../../nn/mod.ts";
import { heard } from "./features.ts";

/** How much is spent on a model. */
export interface ModelBudget {
  /** Epochs of a network. */
  readonly epochs: number;
  /** Networks that are averaged. */
  readonly seeds: number;
  /** Trees of a forest. */
  readonly trees: number;
}

/** What the study spends where it is not quick. */
export const BUDGET: ModelBudget = { epochs: 60, seeds: 5, trees: 300 };

/** Features as they were published, scaled; or, `improved`, with powers in decibels, fewer mel bands and the chroma
 * turned: of both tables 32 bands less their mean, of the means alone, which have nothing else that tells the level, 64.
 * (Chosen by folds of the training and validation parts of the published split without faults.)
 *
 * @param tables which of them the tracks have and the model shall read
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const [features] = inputsOf("both", { improved: true }) as [{ settings: { log: boolean } }, unknown];
 * assertEquals(features.settings.log, true);
 * ```
 */
export function inputsOf(
  tables: "means" | "moments" | "both",
  { improved = true } = {},
): Sources {
  const improvements = tables === "means"
    ? { log: true, melBands: 64, turned: true } as const
    : { log: true, melBands: 32, level: false, turned: true } as const;
  return [heard({ tables, ...(improved && improvements) }), standard()];
}

/** Which of both tables the tracks have.
 *
 * @example
 * ```ts ignore
 * const models = modelsOn(inputsOf(tablesOf(train)));
 * ```
 */
export function tablesOf(data: Dataset): "means" | "moments" | "both" {
  if (!data.has("mfcc_1")) return "moments";
  return data.has("mfcc1_mean") ? "both" : "means";
}

/** Networks that learn from mixtures of two tracks, averaged: of a few hundred tracks one network alone learns chance.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(networks({ seeds: 3 }).name, "average");
 * ```
 */
export function networks({ epochs, seeds }: Partial<ModelBudget> = {}): Classifier {
  const network = mlpClassifier({
    ...{ layers: [256], dropout: .5, mixup: .4, epochs: epochs ?? BUDGET.epochs, batchSize: 64 },
    ...{ optimiser: "adamw", weightDecay: .05, validationShare: 0, restoreBest: false },
  });
  return average(Array.from({ length: seeds ?? BUDGET.seeds }, () => network));
}

/** Models of several kinds, by name.
 *
 * @example
 * ```ts ignore
 * const judged = await experiment.evaluate("models", modelsOn(inputsOf("means")));
 * ```
 */
export function modelsOn(
  inputs: Sources,
  budget: Partial<ModelBudget> = {},
): Readonly<Record<string, Estimator>> {
  const { trees, ...rest } = { ...BUDGET, ...budget };
  return {
    "logistic regression": onFeatures(inputs, logistic({ c: .05 })),
    "discriminant": onFeatures(inputs, linearDiscriminant()),
    "nearest neighbours": onFeatures(inputs, neighbours({ k: 5 })),
    "extra trees": onFeatures(inputs, extraTrees({ trees })),
    "SVM": onFeatures(inputs, svm({ c: 5 })),
    "networks": onFeatures(inputs, networks(rest)),
  };
}

/** Whether who made the tracks is known: of one artist there is more than one recording.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tracksData } from "./tracks.ts";
 * const about = { name: "", fingerprint: "", files: ["a", "b"], genres: ["rap", "rap"] };
 * const numbers = { tempo: Float64Array.of(1, 2) };
 * assertEquals(knowsArtists(tracksData({ ...about, numbers })), false);
 * assertEquals(knowsArtists(tracksData({ ...about, artists: ["x", "x"], numbers })), true);
 * ```
 */
export function knowsArtists(data: Dataset): boolean {
  const recordings = new Set(identityOf(data)).size;
  return new Set(data.groups("artist")).size < recordings;
}
