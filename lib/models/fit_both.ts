/** Features, and a model of what they make of the same rows. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Target } from "../core/target.ts";
import { type Dataset, taskOf } from "../data/mod.ts";
import type { Features, FittedFeatures } from "../features/features.ts";

/** A source of features and a model, fitted one after the other. */
export interface FittedBoth<Model> extends Pick<FittedFeatures, "transform"> {
  /** The columns of the model's answers. */
  readonly classes: readonly string[];
  /** Reads what `transform` makes of rows. */
  readonly model: Model;
}

/** Fits features, and on what they make of the training rows a classifier.
 * @throws {InputError} from either, or when the file lacks what is to be learnt */
export async function fitBoth<Model>(
  source: Features,
  classifier: { fit(x: Matrix, y: Target, rng: Rng): Model | Promise<Model> },
  data: Dataset,
  rows: Int32Array,
  rng: Rng,
): Promise<FittedBoth<Model>> {
  const y = taskOf(data, rows);
  const { train, transform } = await source.fit(data, rows, rng.fork("features"));
  const model = await classifier.fit(train, y, rng.fork("model"));
  return { classes: y.classes, transform, model };
}
