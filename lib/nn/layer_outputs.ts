/** The outputs of a hidden layer. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkWidth } from "./check.ts";
import type { Inputs } from "./inputs.ts";
import { type Network, networkOf } from "./network.ts";
import { probe } from "./probe.ts";
import type { tf } from "./tf.ts";

/** Rows at a time. */
const CHUNK = 1024;

/** The outputs of a layer for every row, with dropout off and running averages in batch norm.
 *
 * @param layer its name; by default the layer below the logits, where classes are told apart by straight cuts
 * @returns rows × units (members and other groups side by side), columns "unit 1", "unit 2" …
 * @throws {InputError} when there is no such layer, or the model reads another number of columns
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = mlp({ inputs: 2, classes: 3, layers: [8, 4] }, new Rng(1));
 * assertEquals(layerOutputs(model, matrix(5, ["a", "b"])).names.length, 4);
 * assertEquals(layerOutputs(model, matrix(5, ["a", "b"]), "dense1").names.length, 8);
 * model.dispose();
 * ```
 */
export function layerOutputs(model: tf.LayersModel, x: Inputs, layer?: string): Matrix {
  const network = networkOf(model);
  checkWidth(network, x, "given");
  const outputs = layer === undefined ? belowLogits(network) : outputOf(model, layer);
  const units = outputs.shape.slice(1).reduce<number>((size, n) => size * n!, 1);
  const out = matrix(x.rows, Array.from({ length: units }, (_, i) => `unit ${i + 1}`));
  probe(network, x, outputs, CHUNK, (values, from) => {
    out.data.set(values.dataSync() as Float32Array, from * units);
  });
  return out;
}

function belowLogits({ logits }: Network): tf.SymbolicTensor {
  if (logits) return logits.sourceLayer.input as tf.SymbolicTensor;
  throw new InputError("the model has no logits below a softmax or sigmoid of their own", {
    expected: "the name of a layer",
  });
}

function outputOf(model: tf.LayersModel, name: string): tf.SymbolicTensor {
  const found = model.layers.find((layer) => layer.name === name);
  if (found) return found.output as tf.SymbolicTensor;
  throw new InputError("the model has no such layer", {
    found: name,
    expected: `one of ${model.layers.map((layer) => layer.name).join(", ")}`,
  });
}
