/** Σₜ aₜ xₜ with a = softmax over the steps of tanh(x W + b) · query. */
import type { GraphBuilder } from "../layer.ts";
import { affine } from "./affine.ts";
import { hiding } from "./multi_head_attention.ts";

export const attentionPooling: GraphBuilder = (layer, c, [x, mask]) => {
  const { g } = c, [examples, steps, width] = x.shape, rows = examples * steps;
  const w = c.parameter(layer, "kernel"), b = c.parameter(layer, "bias");
  const query = c.parameter(layer, "query"), column = g.reshape(query, [width, 1]);
  const product = affine(c, g.reshape(x, [rows, width]), w, b), u = g.map("Tanh", product.z);
  const plain = g.reshape(g.gemm(u, column), [examples, 1, steps]);
  const a = g.softmax(mask ? g.add(plain, hiding(g, mask, [examples, 1, steps])) : plain);
  return {
    y: g.reshape(g.matmul(a, x), [examples, width]),
    back(dy) {
      const d = g.reshape(dy, [examples, 1, width]);
      const da = g.product(d, x, { transB: 1 }); // examples × 1 × steps
      const ds = g.mul(a, g.sub(da, g.sum(g.mul(a, da), [-1], true)));
      const dScores = g.reshape(ds, [rows, 1]);
      c.gradient(query, g.reshape(g.gemm(u, dScores, undefined, { transA: 1 }), [width]));
      const du = g.mul(g.gemm(dScores, column, undefined, { transB: 1 }), g.sub(1, g.mul(u, u)));
      const through = g.reshape(product.back(du), x.shape);
      return [g.add(through, g.mul(g.reshape(a, [examples, steps, 1]), d)), undefined];
    },
  };
};
