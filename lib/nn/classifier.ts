/** A multilayer perceptron under the contract of every classifier: fit, then predictProba. */
import { InputError } from "../core/errors.ts";
import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Classifier, FittedClassifier, Labels } from "../models/estimator.ts";
import { fitEmbedding, fullEmbedding } from "./embedding.ts";
import type { History } from "./history.ts";
import { mlp, MLP_DEFAULTS, type MlpSettings } from "./mlp.ts";
import { predictProbabilities } from "./predict.ts";
import { TRAIN_DEFAULTS, type TrainSettings, trainSettings, withDefaults } from "./settings.ts";
import { ready, type tf } from "./tf.ts";
import { train, type TrainContext } from "./train.ts";

/** The plan of the network, its training, and what part of the rows it is watched on. */
export interface MlpClassifierSettings extends MlpSettings, TrainSettings {
  /** Share of the rows of each class that is set aside to choose the best epoch; 0: none, all epochs run. */
  validationShare: number;
}

/** A fitted network. */
export interface FittedMlp extends FittedClassifier {
  readonly model: tf.LayersModel;
  readonly history: History;
  /** Frees the model's tensors. */
  dispose(): void;
}

/** A classifier whose fitted form shows its network. */
export interface MlpClassifier extends Classifier {
  fit(x: Matrix, y: Labels, rng: Rng): Promise<FittedMlp>;
}

const DEFAULTS: MlpClassifierSettings = {
  ...MLP_DEFAULTS,
  ...TRAIN_DEFAULTS,
  validationShare: 0.1,
};

/** A network that is built from the width of x and the classes of y when it is fitted.
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
  const settings = { ...chosen, embedding: fullEmbedding(chosen.embedding) };
  const plan = only(MLP_DEFAULTS, settings);
  const training = trainSettings(only(TRAIN_DEFAULTS, settings));
  const { validationShare } = settings;
  if (!(validationShare >= 0 && validationShare < 1)) {
    throw new InputError("the setting validationShare is out of range", {
      found: validationShare,
      expected: "a number from 0 and below 1",
    });
  }
  return {
    name: "mlp",
    settings: settings as unknown as Readonly<Record<string, unknown>>,
    async fit(x, y, rng) {
      await ready();
      const { learn, watch } = setAside(y, validationShare, rng.fork("validation"));
      const part = (rows: Int32Array) => ({
        x: takeRows(x, rows),
        y: { codes: rows.map((row) => y.codes[row]), classes: y.classes },
      });
      const own = part(learn), validation = watch.length > 0 ? part(watch) : undefined;
      const embedding = fitEmbedding(plan.embedding, own.x);
      const sizes = { inputs: x.names.length, classes: y.classes.length };
      const model = mlp({ ...sizes, ...plan, embedding }, rng.fork("weights"));
      try {
        const history = await train(model, own.x, own.y, {
          ...training,
          ...context,
          validation,
          rng: rng.fork("training"),
        });
        return {
          model,
          history,
          predictProba: (x) => predictProbabilities(model, x, y.classes),
          dispose: () => void model.dispose(),
        };
      } catch (error) {
        model.dispose();
        throw error;
      }
    },
  };
}

/** The settings that `names` has. */
function only<Part extends object>(names: Readonly<Part>, all: Part): Part {
  return Object.fromEntries(
    Object.keys(names).map((name) => [name, all[name as keyof Part]]),
  ) as unknown as Part;
}

/** Of each class the same share (to the nearest row, never all of them) for watching, the rest for learning. */
function setAside(y: Labels, share: number, rng: Rng): { learn: Int32Array; watch: Int32Array } {
  const left = new Int32Array(y.classes.length), watched = new Uint8Array(y.codes.length);
  for (const code of y.codes) left[code]++;
  const quota = left.map((count) => Math.min(Math.round(count * share), count - 1));
  for (const row of rng.permutation(y.codes.length)) {
    if (quota[y.codes[row]]-- > 0) watched[row] = 1;
  }
  const rows = Int32Array.from(y.codes, (_, row) => row);
  return { learn: rows.filter((row) => !watched[row]), watch: rows.filter((row) => watched[row]) };
}
