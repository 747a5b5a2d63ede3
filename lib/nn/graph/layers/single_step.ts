/** An LSTM on a sequence of one step, in the layout of a dense layer. The state before is 0, so that the forget gate has
 * nothing to forget and R nothing to multiply: h = o tanh(i g) with i, o = σ(x W + b), g = tanh(x W + b), three blocks of the
 * four. What is left of the gradient, with c = i g and t = tanh(c):
 * dc = dh (o − h t), dzᵢ = dc c (1 − i), dz_g = dc (i − c g), dzₒ = dh h (1 − o). */
import type { Recurrent } from "../../layers/recurrent.ts";
import type { Built, Context } from "../layer.ts";
import type { Value } from "../value.ts";

/** @param x examples × 1 × features */
export function singleStepLstm(c: Context, layer: Recurrent, x: Value): Built {
  const { g } = c, { units, sequences } = layer, [examples, , features] = x.shape;
  const w = c.parameter(layer, "kernel"), b = c.parameter(layer, "bias");
  /** The blocks i, o, g of the weights' i, f, g, o. */
  const three = (v: Value, axis: number) => {
    const [i, , k, o] = g.split(v, new Array(4).fill(units), axis);
    return g.concat([i, o, k], axis);
  };
  const four = (v: Value, axis: number) => {
    const [i, o, k] = g.split(v, new Array(3).fill(units), axis);
    const none = g.filled(v.shape.map((n, a) => a === axis ? units : n));
    return g.concat([i, none, k, o], axis);
  };
  const flat = g.reshape(x, [examples, features]), own = three(w, 1);
  const z = g.gemm(flat, own, three(b, 0));
  const [zi, zo, zk] = g.split(z, new Array(3).fill(units), 1);
  const i = g.map("Sigmoid", zi), o = g.map("Sigmoid", zo), k = g.map("Tanh", zk);
  const state = g.mul(i, k), t = g.map("Tanh", state), h = g.mul(o, t);
  return {
    y: sequences ? g.reshape(h, [examples, 1, units]) : h,
    back(dy) {
      const dh = g.reshape(dy, [examples, units]), d = g.mul(dh, g.sub(o, g.mul(h, t)));
      const dz = g.concat([
        g.mul(g.mul(d, state), g.sub(1, i)),
        g.mul(g.mul(dh, h), g.sub(1, o)),
        g.mul(d, g.sub(i, g.mul(state, k))),
      ], 1);
      c.gradient(w, four(g.gemm(flat, dz, undefined, { transA: 1 }), 1));
      c.gradient(b, four(g.columnSums(dz), 0));
      return [g.reshape(g.gemm(dz, own, undefined, { transB: 1 }), x.shape)];
    },
  };
}
