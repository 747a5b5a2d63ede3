/** Convolutions over a sequence: frames of audio, or the columns of a table one after the other. */
import type { Rng } from "../../core/rng.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { checkSizes } from "../hidden.ts";
import { AttentionPooling } from "../layers/attention_pooling.ts";
import { GATES, Recurrent } from "../layers/recurrent.ts";
import { tf } from "../tf.ts";
import { type AugmentSettings, finish, type HeadSettings, NO_MASKS, on, start } from "./head.ts";
import {
  checkReach,
  denseCost,
  type NetworkKind,
  shapeOf,
  type Sizes,
  stepsAfter,
} from "./kind.ts";

/** A convolutional network's plan, as plain data. */
export interface Cnn1dSettings extends HeadSettings, AugmentSettings {
  /** Steps and features of a row; null: every column is a step. */
  shape: readonly number[] | null;
  /** Filters of the convolutions, first to last. */
  channels: readonly number[];
  /** Steps that a filter sees. */
  kernel: number;
  /** From how many steps it makes one. */
  stride: number;
  /** Steps between those it sees; other than 1 only where stride is 1. */
  dilation: number;
  /** "same": zeros at both ends, so that the length stays; "valid": none. */
  padding: "same" | "valid";
  /** What becomes of every `poolSize` steps after each convolution. */
  pool: "max" | "average" | "none";
  /** Steps of a block. */
  poolSize: number;
  /** Share of the activations switched off at each training step, after each convolution. */
  convDropout: number;
  /** How the steps become one vector: all of them, their mean, their largest, weighted by attention, or the last state of
   * a GRU of as many units as there are channels. */
  end: "flatten" | "average" | "max" | "attention" | "recurrent";
}

/** Defaults of {@linkcode Cnn1dSettings}. */
export const CNN1D_DEFAULTS: Readonly<Cnn1dSettings> = Object.freeze({
  shape: null,
  channels: [32, 64],
  kernel: 5,
  stride: 1,
  dilation: 1,
  padding: "same",
  pool: "max",
  poolSize: 2,
  convDropout: 0,
  end: "flatten",
  layers: [64],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
  ...NO_MASKS,
});

/** Each convolution with batch norm (where it is on), activation, pooling and dropout; then dense layers. Layers are
 * named conv1, convNorm1, convActivation1, pool1, convDropout1, conv2 …, pooled, dense1, … logits, probabilities. */
export const cnn1d: NetworkKind<Cnn1dSettings> = {
  name: "cnn1d",
  defaults: CNN1D_DEFAULTS,
  build(plan, rng: Rng) {
    const { sizes, settings, shape } = read(plan);
    const { stride, padding, activation, batchNorm, pool, poolSize, convDropout } = settings;
    const { raw, x: first } = start(sizes, shape, settings);
    let x = first;
    for (const [i, { filters }] of blocks(shape, settings).entries()) {
      const name = (kind: string) => `${kind}${i + 1}`;
      const layers = [
        tf.layers.conv1d({
          filters,
          kernelSize: settings.kernel,
          strides: stride,
          dilationRate: settings.dilation,
          padding,
          useBias: !batchNorm, // a batch norm takes it off again
          kernelInitializer: "zeros",
          name: name("conv"),
        }),
        ...batchNorm
          ? [tf.layers.batchNormalization({ epsilon: 1e-5, momentum: .9, name: name("convNorm") })]
          : [],
        tf.layers.activation({ activation: activation as "relu", name: name("convActivation") }),
        ...pool === "max"
          ? [tf.layers.maxPooling1d({ poolSize, strides: poolSize, name: name("pool") })]
          : [],
        ...pool === "average"
          ? [tf.layers.averagePooling1d({ poolSize, strides: poolSize, name: name("pool") })]
          : [],
        ...convDropout > 0
          ? [tf.layers.dropout({ rate: convDropout, name: name("convDropout") })]
          : [],
      ];
      x = layers.reduce((x, layer) => on(layer, x), x);
    }
    const end = END[settings.end](x.shape.at(-1)!);
    return finish("cnn1d", raw, on(end, x), sizes, settings, rng);
  },
  cost(plan) {
    const { sizes, settings, shape } = read(plan), all = blocks(shape, settings);
    const convolutions = all.reduce(
      (sum, { made, inputs, filters }) => sum + made * settings.kernel * inputs * filters,
      0,
    );
    const { steps, filters } = all.at(-1) ?? { steps: shape[0], filters: shape[1] };
    const width = settings.end === "flatten" ? steps * filters : filters;
    const each = { attention: 1, recurrent: 2 * GATES.gru }; // matrices of channels × channels
    const pooling = (each[settings.end as "attention"] ?? 0) * steps * filters * filters;
    return convolutions + pooling + denseCost([width, ...settings.layers, sizes.classes]);
  },
};

const END: Record<Cnn1dSettings["end"], (channels: number) => tf.layers.Layer> = {
  flatten: () => tf.layers.flatten({ name: "pooled" }),
  average: () => tf.layers.globalAveragePooling1d({ name: "pooled" }),
  max: () => tf.layers.globalMaxPooling1d({ name: "pooled" }),
  attention: () => new AttentionPooling({ name: "pooled" }),
  recurrent: (units) => new Recurrent({ ...GRU, units, name: "pooled" }),
};
const GRU = { cell: "gru", bidirectional: false, sequences: false } as const;

function read({ inputs, classes, answer, ...given }: Sizes & Partial<Cnn1dSettings>) {
  const settings = withDefaults(CNN1D_DEFAULTS, given), whole = { least: 1, whole: true } as const;
  const { stride, channels } = settings;
  checkSettings(settings, {
    kernel: whole,
    stride: whole,
    dilation: stride > 1 ? [1] : whole,
    padding: ["same", "valid"],
    pool: ["max", "average", "none"],
    poolSize: whole,
    convDropout: { least: 0, below: 1 },
    end: Object.keys(END),
  });
  checkSizes(Object.fromEntries(channels.map((n, i) => [`channels ${i + 1}`, n])));
  const shape = shapeOf(settings.shape, inputs, ["steps", "features"]);
  blocks(shape, settings); // refuses kernels that are too long
  return { sizes: { inputs, classes, answer }, settings, shape };
}

/** What each convolution reads and makes.
 * @throws {InputError} when one, or its pooling, is longer than what it reads */
function blocks([steps, features]: readonly number[], settings: Cnn1dSettings) {
  const { kernel, dilation, stride, padding, pool, poolSize } = settings;
  const reach = (kernel - 1) * dilation + 1;
  let length = steps, inputs = features;
  return settings.channels.map((filters, i) => {
    checkReach(`the kernel of conv${i + 1}`, reach, length);
    const made = stepsAfter(length, reach, stride, padding);
    if (pool !== "none") checkReach(`the block of pool${i + 1}`, poolSize, made);
    const after = pool === "none" ? made : Math.floor(made / poolSize);
    const block = { made, steps: after, inputs, filters };
    [length, inputs] = [after, filters];
    return block;
  });
}
