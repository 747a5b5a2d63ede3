/** Multilayer perceptrons as tf.LayersModels. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { type Embedding, embeddingLayers, fullEmbedding } from "./embedding.ts";
import { drawWeights, type Initialisation } from "./initialise.ts";
import { GroupDense } from "./layers/group_dense.ts";
import { MeanOfMembers, MemberDense, Members } from "./layers/members.ts";
import { withDefaults } from "./settings.ts";
import { tf } from "./tf.ts";

/** A network's plan, as plain data. */
export interface MlpSettings {
  /** Units of the hidden layers, first to last; none: logistic regression. */
  layers: readonly number[];
  activation: "relu" | "gelu" | "tanh" | "selu";
  /** Batch normalisation between each hidden layer and its activation. */
  batchNorm: boolean;
  /** Share of the hidden units switched off at each training step, after each activation. */
  dropout: number;
  /** Each column becomes a vector first (embedding.ts). */
  embedding: Embedding;
  /** Above 1: an ensemble of so many networks that share their weights but for scalings, biases and the last
   * layer (TabM, Gorishniy, Kotelnikov & Babenko 2025). It answers with the mean of the members' probabilities. */
  members: number;
  initialisation: Initialisation;
}

/** The defaults. */
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
 * @param plan `inputs` columns, `classes`, and any of the settings
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
  plan: { inputs: number; classes: number } & Partial<MlpSettings>,
  rng: Rng,
): tf.LayersModel {
  const { inputs, classes, ...given } = plan;
  const settings = withDefaults(MLP_DEFAULTS, given);
  check(inputs, classes, settings);
  const { activation, batchNorm, dropout, members } = settings;
  const embedding = fullEmbedding(settings.embedding);
  const start = tf.input({ shape: [inputs], name: "inputs" });
  let x: tf.SymbolicTensor = start;
  const add = (layer: tf.layers.Layer) => void (x = layer.apply(x) as tf.SymbolicTensor);
  // weights start as zeros, or tfjs would draw them from ambient randomness; `drawWeights` fills them in
  const dense = (units: number, name: string) =>
    members > 1
      ? new MemberDense({ units, name })
      : tf.layers.dense({ units, name, kernelInitializer: "zeros" });

  embeddingLayers(embedding, inputs).forEach(add);
  if (members > 1) add(new Members({ members, name: "members" }));
  settings.layers.forEach((units, i) => {
    add(dense(units, `dense${i + 1}`));
    if (batchNorm) add(tf.layers.batchNormalization({ name: `batchNorm${i + 1}` }));
    add(tf.layers.activation({ activation: activation as "relu", name: `activation${i + 1}` }));
    if (dropout > 0) add(tf.layers.dropout({ rate: dropout, name: `dropout${i + 1}` }));
  });
  add(members > 1 ? new GroupDense({ units: classes, name: "logits" }) : dense(classes, "logits"));
  add(tf.layers.activation({ activation: "softmax", name: "probabilities" }));
  if (members > 1) add(new MeanOfMembers({ name: "mean" }));

  const model = tf.model({ inputs: start, outputs: x, name: "mlp" });
  const sigma = embedding !== "none" && embedding.kind === "periodic" ? embedding.sigma : 0;
  drawWeights(model, settings.initialisation, sigma, rng);
  return model;
}

function check(inputs: number, classes: number, settings: MlpSettings): void {
  const { layers, members, activation, dropout } = settings;
  const hidden = layers.map((size, i): [string, number] => [`hidden layer ${i + 1}`, size]);
  const named: [string, number][] = [["inputs", inputs], ["classes", classes], [
    "members",
    members,
  ]];
  for (const [name, size] of [...named, ...hidden]) {
    if (Number.isInteger(size) && size >= 1) continue;
    throw new InputError(`the size of a network: ${name}`, {
      found: size,
      expected: "a whole number from 1",
    });
  }
  if (!["relu", "gelu", "tanh", "selu"].includes(activation)) {
    throw new InputError("no such activation", {
      found: activation,
      expected: "relu, gelu, tanh or selu",
    });
  }
  if (!(dropout >= 0 && dropout < 1)) {
    throw new InputError("dropout is a share", { found: dropout, expected: "from 0 to below 1" });
  }
}
