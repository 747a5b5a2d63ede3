/** Blocks of a transformer encoder: attention, then feed-forward layers, each beside what they were made from. */
import type { HiddenSettings } from "../hidden.ts";
import { MultiHeadAttention } from "../layers/multi_head_attention.ts";
import { tf } from "../tf.ts";
import { on } from "./head.ts";

/** What a block is made of. */
export interface EncoderSettings extends Pick<HiddenSettings, "activation" | "dropout"> {
  /** Numbers by which each step is described inside; a multiple of `heads`. */
  width: number;
  /** Heads of each attention. */
  heads: number;
  /** Pairs of attention and feed-forward layers. */
  blocks: number;
  /** Hidden units of the feed-forward layers. */
  feedForward: number;
  /** Layer normalisation before each part, which trains more easily (Xiong et al. 2020), or after it, as first published. */
  norm: "pre" | "post";
}

/** Layers of an encoder by its settings; see `transformer` for their names. */
export function encoder(settings: EncoderSettings) {
  const { width, heads, feedForward, norm } = settings;
  const drop = (x: tf.SymbolicTensor, name: string) =>
    settings.dropout > 0 ? on(tf.layers.dropout({ rate: settings.dropout, name }), x) : x;
  const normed = (x: tf.SymbolicTensor, name: string) =>
    on(tf.layers.layerNormalization({ epsilon: 1e-5, name }), x);
  const dense = (units: number, name: string) =>
    tf.layers.dense({ units, kernelInitializer: "zeros", name });
  /** x + part(x), with the norm where it belongs. */
  const residual = (
    x: tf.SymbolicTensor,
    name: string,
    i: number | string,
    part: (x: tf.SymbolicTensor) => tf.SymbolicTensor,
  ) => {
    const made = part(norm === "pre" ? normed(x, `${name}Norm${i}`) : x);
    const sum = on(tf.layers.add({ name: `${name}Sum${i}` }), x, made);
    return norm === "post" ? normed(sum, `${name}Norm${i}`) : sum;
  };
  const attention = (x: tf.SymbolicTensor, i: number | string, mask?: tf.SymbolicTensor) =>
    residual(x, "attention", i, (x) => {
      const layer = new MultiHeadAttention({ heads, name: `attention${i}` });
      return drop(on(layer, x, mask), `attentionDropout${i}`);
    });
  const feed = (x: tf.SymbolicTensor, i: number | string) =>
    residual(x, "feedForward", i, (x) => {
      const activation = settings.activation as "relu", name = `feedForwardActivation${i}`;
      const wide = on(dense(feedForward, `expand${i}`), x);
      const hidden = drop(
        on(tf.layers.activation({ activation, name }), wide),
        `feedForwardDropout${i}`,
      );
      return drop(on(dense(width, `contract${i}`), hidden), `contractDropout${i}`);
    });
  /** All blocks, and the last norm with "pre".
   * @param attends false: feed-forward layers alone, so that no step learns of another */
  const blocks = (x: tf.SymbolicTensor, mask?: tf.SymbolicTensor, attends = true) => {
    for (let i = 1; i <= settings.blocks; i++) x = feed(attends ? attention(x, i, mask) : x, i);
    return norm === "pre" ? normed(x, "finalNorm") : x;
  };
  return { drop, dense, residual, attention, feed, blocks };
}
