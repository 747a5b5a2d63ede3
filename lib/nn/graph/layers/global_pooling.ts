/** The mean, or the largest, over all places: examples × places × channels → examples × channels. */
import type { GraphBuilder } from "../layer.ts";
import { channelsFirst, turned } from "../layout.ts";
import { sizeOf } from "../value.ts";

export const globalAverage: GraphBuilder = (layer, { g }, [input]) => {
  if (layer.getConfig().dataFormat === "channelsFirst") return "pooling with channels first";
  const perm = channelsFirst(input.shape.length), x = turned(g, input, perm);
  const [examples, channels, ...places] = x.shape, n = sizeOf(places);
  const ones = g.filled([n, 1], 1 / n);
  const rows = g.matmul(g.reshape(x, [examples * channels, n]), ones);
  return {
    y: g.reshape(rows, [examples, channels]),
    back(dy) {
      const each = g.reshape(g.mul(dy, 1 / n), [examples, channels, ...places.map(() => 1)]);
      return [turned(g, g.expand(each, x.shape), perm.map((_, axis) => perm.indexOf(axis)))];
    },
  };
};

export const globalMax: GraphBuilder = (layer, { g }, [input]) => {
  if (layer.getConfig().dataFormat === "channelsFirst") return "pooling with channels first";
  const perm = channelsFirst(input.shape.length), x = turned(g, input, perm);
  const [examples, channels, ...places] = x.shape, rows = examples * channels;
  const flat = g.reshape(x, [rows, sizeOf(places)]);
  return {
    y: g.reshape(g.peak(flat, [1]), [examples, channels]),
    back(dy) {
      // the first of equals has it all
      const at = g.op("ArgMax", [flat], [rows, 1], { axis: 1, keepdims: 1 }, "int64");
      const zeros = g.filled(flat.shape), d = g.reshape(dy, [rows, 1]);
      const spread = g.op("ScatterElements", [zeros, at, d], flat.shape, { axis: 1 });
      return [turned(g, g.reshape(spread, x.shape), perm.map((_, axis) => perm.indexOf(axis)))];
    },
  };
};
