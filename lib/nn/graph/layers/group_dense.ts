/** A dense layer per group, be it a feature's embedding or a member's head; or one that all groups share. */
import type { GraphBuilder } from "../layer.ts";
import { dense } from "./dense.ts";

export const groupDense: GraphBuilder = (layer, c, [x]) => {
  if (layer.getConfig().shared) return dense(layer, c, [x]);
  const { g } = c, w = c.parameter(layer, "kernel"), b = c.parameter(layer, "bias");
  // groups first: a stack of products
  const turned = g.transpose(x, [1, 0, 2]);
  return {
    y: g.add(g.transpose(g.product(turned, w), [1, 0, 2]), b),
    back(dy) {
      const d = g.transpose(dy, [1, 0, 2]), [, groups, units] = dy.shape;
      c.gradient(w, g.product(turned, d, { transA: 1 }));
      const flat = g.reshape(dy, [dy.shape[0], groups * units]);
      c.gradient(b, g.reshape(g.columnSums(flat), [groups, units]));
      return [g.transpose(g.product(d, w, { transB: 1 }), [1, 0, 2])];
    },
  };
};
