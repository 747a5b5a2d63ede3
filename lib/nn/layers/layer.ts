/** What our own layers share: names for tfjs's types, which it does not export. */
import type { tf } from "../tf.ts";

export type LayerConfig = ConstructorParameters<typeof tf.layers.Layer>[0];
export type Config = ReturnType<tf.layers.Layer["getConfig"]>;
export type Kwargs = Parameters<tf.layers.Layer["call"]>[1];

/** The one input of a layer that has one. */
export const only = <T>(x: T | T[]): T => Array.isArray(x) ? x[0] : x;
