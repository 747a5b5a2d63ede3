/** Transformer encoders: every step looks at all others (Vaswani et al. 2017). */
import { InputError } from "../../core/errors.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { checkSizes } from "../hidden.ts";
import { AttentionPooling } from "../layers/attention_pooling.ts";
import { ClassToken } from "../layers/class_token.ts";
import { MeanOverSteps } from "../layers/mean_over_steps.ts";
import { PaddingMask } from "../layers/padding_mask.ts";
import { Positions } from "../layers/positions.ts";
import { Step } from "../layers/step.ts";
import { encoder, type EncoderSettings } from "./encoder.ts";
import { type AugmentSettings, finish, type HeadSettings, NO_MASKS, on, start } from "./head.ts";
import { denseCost, type NetworkKind, shapeOf, type Sizes } from "./kind.ts";

/** A transformer's plan, as plain data. */
export interface TransformerSettings extends HeadSettings, AugmentSettings, EncoderSettings {
  /** Steps and features of a row; null: every column is a step. */
  shape: readonly number[] | null;
  /** How a step knows its place. */
  positions: "sinusoidal" | "learnt" | "none";
  /** How the steps become one vector: their mean, a learnt first step that gathers, or weighted by attention. */
  pooling: "mean" | "class" | "attention";
  /** Steps of zeros alone are filling, and are passed over. */
  masking: boolean;
}

/** Defaults of {@linkcode TransformerSettings}. `activation` is that of the feed-forward layers, too; `dropout` acts after
 * every part, and inside the feed-forward layers, as in PyTorch. */
export const TRANSFORMER_DEFAULTS: Readonly<TransformerSettings> = Object.freeze({
  shape: null,
  width: 64,
  heads: 4,
  blocks: 2,
  feedForward: 256,
  norm: "pre",
  positions: "sinusoidal",
  pooling: "mean",
  masking: false,
  layers: [],
  activation: "gelu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
  ...NO_MASKS,
});

/** Layers are named embedding, classToken, positions, then of each block attention1, attentionDropout1, attentionSum1,
 * attentionNorm1, expand1, feedForwardActivation1, feedForwardDropout1, contract1, contractDropout1, feedForwardSum1,
 * feedForwardNorm1; finalNorm with "pre"; pooled, dense1, … logits, probabilities. */
export const transformer: NetworkKind<TransformerSettings> = {
  name: "transformer",
  defaults: TRANSFORMER_DEFAULTS,
  build(plan, rng) {
    const { sizes, settings, shape } = read(plan);
    const { width, positions, pooling, masking } = settings;
    const { raw, x: first } = start(sizes, shape, settings);
    const before = pooling === "class" ? 1 : 0;
    const mask = masking ? on(new PaddingMask({ before, name: "mask" }), raw) : undefined;
    const { drop, dense, blocks } = encoder(settings);
    let x = on(dense(width, "embedding"), first);
    if (before > 0) x = on(new ClassToken({ name: "classToken" }), x);
    if (positions !== "none") x = on(new Positions({ kind: positions, name: "positions" }), x);
    x = drop(x, "embeddingDropout");
    x = blocks(x, mask);
    if (pooling === "class") x = on(new Step({ at: 0, name: "pooled" }), x);
    else {
      const pool = pooling === "mean" ? MeanOverSteps : AttentionPooling;
      x = on(new pool({ name: "pooled" }), x, mask);
    }
    return finish("transformer", raw, x, sizes, settings, rng);
  },
  cost(plan) {
    const { sizes, settings, shape: [length, features] } = read(plan);
    const { width, blocks, feedForward, pooling, layers } = settings;
    const steps = length + (pooling === "class" ? 1 : 0);
    const attention = steps * (4 * width * width + 2 * steps * width);
    const block = attention + steps * 2 * width * feedForward;
    const weighing = pooling === "attention" ? steps * width * width : 0;
    return length * features * width + blocks * block + weighing +
      denseCost([width, ...layers, sizes.classes]);
  },
};

function read({ inputs, classes, answer, ...given }: Sizes & Partial<TransformerSettings>) {
  const settings = withDefaults(TRANSFORMER_DEFAULTS, given);
  const { width, heads, blocks, feedForward } = settings;
  checkSizes({ width, heads, blocks, feedForward });
  checkSettings(settings, {
    norm: ["pre", "post"],
    positions: ["sinusoidal", "learnt", "none"],
    pooling: ["mean", "class", "attention"],
    masking: [true, false],
  });
  if (width % heads !== 0) {
    throw new InputError("the width of a transformer does not divide into its heads", {
      found: `width ${width}, heads ${heads}`,
      expected: `a width that is a multiple of ${heads}`,
    });
  }
  const shape = shapeOf(settings.shape, inputs, ["steps", "features"]);
  return { sizes: { inputs, classes, answer }, settings, shape };
}
