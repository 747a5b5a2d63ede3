/** Which moments a network listens to. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkWidth } from "./check.ts";
import type { Inputs } from "./inputs.ts";
import { AttentionPooling } from "./layers/attention_pooling.ts";
import { networkOf } from "./network.ts";
import { layerOf, probe } from "./probe.ts";
import type { tf } from "./tf.ts";

/** Rows at a time. */
const CHUNK = 64;

/** How much each step of a sequence weighs where attention pools them (layers/attention_pooling.ts); masks are not looked
 * at.
 *
 * @param layer the name of a layer that pools by attention
 * @returns rows × steps, each row summing to 1
 * @throws {InputError} when the layer is none, or the model reads other rows
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { tensor } from "../core/tensor.ts";
 * import { networkKind } from "./networks/networks.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const plan = { inputs: 8, classes: 2, shape: [4, 2], channels: [3], kernel: 3, pool: "none", end: "attention" };
 * const model = networkKind("cnn1d").build(plan, new Rng(1));
 * const { data } = attentionWeights(model, tensor(1, [4, 2], ["low", "high"], new Float32Array(8)));
 * assertAlmostEquals(data.reduce((a, b) => a + b), 1, 1e-6); // of four moments
 * model.dispose();
 * ```
 */
export function attentionWeights(model: tf.LayersModel, x: Inputs, layer = "pooled"): Matrix {
  const network = networkOf(model);
  checkWidth(network, x, "given");
  const { layer: own, input } = layerOf(model, layer, AttentionPooling, {
    problem: "the model has no such layer that pools by attention",
    expected: "a model that ends in attention",
  });
  const steps = input.shape[1]!, names = Array.from({ length: steps }, (_, t) => `step ${t + 1}`);
  const out = matrix(x.rows, names);
  probe(network, x, input, CHUNK, (values, from) => {
    out.data.set(own.weightsOf(values).dataSync() as Float32Array, from * steps);
  });
  return out;
}
