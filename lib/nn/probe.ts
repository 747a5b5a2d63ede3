/** What layers within a model read and give, a chunk of rows at a time. */
import { InputError } from "../core/errors.ts";
import type { Inputs } from "./inputs.ts";
import type { Network } from "./network.ts";
import { tf } from "./tf.ts";

/** Hands `see` a tensor of the model for every row, chunk by chunk, with dropout off and running averages in batch norm;
 * tensors that `see` makes are given back.
 *
 * @param at what is looked at
 * @param chunk rows at a time */
export function probe(
  { model, width, inputShape }: Network,
  x: Inputs,
  at: tf.SymbolicTensor,
  chunk: number,
  see: (values: tf.Tensor, from: number) => void,
): void {
  const below = tf.model({ inputs: model.inputs, outputs: at });
  for (let from = 0; from < x.rows; from += chunk) {
    const rows = Math.min(chunk, x.rows - from);
    tf.tidy(() => {
      const own = x.data.slice(from * width, (from + rows) * width);
      const input = tf.tensor(own, [rows, ...inputShape]);
      see(below.apply(input, { training: false }) as tf.Tensor, from);
    });
  }
}

/** The layer of this name and kind, and what it reads first.
 *
 * @param words for an error: what is not there, and what is expected where no layer is of this kind
 * @throws {InputError} when the layer is none */
export function layerOf<Layer extends tf.layers.Layer>(
  model: tf.LayersModel,
  name: string,
  // deno-lint-ignore no-explicit-any
  Kind: new (...args: any[]) => Layer,
  { problem, expected }: { readonly problem: string; readonly expected: string },
): { layer: Layer; input: tf.SymbolicTensor } {
  const layer = model.layers.find((layer) => layer.name === name);
  if (layer instanceof Kind) return { layer, input: [layer.input].flat()[0] };
  const others = model.layers.filter((layer) => layer instanceof Kind);
  throw new InputError(problem, {
    found: name,
    expected: others.map(({ name }) => name).join(", ") || expected,
  });
}
