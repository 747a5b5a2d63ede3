/** A multilayer perceptron under the contract of every classifier: fit, then predictProba. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Target } from "../core/target.ts";
import { pick, withDefaults } from "../core/settings.ts";
import type { Classifier } from "../models/estimator.ts";
import { answerTo } from "./answer.ts";
import { fitEmbedding, fullEmbedding } from "./embedding.ts";
import { checkShare, fitNetwork, type FitSettings, type FittedMlp } from "./fit.ts";
import { mlp, MLP_DEFAULTS, type MlpSettings } from "./mlp.ts";
import { TRAIN_DEFAULTS, trainSettings } from "./settings.ts";
import type { TrainContext } from "./train.ts";

export type { FitSettings, FittedMlp };

/** The plan of the network, its training, and what part of the rows it is watched on. */
export interface MlpClassifierSettings extends MlpSettings, FitSettings {}

/** A classifier whose fitted form shows its network. */
export interface MlpClassifier extends Classifier {
  /** Builds and trains a network; the caller disposes of it. See `Classifier`.
   * @throws {TrainingError} when the loss is not finite */
  fit(x: Matrix, y: Target, rng: Rng): Promise<FittedMlp>;
}

const DEFAULTS: MlpClassifierSettings = {
  ...MLP_DEFAULTS,
  ...TRAIN_DEFAULTS,
  validationShare: 0.1,
};

/** A network that is built from the width of x and the classes or tags of y when it is fitted.
 *
 * @param given any settings of `mlp` and `train`, and `validationShare`
 * @param context `onEpoch` and `signal` for a training that is watched
 * @throws {InputError} on an unknown setting
 * @example
 * ```ts ignore
 * const estimator = onFeatures(numeric({ year: true }), quantileNormal(), mlpClassifier({ layers: [256, 128] }));
 * ```
 */
export function mlpClassifier(
  given: Partial<MlpClassifierSettings> = {},
  context: Pick<TrainContext, "onEpoch" | "signal"> = {},
): MlpClassifier {
  const chosen = withDefaults(DEFAULTS, given);
  const training = trainSettings(pick(TRAIN_DEFAULTS, chosen));
  const settings = { ...chosen, ...training, embedding: fullEmbedding(chosen.embedding) };
  const plan = pick(MLP_DEFAULTS, settings);
  const { validationShare } = settings;
  checkShare(validationShare);
  return {
    name: "mlp",
    settings: settings as unknown as Readonly<Record<string, unknown>>,
    learns: ["classes", "tags"],
    fit(x, y, rng) {
      const build = (own: Matrix, rng: Rng) => {
        const embedding = fitEmbedding(plan.embedding, own);
        const sizes = { inputs: x.names.length, classes: y.classes.length, answer: answerTo(y) };
        return mlp({ ...sizes, ...plan, embedding }, rng);
      };
      const rows = { name: "mlp", x, y, rng };
      return fitNetwork(build, { ...training, validationShare }, context, rows);
    },
  };
}
