/** PyTorch's weights in tf.js' layout, and back: what tests against PyTorch's answers share. */
import type { Matrix } from "../../lib/core/matrix.ts";
import type { Target } from "../../lib/core/target.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { assert, assertAllClose } from "../assert.ts";
import { gradientOf } from "./gradients.ts";

/** An array of arrays, as JSON has it. */
export type Nested = readonly (number | Nested)[];

export const flat = (x: Nested): number[] => (x as number[][]).flat(9 as 1) as number[];

export function sizeOf(x: Nested): number[] {
  return [x.length, ...typeof x[0] === "number" ? [] : sizeOf(x[0])];
}

/** With the axes in another order. */
export function permuted(x: Nested, perm: readonly number[]): number[] {
  return tf.tidy(() => [...tf.transpose(tf.tensor(flat(x), sizeOf(x)), [...perm]).dataSync()]);
}

/** A dense layer's weights, out × in, as in × out; a bias as it is. */
export const dense = (x: Nested): number[] =>
  sizeOf(x).length === 2 ? permuted(x, [1, 0]) : flat(x);

/** Rows × channels × places as rows × places × channels. */
export const channelsLast = (x: Nested): number[] => {
  const [rows, channels, ...places] = sizeOf(x).keys();
  return permuted(x, [rows, ...places, channels]);
};

/** Rows as a table. */
export const tableOf = (values: readonly number[], rows: number): Matrix => {
  const names = Array.from({ length: values.length / rows }, (_, i) => `c${i}`);
  return { data: Float32Array.from(values), rows, names };
};

/** Holds the loss and every gradient of a network with PyTorch's weights against PyTorch's.
 *
 * @param weights by tf.js' names, in tf.js' layout */
export async function assertAsTorch(
  build: () => tf.LayersModel,
  weights: ReadonlyMap<string, readonly number[]>,
  x: Matrix,
  y: Target,
  expected: { loss: number; gradients: ReadonlyMap<string, readonly number[]> },
  tolerance = 1e-5,
): Promise<void> {
  await ready();
  const model = () => withWeights(build(), weights);
  const { loss, gradient } = await gradientOf("graph", model, {}, x, y);
  assertAllClose([loss], [expected.loss], { absolute: tolerance });
  assert(expected.gradients.size > 0);
  for (const [name, values] of expected.gradients) {
    const found = gradient.get(name);
    assert(found, `${name} of ${[...gradient.keys()].join(", ")}`);
    assertAllClose(found, values, { absolute: tolerance });
  }
}

/** The model, with these values in its weights. */
export function withWeights(
  model: tf.LayersModel,
  weights: ReadonlyMap<string, readonly number[]>,
): tf.LayersModel {
  for (const weight of model.layers.flatMap(({ weights }) => weights)) {
    const values = weights.get(weight.originalName);
    if (!values) continue;
    tf.tidy(() => void weight.write(tf.tensor(values as number[], weight.shape as number[])));
  }
  return model;
}
