/** Convolutions over a picture: a mel spectrogram. */
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { checkSizes } from "../hidden.ts";
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
export interface Cnn2dSettings extends HeadSettings, AugmentSettings {
  /** Height, width and channels of a row: of a mel spectrogram frames, bands, 1. Null: a picture one column wide, which asks
   * for a kernel of 1. */
  shape: readonly number[] | null;
  /** Filters of the convolutions, first to last. */
  channels: readonly number[];
  /** Height and width that a filter sees. */
  kernel: number | readonly [number, number];
  /** From how many places in each direction it makes one. */
  stride: number;
  /** Places between those it sees; other than 1 only where stride is 1. */
  dilation: number;
  /** "same": zeros around, so that the size stays; "valid": none. */
  padding: "same" | "valid";
  /** From the second convolution on: a filter for each channel, then a mix of the channels at every place (Howard et al.
   * 2017, MobileNet). */
  separable: boolean;
  /** What becomes of every block of `poolSize` after each convolution. */
  pool: "max" | "average" | "none";
  /** Height and width of a block. */
  poolSize: number | readonly [number, number];
  /** Share of the activations switched off at each training step, after each convolution. */
  convDropout: number;
  /** How the places become one vector: all of them, their mean or their largest. */
  end: "flatten" | "average" | "max";
}

/** Defaults of {@linkcode Cnn2dSettings}. */
export const CNN2D_DEFAULTS: Readonly<Cnn2dSettings> = Object.freeze({
  shape: null,
  channels: [16, 32, 64],
  kernel: 3,
  stride: 1,
  dilation: 1,
  padding: "same",
  separable: false,
  pool: "max",
  poolSize: 2,
  convDropout: 0,
  end: "average",
  layers: [],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
  ...NO_MASKS,
});

/** Each convolution with batch norm (where it is on), activation, pooling and dropout; then dense layers. Layers are
 * named conv1 (depthwise2 and conv2 where it is separable), convNorm1, convActivation1, pool1, convDropout1, conv2 …,
 * pooled, dense1, … logits, probabilities. */
export const cnn2d: NetworkKind<Cnn2dSettings> = {
  name: "cnn2d",
  defaults: CNN2D_DEFAULTS,
  build(plan, rng) {
    const { sizes, settings, shape } = readCnn2d(plan), { raw, x } = start(sizes, shape, settings);
    return finish("cnn2d", raw, convolutions(x, shape, settings), sizes, settings, rng);
  },
  cost(plan) {
    const { sizes, settings, shape, kernel } = readCnn2d(plan), all = blocks(shape, settings);
    const taps = kernel[0] * kernel[1];
    const above = all.reduce(
      (sum, { places, inputs, filters, depthwise }) =>
        sum + places * inputs * (depthwise ? taps + filters : taps * filters),
      0,
    );
    const { left, filters } = all.at(-1) ?? { left: shape[0] * shape[1], filters: shape[2] };
    const width = settings.end === "flatten" ? left * filters : filters;
    return above + denseCost([width, ...settings.layers, sizes.classes]);
  },
};

