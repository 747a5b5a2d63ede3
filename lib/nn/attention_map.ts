/** Where a transformer looks. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkWidth } from "./check.ts";
import type { Inputs } from "./inputs.ts";
import { MultiHeadAttention } from "./layers/multi_head_attention.ts";
import { networkOf } from "./network.ts";
import { layerOf, probe } from "./probe.ts";
import { tf } from "./tf.ts";

/** Rows at a time. */
const CHUNK = 256;

/** How much each step looks at each other, softmax(Q Kᵀ / √n), the mean over heads and rows; masks are not looked at.
 *
 * @param layer the name of a layer of attention
 * @returns steps × steps, each row summing to 1: row i is where step i looks
 * @throws {InputError} when the layer is none of attention, or the model reads other rows
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { networkKind } from "./networks/networks.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = networkKind("transformer").build({ inputs: 3, classes: 2, width: 4, heads: 2 }, new Rng(1));
 * const { data } = attentionMap(model, matrix(5, ["a", "b", "c"]), "attention1");
 * assertAlmostEquals(data[0] + data[1] + data[2], 1, 1e-6);
 * model.dispose();
 * ```
 */
export function attentionMap(model: tf.LayersModel, x: Inputs, layer: string): Matrix {
  const network = networkOf(model);
  checkWidth(network, x, "given");
  const { layer: own, input } = layerOf(model, layer, MultiHeadAttention, {
    problem: "the model has no such layer of attention",
    expected: "a model with attention",
  });
  const [steps, width] = input.shape.slice(1) as number[], { heads } = own;
  const sum = new Float64Array(steps * steps);
  probe(network, x, input, CHUNK, (values) => {
    const rows = values.shape[0], [kernel, bias] = own.getWeights();
    const product = tf.add(tf.matMul(tf.reshape(values, [-1, width]), kernel), bias);
    const [q, k] = tf.split(product, 3, 1).map((part) =>
      tf.transpose(tf.reshape(part, [rows, steps, heads, width / heads]), [0, 2, 1, 3])
    );
    const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads));
    const mean = tf.mean(tf.softmax(scores), [0, 1]).dataSync();
    for (let at = 0; at < sum.length; at++) sum[at] += mean[at] * rows / x.rows;
  });
  const names = Array.from({ length: steps }, (_, step) => `step ${step + 1}`);
  return matrix(steps, names, Float32Array.from(sum));
}
