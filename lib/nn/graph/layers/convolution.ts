/** Convolutions over one or two axes: y = f(x * w + b), with stride, padding, dilation; and a kernel for each channel.
 *
 * Inside, channels stand before places. The gradient of x is the convolution of dy with the mirrored kernel, channels and
 * filters in each other's place; that of the kernel is the product of dy with the columns of every tap (im2col), example by
 * example: the columns stay in the processor's cache. */
import type { Graph } from "../graph.ts";
import type { GraphBuilder } from "../layer.ts";
import { backFrom, channelsFirst, inOrder, turned } from "../layout.ts";
import { sizeOf, type Value } from "../value.ts";
import { activated } from "./activation.ts";
import { channelSums } from "./channel_sums.ts";

/** How a window goes over the places. */
interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Places at the start and at the end of each axis that are zero. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Places that the window stops at. */
  readonly size: readonly number[];
}

/** The window of a tf.js layer over places of these sizes; "same" pads as TensorFlow does, the odd one at the end. */
export function windowOf(
  { kernel, strides, dilations = kernel.map(() => 1), padding }: {
    kernel: readonly number[];
    strides: readonly number[];
    dilations?: readonly number[];
    padding: string;
  },
  places: readonly number[],
): Window {
  const reach = kernel.map((k, i) => (k - 1) * dilations[i] + 1);
  const size = places.map((n, i) =>
    Math.ceil((padding === "same" ? n : n - reach[i] + 1) / strides[i])
  );
  const pads = places.map((n, i) =>
    padding === "same" ? Math.max((size[i] - 1) * strides[i] + reach[i] - n, 0) : 0
  );
  const before = pads.map((n) => n >> 1), after = pads.map((n, i) => n - before[i]);
  return { kernel, strides, dilations, before, after, size };
}

/** What ONNX wants to know of a window. */
export const attributesOf = ({ kernel, strides, dilations, before, after }: Window) => ({
  kernel_shape: kernel,
  strides,
  dilations,
  pads: [...before, ...after],
});

/** A kernel with the filters first: places × channels × filters → filters × channels × places. */
const filtersFirst = (g: Graph, w: Value): Value => {
  const n = w.shape.length;
  return g.transpose(w, [n - 1, n - 2, ...Array.from({ length: n - 2 }, (_, i) => i)]);
};

export const convolution: GraphBuilder = (layer, c, [input]) => {
  const { g } = c, config = layer.getConfig() as Config;
  if (config.dataFormat === "channelsFirst") return "a convolution with channels first";
  const w = c.parameter(layer, "kernel"), kernel = w.shape.slice(0, -2), filters = w.shape.at(-1)!;
  const b = config.useBias ? c.parameter(layer, "bias") : undefined;
  const perm = channelsFirst(input.shape.length), x = turned(g, input, perm);
  const [examples, , ...places] = x.shape;
  const window = windowOf({ ...listed(config, kernel.length), kernel }, places);
  const turnedKernel = filtersFirst(g, w);
  const operands = b ? [x, turnedKernel, b] : [x, turnedKernel];
  const z = g.op("Conv", operands, [examples, filters, ...window.size], attributesOf(window));
  const f = activated(config.activation, c, z);
  if (typeof f === "string") return f;
  return inOrder(g, {
    y: f.y,
    back(dy) {
      const dz = f.back(dy)[0]!;
      if (b) c.gradient(b, channelSums(g, dz));
      c.gradient(w, g.reshape(kernelGradient(g, x, dz, window), w.shape));
      const isDense = window.strides.every((stride) => stride === 1);
      const dx = isDense
        ? throughMirrored(g, dz, w, window, places)
        : g.op("ConvTranspose", [dz, turnedKernel], x.shape, {
          ...attributesOf(window),
          output_padding: leftover(window, places),
        });
      return [dx];
    },
  }, backFrom(perm));
};

/** taps · channels × filters, in a tf.js kernel's order. */
function kernelGradient(g: Graph, x: Value, dz: Value, window: Window): Value {
  const [examples, channels] = x.shape, filters = dz.shape[1], places = sizeOf(window.size);
  const taps = sizeOf(window.kernel) * channels;
  const rows = [x, g.reshape(dz, [examples, filters, places])];
  return g.scan([g.filled([taps, filters])], rows, (g, [sum], [x, dz]) => {
    const columns = g.concat(views(g, padded(g, x, window), window), 0);
    const product = g.product(g.reshape(columns, [taps, places]), dz, { transB: 1 });
    return { next: [g.add(sum, product)], each: [] };
  }).last[0];
}

/** x: channels × places, with zeros around. */
function padded(g: Graph, x: Value, { before, after }: Window): Value {
  if ([...before, ...after].every((n) => n === 0)) return x;
  const [channels, ...places] = x.shape;
  const shape = [channels, ...places.map((n, i) => before[i] + n + after[i])];
  return g.op("Pad", [x, g.ints([0, ...before, 0, ...after])], shape);
}