/** The convolutions above pictures of this shape, and what makes one vector of their places. */
export function convolutions(
  first: tf.SymbolicTensor,
  shape: readonly number[],
  settings: Cnn2dSettings,
): tf.SymbolicTensor {
  const { stride, dilation, padding, activation, batchNorm, pool, convDropout } = settings;
  const poolSize = both(settings.poolSize);
  const window = {
    kernelSize: both(settings.kernel),
    strides: stride,
    dilationRate: dilation,
    padding,
    useBias: !batchNorm, // a batch norm takes it off again
  };
  const zeros = { kernelInitializer: "zeros", useBias: !batchNorm } as const;
  let x = first;
  for (const [i, { filters, depthwise }] of blocks(shape, settings).entries()) {
    const name = (kind: string) => `${kind}${i + 1}`;
    const pooling = { poolSize, strides: poolSize, name: name("pool") };
    const layers = [
      ...depthwise
        ? [
          tf.layers.depthwiseConv2d({
            ...window,
            useBias: false, // the mix has one
            depthwiseInitializer: "zeros",
            name: name("depthwise"),
          }),
          tf.layers.conv2d({ ...zeros, filters, kernelSize: [1, 1], name: name("conv") }),
        ]
        : [tf.layers.conv2d({ ...window, ...zeros, filters, name: name("conv") })],
      ...batchNorm
        ? [tf.layers.batchNormalization({ epsilon: 1e-5, momentum: .9, name: name("convNorm") })]
        : [],
      tf.layers.activation({ activation: activation as "relu", name: name("convActivation") }),
      ...pool === "max" ? [tf.layers.maxPooling2d(pooling)] : [],
      ...pool === "average" ? [tf.layers.averagePooling2d(pooling)] : [],
      ...convDropout > 0
        ? [tf.layers.dropout({ rate: convDropout, name: name("convDropout") })]
        : [],
    ];
    x = layers.reduce((x, layer) => on(layer, x), x);
  }
  return on(END[settings.end](), x);
}

const END: Record<Cnn2dSettings["end"], () => tf.layers.Layer> = {
  flatten: () => tf.layers.flatten({ name: "pooled" }),
  average: () => tf.layers.globalAveragePooling2d({ name: "pooled" }),
  max: () => tf.layers.globalMaxPooling2d({ name: "pooled" }),
};

const both = (size: number | readonly [number, number]): [number, number] =>
  typeof size === "number" ? [size, size] : [...size];

/** The plan with every default, checked. */
export function readCnn2d({ inputs, classes, answer, ...given }: Sizes & Partial<Cnn2dSettings>) {
  const settings = withDefaults(CNN2D_DEFAULTS, given), whole = { least: 1, whole: true } as const;
  const { stride, channels } = settings;
  const kernel = both(settings.kernel), poolSize = both(settings.poolSize);
  checkSettings(settings, {
    stride: whole,
    dilation: stride > 1 ? [1] : whole,
    padding: ["same", "valid"],
    separable: [true, false],
    pool: ["max", "average", "none"],
    convDropout: { least: 0, below: 1 },
    end: Object.keys(END),
  });
  const named = (what: string, list: readonly number[]) =>
    list.map((n, i) => [`${what} ${i + 1}`, n] as const);
  checkSizes(Object.fromEntries([
    ...named("channels", channels),
    ...named("kernel", kernel),
    ...named("poolSize", poolSize),
  ]));
  const shape = shapeOf(settings.shape, inputs, ["height", "width", "channels"]);
  blocks(shape, settings); // refuses kernels that are too long
  return { sizes: { inputs, classes, answer }, settings, shape, kernel };
}

/** What each convolution reads and makes.
 * @throws {InputError} when one, or its pooling, is longer than what it reads */
function blocks([height, width, channels]: readonly number[], settings: Cnn2dSettings) {
  const { dilation, stride, padding, pool, separable } = settings;
  const kernel = both(settings.kernel), poolSize = both(settings.poolSize);
  let size = [height, width], inputs = channels;
  return settings.channels.map((filters, i) => {
    const made = size.map((length, axis) => {
      const reach = (kernel[axis] - 1) * dilation + 1, side = axis ? "width" : "height";
      checkReach(`the kernel's ${side} of conv${i + 1}`, reach, length);
      const steps = stepsAfter(length, reach, stride, padding);
      if (pool !== "none") checkReach(`the block's ${side} of pool${i + 1}`, poolSize[axis], steps);
      return steps;
    });
    size = pool === "none" ? made : made.map((n, axis) => Math.floor(n / poolSize[axis]));
    const places = made[0] * made[1], left = size[0] * size[1];
    const block = { places, left, inputs, filters, depthwise: separable && i > 0 };
    inputs = filters;
    return block;
  });
}
