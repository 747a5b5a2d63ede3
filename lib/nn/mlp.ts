/** Multilayer perceptrons as tf.LayersModels. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { type Initialisation, weightDraw } from "./initialise.ts";
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
  initialisation: Initialisation;
}

/** The defaults. */
export const MLP_DEFAULTS: Readonly<MlpSettings> = Object.freeze({
  layers: [128, 64],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
});

/** A network that gives class probabilities; `await ready()` (tf.ts) first.
 *
 * Layers are named: dense1, batchNorm1, activation1, dropout1, dense2, … logits, probabilities.
 * @param plan `inputs` columns, `classes`, and any of the settings
 * @throws {InputError} on unknown settings or sizes that are not whole numbers from 1 */
export function mlp(
  plan: { inputs: number; classes: number } & Partial<MlpSettings>,
  rng: Rng,
): tf.LayersModel {
  const { inputs, classes, ...given } = plan;
  const settings = withDefaults(MLP_DEFAULTS, given);
  for (const size of [inputs, classes, ...settings.layers]) {
    if (Number.isInteger(size) && size >= 1) continue;
    throw new InputError("a network's sizes are whole numbers from 1", { found: size });
  }
  const start = tf.input({ shape: [inputs], name: "inputs" });
  let x: tf.SymbolicTensor = start;
  const add = (layer: tf.layers.Layer) => void (x = layer.apply(x) as tf.SymbolicTensor);
  // zeros, because tfjs would draw from ambient randomness; `draw` fills the weights in
  const dense = (units: number, name: string) =>
    add(tf.layers.dense({ units, name, kernelInitializer: "zeros" }));
  settings.layers.forEach((units, i) => {
    dense(units, `dense${i + 1}`);
    if (settings.batchNorm) add(tf.layers.batchNormalization({ name: `batchNorm${i + 1}` }));
    const { activation } = settings;
    add(tf.layers.activation({ activation: activation as "relu", name: `activation${i + 1}` }));
    if (settings.dropout > 0) {
      add(tf.layers.dropout({ rate: settings.dropout, name: `dropout${i + 1}` }));
    }
  });
  dense(classes, "logits");
  add(tf.layers.activation({ activation: "softmax", name: "probabilities" }));
  const model = tf.model({ inputs: start, outputs: x, name: "mlp" });
  draw(model, settings.initialisation, rng);
  return model;
}

/** Fills weight matrices and, as the scheme says, biases. */
function draw(model: tf.LayersModel, kind: Initialisation, rng: Rng): void {
  for (const layer of model.layers) {
    if (layer.getClassName() !== "Dense") continue;
    const [kernel, bias] = layer.weights, [fanIn, fanOut] = kernel.shape as number[];
    const next = weightDraw(kind, fanIn, fanOut, rng.fork(layer.name));
    tf.tidy(() => {
      kernel.write(
        tf.tensor2d(Float32Array.from({ length: fanIn * fanOut }, next), [fanIn, fanOut]),
      );
      if (kind === "torch") bias.write(tf.tensor1d(Float32Array.from({ length: fanOut }, next)));
    });
  }
}