/** What each tap of the kernel sees, over axes that come after `axis` others. */
export function views(
  g: Graph,
  x: Value,
  { kernel, strides, dilations, size }: Window,
  axis = 1,
): Value[] {
  const taps = kernel.reduce<number[][]>(
    (list, k) => list.flatMap((at) => Array.from({ length: k }, (_, i) => [...at, i])),
    [[]],
  );
  return taps.map((tap) =>
    tap.reduce((v, at, i) => {
      const from = at * dilations[i], to = from + (size[i] - 1) * strides[i] + 1;
      return from === 0 && to === v.shape[axis + i] && strides[i] === 1
        ? v
        : g.slice(v, axis + i, from, to, strides[i]);
    }, x)
  );
}

/** The gradient of x where the stride is 1. */
function throughMirrored(
  g: Graph,
  dz: Value,
  w: Value,
  { kernel, dilations, before, size }: Window,
  places: readonly number[],
): Value {
  const n = kernel.length, channels = w.shape[n];
  const swapped = g.transpose(w, [n, n + 1, ...kernel.map((_, i) => i)]);
  const mirrored = kernel.reduce(
    (v, k, i) => k > 1 ? g.gather(v, backwards(g, k), i + 2) : v,
    swapped,
  );
  const first = kernel.map((k, i) => (k - 1) * dilations[i] - before[i]);
  const last = kernel.map((k, i) => places[i] - size[i] + (k - 1) * dilations[i] - first[i]);
  const shape = [dz.shape[0], channels, ...places];
  return g.op("Conv", [dz, mirrored], shape, {
    kernel_shape: kernel,
    dilations,
    pads: [...first, ...last],
  });
}

const backwards = (g: Graph, n: number): Value =>
  g.ints(Array.from({ length: n }, (_, i) => n - 1 - i));

/** Places at the end that no window reaches. */
export const leftover = (
  { kernel, strides, dilations, before, after, size }: Window,
  places: readonly number[],
): number[] =>
  places.map((n, i) =>
    n - ((size[i] - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - before[i] - after[i])
  );

type Config = {
  readonly activation: string;
  readonly useBias: boolean;
  readonly strides: number | readonly number[];
  readonly dilationRate: number | readonly number[];
  readonly padding: string;
  readonly dataFormat?: string;
};

/** tf.js writes one number for all axes or a list. */
export const eachAxis = (size: number | readonly number[], axes: number): number[] => {
  const list = typeof size === "number" ? [size] : [...size];
  return list.length < axes ? Array.from({ length: axes }, () => list[0]) : list;
};

const listed = ({ strides, dilationRate, padding }: Config, axes: number) => ({
  strides: eachAxis(strides, axes),
  dilations: eachAxis(dilationRate ?? 1, axes),
  padding,
});

/** A kernel for each channel: channels · multiplier filters. */
export const depthwise: GraphBuilder = (layer, c, [input]) => {
  const { g } = c, config = layer.getConfig() as Config;
  if (config.dataFormat === "channelsFirst") return "a convolution with channels first";
  const w = c.parameter(layer, "depthwise_kernel"), kernel = w.shape.slice(0, 2);
  const [channels, multiplier] = w.shape.slice(2), filters = channels * multiplier;
  const b = config.useBias ? c.parameter(layer, "bias") : undefined;
  const perm = channelsFirst(4), x = turned(g, input, perm), [examples, , ...places] = x.shape;
  const window = windowOf({ ...listed(config, 2), kernel }, places);
  const own = g.reshape(g.transpose(w, [2, 3, 0, 1]), [filters, 1, ...kernel]);
  const attributes = { ...attributesOf(window), group: channels };
  const shape = [examples, filters, ...window.size];
  const z = g.op("Conv", b ? [x, own, b] : [x, own], shape, attributes);
  const f = activated(config.activation, c, z);
  if (typeof f === "string") return f;
  return inOrder(g, {
    y: f.y,
    back(dy) {
      const dz = f.back(dy)[0]!, { before, after, size } = window;
      if (b) c.gradient(b, channelSums(g, dz));
      const pads = g.ints([0, 0, ...before, 0, 0, ...after]);
      const wide = places.map((n, i) => before[i] + n + after[i]);
      const around = g.op("Pad", [x, pads], [examples, channels, ...wide]);
      const d = g.reshape(dz, [examples, channels, multiplier, ...size]);
      const taps = views(g, around, window, 2).map((v) => {
        const product = g.mul(g.reshape(v, [examples, channels, 1, ...size]), d);
        const sums = channelSums(g, g.reshape(product, [examples, filters, ...size]));
        return g.reshape(sums, [1, channels, multiplier]);
      });
      c.gradient(w, g.reshape(taps.length > 1 ? g.concat(taps, 0) : taps[0], w.shape));
      return [g.op("ConvTranspose", [dz, own], x.shape, {
        ...attributes,
        output_padding: leftover(window, places),
      })];
    },
  }, backFrom(perm));
};
