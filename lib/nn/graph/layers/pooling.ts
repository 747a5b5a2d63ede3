/** The largest, or the mean, of every block of places. */
import type { GraphBuilder } from "../layer.ts";
import { backFrom, channelsFirst, inOrder, turned } from "../layout.ts";
import { sizeOf } from "../value.ts";
import { attributesOf, eachAxis, leftover, windowOf } from "./convolution.ts";

type Config = {
  readonly poolSize: number | readonly number[];
  readonly strides: number | readonly number[];
  readonly padding: string;
  readonly dataFormat?: string;
};

const pooling = (kind: "MaxPool" | "AveragePool"): GraphBuilder => (layer, { g }, [input]) => {
  const config = layer.getConfig() as Config, axes = input.shape.length - 2;
  if (config.dataFormat === "channelsFirst") return "pooling with channels first";
  const perm = channelsFirst(input.shape.length), x = turned(g, input, perm);
  const [examples, channels, ...places] = x.shape;
  const kernel = eachAxis(config.poolSize, axes), strides = eachAxis(config.strides, axes);
  const window = windowOf({ kernel, strides, padding: config.padding }, places);
  const shape = [examples, channels, ...window.size],
    { dilations: _, ...attributes } = attributesOf(window);
  if (kind === "AveragePool") {
    return inOrder(g, {
      y: g.op(kind, [x], shape, attributes), // zeros around are not counted
      back(dy) {
        const share = g.constant(sharesOf(window, places), "float32", [1, 1, ...window.size]);
        const ones = g.filled([channels, 1, ...kernel], 1);
        const spread = { ...attributes, group: channels, output_padding: leftover(window, places) };
        return [g.op("ConvTranspose", [g.mul(dy, share), ones], x.shape, spread)];
      },
    }, backFrom(perm));
  }
  const at = g.value(shape, "int64");
  const [y] = g.node(kind, [x], [g.value(shape), at], attributes);
  return inOrder(g, {
    y,
    back(dy) {
      const isApart = kernel.every((k, i) => strides[i] >= k) && config.padding !== "same";
      if (isApart) {
        const { kernel_shape, strides } = attributes;
        return [g.op("MaxUnpool", [dy, at, g.ints(x.shape)], x.shape, { kernel_shape, strides })];
      }
      const all = [sizeOf(x.shape)], zeros = g.filled(all);
      const operands = [zeros, at, dy].map((v) => g.reshape(v, [sizeOf(v.shape)]));
      const sum = g.op("ScatterElements", operands, all, { axis: 0, reduction: "add" });
      return [g.reshape(sum, x.shape)];
    },
  }, backFrom(perm));
};

/** 1 / the places that each window counts. */
function sharesOf(
  { kernel, strides, before, size }: ReturnType<typeof windowOf>,
  places: readonly number[],
) {
  const counts = size.map((n, i) =>
    Array.from({ length: n }, (_, at) => {
      const from = at * strides[i] - before[i];
      return Math.min(from + kernel[i], places[i]) - Math.max(from, 0);
    })
  );
  return counts.reduce((all, axis) => all.flatMap((a) => axis.map((b) => a * b)), [1]).map((n) =>
    1 / n
  );
}

export const maxPooling: GraphBuilder = pooling("MaxPool");
export const averagePooling: GraphBuilder = pooling("AveragePool");
