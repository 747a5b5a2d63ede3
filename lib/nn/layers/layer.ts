/** What our own layers share: names for tfjs's types, which it does not export. */
import type { tf } from "../tf.ts";

export type LayerConfig = ConstructorParameters<typeof tf.layers.Layer>[0];
export type Config = ReturnType<tf.layers.Layer["getConfig"]>;
export type Kwargs = Parameters<tf.layers.Layer["call"]>[1];
/** Of one input, or of several. */
export type Shape = tf.Shape | tf.Shape[];

/** The one input of a layer that has one. */
export const only = <T>(x: T | T[]): T => Array.isArray(x) ? x[0] : x;

/** The inputs of a layer that may have more than one, or their shapes. */
export function inputs(given: Shape): tf.Shape[];
export function inputs(given: tf.Tensor | tf.Tensor[]): tf.Tensor[];
export function inputs(given: unknown): unknown {
  const isOne = !Array.isArray(given) || given.some((n) => n === null || typeof n === "number");
  return isOne ? [given] : given;
}
