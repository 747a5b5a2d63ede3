/** Multilayer perceptrons as tf.LayersModels. */
import type { Rng } from "../core/rng.ts";
import { withDefaults } from "../core/settings.ts";
import { type Answer, checkAnswer } from "./answer.ts";
import { type Embedding, embeddingLayers, fullEmbedding, sigmaOf } from "./embedding.ts";
import {
  answerLayers,
  checkHidden,
  checkSizes,
  hiddenLayers,
  type HiddenSettings,
} from "./hidden.ts";
import { drawWeights, type Initialisation } from "./initialise.ts";
import { Members } from "./layers/members.ts";
import { tf } from "./tf.ts";

/** A network's plan, as plain data. */
export interface MlpSettings extends HiddenSettings {
  /** Each column becomes a vector first (embedding.ts). */
  embedding: Embedding;
  /** Above 1: an ensemble of so many networks that share their weights but for scalings, biases and the last
   * layer (TabM, Gorishniy, Kotelnikov & Babenko 2025). It answers with the mean of the members' probabilities. */
  members: number;
  /** How the first weights are drawn. */
  initialisation: Initialisation;
}

/** Defaults of {@linkcode MlpSettings}. */
export const MLP_DEFAULTS: Readonly<MlpSettings> = Object.freeze({
  layers: [128, 64],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  embedding: "none",
  members: 1,
  initialisation: "torch",
});

/** A network that gives class probabilities; `await ready()` (tf.ts) first.
 *
 * Layers are named dense1, batchNorm1, activation1, dropout1, dense2, … logits, probabilities. Its weights come from
 * `rng` alone; it is the caller's to `dispose()`.
 *
 * @param plan `inputs` columns, `classes`, any of the settings, and `answer`: "softmax" for one of the classes, which
 * holds where it is left out, or "sigmoid" for any number of them, which are tags then
 * @throws {InputError} on unknown settings, or sizes that are not whole numbers from 1
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = mlp({ inputs: 14, classes: 5, layers: [32], dropout: 0.2 }, new Rng(1));
 * assertEquals(model.countParams(), 14 * 32 + 32 + 32 * 5 + 5);
 * model.dispose();
 * ```
 */
export function mlp(
  plan: { inputs: number; classes: number; answer?: Answer } & Partial<MlpSettings>,
  rng: Rng,
): tf.LayersModel {
  const { inputs, classes, answer = "softmax", ...given } = plan;
  const settings = withDefaults(MLP_DEFAULTS, given);
  const { members } = settings, embedding = fullEmbedding(settings.embedding);
  checkSizes({ inputs, classes, members });
  checkHidden(settings);
  checkAnswer(answer);
  const start = tf.input({ shape: [inputs], name: "inputs" });
  const layers = [
    ...embeddingLayers(embedding, inputs),
    ...members > 1 ? [new Members({ members, name: "members" })] : [],
    ...hiddenLayers(settings, { members }),
    ...answerLayers(classes, members, answer),
  ];
  const end = layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, start);
  const model = tf.model({ inputs: start, outputs: end, name: "mlp" });
  drawWeights(model, settings.initialisation, () => sigmaOf(embedding), rng);
  return model;
}
