/** Norms of gradients and distributions of activations, by layer. */
import type { Arena } from "./arena.ts";
import type { LayerStatistics } from "./history.ts";
import { type Inputs, rowSize } from "./inputs.ts";
import { networkOf } from "./network.ts";
import type { Parameters } from "./parameters.ts";
import { tf } from "./tf.ts";

/** Activations are looked at on so many of the first training rows. */
const ROWS = 512;

/** Layer by layer, from the inputs on: the norm of the gradient that stands in the arena (all of a layer's weights
 * together), and for activations the mean, the standard deviation and the share of zeros of what they put out, with
 * dropout off. */
export function layerStatistics(
  model: tf.LayersModel,
  parameters: Parameters,
  arena: Arena,
  x: Inputs,
): LayerStatistics[] {
  const squares = new Map<string, number>();
  for (const { name, gradient, length } of parameters.trainable) {
    const layer = name.slice(0, name.lastIndexOf("/"));
    const sum = arena.kernels.sumOfSquares(length, gradient);
    squares.set(layer, (squares.get(layer) ?? 0) + sum);
  }
  const activations = outputsOf(model, x);
  return model.layers.flatMap(({ name }) => {
    const square = squares.get(name), output = activations.get(name);
    if (square === undefined && !output) return [];
    const gradientNorm = square === undefined ? {} : { gradientNorm: Math.sqrt(square) };
    return [{ layer: name, ...gradientNorm, ...output && distribution(output) }];
  });
}

/** What the hidden activations put out on the first rows. */
function outputsOf(model: tf.LayersModel, x: Inputs): Map<string, Float32Array> {
  const { logits, inputShape } = networkOf(model);
  const layers = model.layers.filter((layer) =>
    layer.getClassName() === "Activation" && layer.getConfig().activation !== "softmax" &&
    layer.input !== logits
  );
  if (layers.length === 0) return new Map();
  const rows = Math.min(ROWS, x.rows), width = rowSize(x);
  const outputs = layers.map((layer) => layer.output as tf.SymbolicTensor);
  const probe = tf.model({ inputs: model.inputs, outputs });
  const values = new Map<string, Float32Array>();
  tf.tidy(() => {
    const input = tf.tensor(x.data.slice(0, rows * width), [rows, ...inputShape]);
    const all = [probe.predict(input)].flat() as tf.Tensor[];
    layers.forEach(({ name }, i) => values.set(name, all[i].dataSync() as Float32Array));
  });
  return values;
}

function distribution(values: Float32Array) {
  let sum = 0, squares = 0, zeros = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
    if (value === 0) zeros++;
  }
  const n = values.length, mean = sum / n;
  const standardDeviation = Math.sqrt(Math.max(squares / n - mean * mean, 0));
  return { mean, standardDeviation, zeros: zeros / n };
}
