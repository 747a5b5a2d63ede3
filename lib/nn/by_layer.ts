/** Numbers that differ from layer to layer: learning rates, and how strongly weights are held where they were. */
import { InputError } from "../core/errors.ts";
import type { tf } from "./tf.ts";

/** One number for all layers, or numbers by the layers' names, `"*"` standing for every layer that is not named. */
export type ByLayer = number | Readonly<Record<string, number>>;

/** The number of one layer.
 *
 * @param otherwise what holds for a layer that is not named where there is no `"*"`
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const rates = { "*": .1, logits: 1 };
 * assertEquals(["dense1", "logits"].map((layer) => ofLayer(rates, layer, 1)), [.1, 1]);
 * ```
 */
export function ofLayer(by: ByLayer, layer: string, otherwise: number): number {
  return typeof by === "number" ? by : by[layer] ?? by["*"] ?? otherwise;
}

/** What is wrong with a setting of numbers by layer, whatever the model, or undefined. */
export function faultyByLayer(by: unknown): string | undefined {
  const fits = (value: unknown) => typeof value === "number" && value >= 0 && value < Infinity;
  if (fits(by)) return undefined;
  const all = by !== null && typeof by === "object" && !Array.isArray(by);
  return all && Object.values(by).every(fits) ? undefined : JSON.stringify(by);
}

/** Names of the layers that have weights, from the inputs on. */
export function layersWithWeights(model: tf.LayersModel): string[] {
  return model.layers.filter(({ weights }) => weights.length > 0).map(({ name }) => name);
}

/** @param what names the setting or the argument in the message
 * @throws {InputError} when a name is neither `"*"` nor that of a layer with weights */
export function checkLayers(model: tf.LayersModel, names: readonly string[], what: string): void {
  const known = layersWithWeights(model);
  for (const name of names) {
    if (name === "*" || known.includes(name)) continue;
    throw new InputError(`${what}: the model has no such layer with weights`, {
      found: name,
      expected: `one of ${known.join(", ")}`,
    });
  }
}
