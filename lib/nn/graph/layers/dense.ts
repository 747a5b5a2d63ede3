/** y = f(x W + b) over the last axis. */
import type { GraphBuilder } from "../layer.ts";
import { sizeOf } from "../value.ts";
import { activated } from "./activation.ts";
import { affine } from "./affine.ts";

export const dense: GraphBuilder = (layer, c, [x]) => {
  const { g } = c;
  const { activation, useBias } = layer.getConfig() as { activation: string; useBias: boolean };
  const w = c.parameter(layer, "kernel"), b = useBias ? c.parameter(layer, "bias") : undefined;
  const [width, units] = w.shape, rows = sizeOf(x.shape) / width;
  const product = affine(c, g.reshape(x, [rows, width]), w, b);
  const z = g.reshape(product.z, [...x.shape.slice(0, -1), units]);
  const f = activated(activation, c, z);
  if (typeof f === "string") return f;
  return {
    y: f.y,
    back(dy) {
      const dz = g.reshape(f.back(dy)[0]!, [rows, units]);
      return [g.reshape(product.back(dz), x.shape)];
    },
  };
};
