/** softmax(Q Kᵀ / √n) V of several heads; nn/layers/multi_head_attention.ts says it in full. */
import { later, type MultiHeadAttention } from "../../layers/multi_head_attention.ts";
import type { Graph } from "../graph.ts";
import type { Built, Context, GraphBuilder } from "../layer.ts";
import type { Value } from "../value.ts";
import { affine } from "./affine.ts";

/** From this many steps on, one example at a time, its scores computed again on the way back: they stay in the
 * processor's cache, and need no memory. */
const LONG = 128;

/** Added to scores: 0 where a mask is 1, and so much below where it is 0 that nothing is left of it. */
export const hiding = (g: Graph, mask: Value, shape: readonly number[]): Value =>
  g.reshape(g.mul(g.sub(mask, 1), 1e9), shape);

export const multiHeadAttention: GraphBuilder = (layer, c, [x, mask]) => {
  const { g } = c, { heads, causal } = layer as MultiHeadAttention;
  const [examples, steps, width] = x.shape, rows = examples * steps, n = width / heads;
  const w = c.parameter(layer, "kernel"), b = c.parameter(layer, "bias");
  const wOut = c.parameter(layer, "output_kernel"), bOut = c.parameter(layer, "output_bias");
  if (steps === 1) return ofOneStep(c, x, [w, b, wOut, bOut]);
  const into = affine(c, g.reshape(x, [rows, width]), w, b);
  const three = g.reshape(into.z, [examples, steps, 3, heads, n]);
  const qkv = g.split(g.transpose(three, [2, 0, 3, 1, 4]), [1, 1, 1], 0)
    .map((part) => g.reshape(part, [examples, heads, steps, n]));
  const order = causal ? g.constant([...later(steps)], "float32", [steps, steps]) : undefined;
  const hidden = mask && hiding(g, mask, [examples, 1, 1, steps]), alpha = 1 / Math.sqrt(n);
  const own = { alpha, order }, each = hidden ? [hidden] : [];
  const isLong = steps >= LONG;
  const p = isLong ? undefined : weights(g, qkv[0], qkv[1], hidden, own);
  const o = p ? g.product(p, qkv[2]) : g.scan([], [...qkv, ...each], (g, _, [q, k, v, hidden]) => ({
    next: [],
    each: [g.product(weights(g, q, k, hidden, own), v)],
  })).each[0];
  const seen = g.reshape(g.transpose(o, [0, 2, 1, 3]), [rows, width]);
  const out = affine(c, seen, wOut, bOut);
  return {
    y: g.reshape(out.z, x.shape),
    back(dy) {
      const dSeen = g.reshape(out.back(g.reshape(dy, [rows, width])), [examples, steps, heads, n]);
      const od = g.transpose(dSeen, [0, 2, 1, 3]);
      const parts = p
        ? gradients(g, [...qkv, o], p, od, alpha)
        : g.scan([], [...qkv, o, od, ...each], (g, _, [q, k, v, o, od, hidden]) => ({
          next: [],
          each: gradients(g, [q, k, v, o], weights(g, q, k, hidden, own), od, alpha),
        })).each;
      const all = g.concat(parts.map((v) => g.reshape(v, [1, ...v.shape])), 0);
      const dThree = g.reshape(g.transpose(all, [1, 3, 0, 2, 4]), [rows, 3 * width]);
      return [g.reshape(into.back(dThree), x.shape), undefined];
    },
  };
};

/** Of one step: the softmax of one score is 1, masked or not, so that the values are the answer; queries and keys are not
 * computed, and the gradients of what makes them are 0. */
function ofOneStep(c: Context, x: Value, [w, b, wOut, bOut]: readonly Value[]): Built {
  const { g } = c, [examples, , width] = x.shape, flat = g.reshape(x, [examples, width]);
  const own = g.slice(w, 1, 2 * width, 3 * width);
  const out = affine(c, g.gemm(flat, own, g.slice(b, 0, 2 * width, 3 * width)), wOut, bOut);
  return {
    y: g.reshape(out.z, x.shape),
    back(dy) {
      const dv = out.back(g.reshape(dy, [examples, width]));
      const dw = g.gemm(flat, dv, undefined, { transA: 1 });
      c.gradient(w, g.concat([g.filled([width, 2 * width]), dw], 1));
      c.gradient(b, g.concat([g.filled([2 * width]), g.columnSums(dv)], 0));
      return [g.reshape(g.gemm(dv, own, undefined, { transB: 1 }), x.shape), undefined];
    },
  };
}

/** How much each step looks at each: softmax(α q kᵀ), of stacks of matrices. */
function weights(
  g: Graph,
  q: Value,
  k: Value,
  hidden: Value | undefined,
  { alpha, order }: { alpha: number; order: Value | undefined },
): Value {
  const plain = g.product(q, k, { transB: 1, alpha });
  const masked = hidden ? g.add(plain, hidden) : plain;
  return g.softmax(order ? g.add(masked, order) : masked);
}

/** The gradients of q, k and v, given p, o = p v and that of o. */
function gradients(
  g: Graph,
  [q, k, v, o]: readonly Value[],
  p: Value,
  od: Value,
  alpha: number,
): Value[] {
  const dv = g.product(p, od, { transA: 1 }), dp = g.product(od, v, { transB: 1 });
  const ds = g.mul(p, g.sub(dp, g.sum(g.mul(od, o), [-1], true)));
  return [g.product(ds, k, { alpha }), g.product(ds, q, { transA: 1, alpha }), dv];
}
