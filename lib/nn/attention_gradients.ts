/** Whether a layer of attention learns where to look. */
import type { TagTarget } from "../core/target.ts";
import type { Inputs } from "./inputs.ts";
import type { MultiHeadAttention } from "./layers/multi_head_attention.ts";
import { networkOf } from "./network.ts";
import { tf } from "./tf.ts";

/** Euclidean norms of the loss's gradient with respect to the weights of one layer. */
export interface AttentionGradients {
  /** Its name. */
  readonly layer: string;
  /** Of what makes queries. */
  readonly query: number;
  /** Of what makes keys. */
  readonly key: number;
  /** Of what makes values. */
  readonly value: number;
}

/** The gradients of the queries, keys and values of every layer of attention, of the binary cross-entropy over some rows,
 * with dropout off, by tfjs.
 *
 * On a sequence of one step those of queries and keys are 0: a softmax over one number is 1, whatever the number.
 *
 * @throws {InputError} when the model is no classifier
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { networkKind } from "./networks/networks.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const sizes = { inputs: 2, classes: 1, answer: "sigmoid" as const, width: 4, heads: 2, blocks: 1 };
 * const model = networkKind("encoderDecoder").build(sizes, new Rng(1));
 * const x = matrix(2, ["a", "b"], Float32Array.of(1, 0, 0, 1)), y = { classes: ["sad"], tags: Uint8Array.of(1, 0) };
 * const [{ query, key, value }] = attentionGradients(model, x, y);
 * assertEquals([query, key, value > 0], [0, 0, true]);
 * model.dispose();
 * ```
 */
export function attentionGradients(
  model: tf.LayersModel,
  x: Inputs,
  y: TagTarget,
): AttentionGradients[] {
  const { inputShape } = networkOf(model);
  const layers = model.layers.filter((layer) => layer.getClassName() === "MultiHeadAttention");
  return tf.tidy(() => {
    const input = tf.tensor(x.data, [x.rows, ...inputShape]);
    const truth = tf.tensor(Float32Array.from(y.tags), [x.rows, y.classes.length]);
    const variables = layers.map((layer) => layer.weights[0].read() as tf.Variable);
    const { grads } = tf.variableGrads(
      () => tf.losses.logLoss(truth, model.apply(input) as tf.Tensor),
      variables,
    );
    return layers.map((layer, i) => {
      const gradient = grads[variables[i].name], width = gradient.shape[0];
      const [query, key, value] = tf.split(gradient, [width, width, width], 1)
        .map((part) => Math.sqrt((tf.sum(tf.square(part)).dataSync() as Float32Array)[0]));
      return { layer: (layer as MultiHeadAttention).name, query, key, value };
    });
  });
}
