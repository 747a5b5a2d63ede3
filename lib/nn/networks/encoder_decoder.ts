/** An encoder and a decoder on a sequence of length one: what becomes of a transformer where a row is its only step. */
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { tf } from "../tf.ts";
import { encoder, type EncoderSettings } from "./encoder.ts";
import { finish, type HeadSettings, on, start } from "./head.ts";
import { denseCost, type NetworkKind } from "./kind.ts";

/** A network's plan, as plain data. */
export type EncoderDecoderSettings = HeadSettings & EncoderSettings;

/** Defaults of {@linkcode EncoderDecoderSettings}: those of a published network, which has 6.9 million weights, those
 * counted that learn nothing and are left out here. */
export const ENCODER_DECODER_DEFAULTS: Readonly<EncoderDecoderSettings> = Object.freeze({
  width: 288,
  heads: 4,
  blocks: 2,
  feedForward: 2048,
  norm: "post",
  layers: [],
  activation: "relu",
  batchNorm: false,
  dropout: .1,
  initialisation: "torch",
});

/** The whole row, embedded, is one step, source and target alike. A softmax over one key is 1, so that attention is a
 * linear map of its values: queries and keys have no gradient, and learn nothing. Attention of the decoder to the
 * encoder is written as what it is, the two linear maps `values` and `mixed` of the encoder's one step. Layers are named
 * as those of `transformer`, the decoder's with a d: attentiond1, valuesd1, mixedd1, crossNormd1, expandd1 … */
export const encoderDecoder: NetworkKind<EncoderDecoderSettings> = {
  name: "encoderDecoder",
  defaults: ENCODER_DECODER_DEFAULTS,
  build({ inputs, classes, answer, ...given }, rng) {
    const settings = withDefaults(ENCODER_DECODER_DEFAULTS, given), { width } = settings;
    checkSettings(settings, { norm: ["pre", "post"] });
    const sizes = { inputs, classes, answer }, { raw, x: row } = start(sizes, [inputs]);
    const { dense, drop, residual, attention, feed, blocks } = encoder(settings);
    const embedded = on(dense(width, "embedding"), row);
    const step = on(tf.layers.reshape({ targetShape: [1, width], name: "oneStep" }), embedded);
    const memory = blocks(step);
    let x = step;
    for (let i = 1; i <= settings.blocks; i++) {
      x = attention(x, `d${i}`);
      x = residual(x, "cross", `d${i}`, () => {
        const values = on(dense(width, `valuesd${i}`), memory);
        return drop(on(dense(width, `mixedd${i}`), values), `crossDropoutd${i}`);
      });
      x = feed(x, `d${i}`);
    }
    const flat = on(tf.layers.flatten({ name: "row" }), x);
    return finish("encoderDecoder", raw, flat, sizes, settings, rng);
  },
  cost({ inputs, classes, ...given }) {
    const settings = withDefaults(ENCODER_DECODER_DEFAULTS, given);
    const { width, blocks, feedForward, layers } = settings;
    const feed = 2 * width * feedForward;
    return inputs * width + blocks * (10 * width * width + 2 * feed) +
      denseCost([width, ...layers, classes]);
  },
};
