/** Which moments a network listens to. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkWidth } from "./check.ts";
import type { Inputs } from "./inputs.ts";
import { AttentionPooling } from "./layers/attention_pooling.ts";
import { networkOf } from "./network.ts";
import { tf } from "./tf.ts";

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
  const network = networkOf(model), found = model.layers.find(({ name }) => name === layer);
  checkWidth(network, x, "given");
  if (!(found instanceof AttentionPooling)) {
    const others = model.layers.filter((layer) => layer instanceof AttentionPooling);
    throw new InputError("the model has no such layer that pools by attention", {
      found: layer,
      expected: others.map(({ name }) => name).join(", ") || "a model that ends in attention",
    });
  }
  const before = [found.input].flat()[0] as tf.SymbolicTensor, { width, inputShape } = network;
  const probe = tf.model({ inputs: model.inputs, outputs: before });
  const steps = before.shape[1]!, names = Array.from({ length: steps }, (_, t) => `step ${t + 1}`);
  const out = matrix(x.rows, names);
  for (let from = 0; from < x.rows; from += CHUNK) {
    const rows = Math.min(CHUNK, x.rows - from);
    tf.tidy(() => {
      const own = tf.tensor(x.data.slice(from * width, (from + rows) * width), [
        rows,
        ...inputShape,
      ]);
      const weights = found.weightsOf(probe.apply(own, { training: false }) as tf.Tensor);
      out.data.set(weights.dataSync() as Float32Array, from * steps);
    });
  }
  return out;
}
