/** The shared layers of an ensemble: y = ((x ∘ r) W) ∘ s + b, where r, s and b are the member's own. */
import type { GraphBuilder } from "../layer.ts";

/** Every member gets the same row. */
export const members: GraphBuilder = (layer, { g }, [x]) => {
  const [examples, width] = x.shape, count = layer.getConfig().members as number;
  return {
    y: g.expand(g.reshape(x, [examples, 1, width]), [examples, count, width]),
    back: (dy) => [g.sum(dy, [1])],
  };
};

export const memberDense: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, [examples, count, width] = x.shape;
  const of = (name: string) => c.parameter(layer, name);
  const w = of("kernel"), r = of("input_scale"), s = of("output_scale"), b = of("bias");
  const units = w.shape[1], rows = examples * count;
  const scaled = g.reshape(g.mul(x, r), [rows, width]); // x ∘ r
  const product = g.reshape(g.gemm(scaled, w), [examples, count, units]); // (x ∘ r) W
  /** Sums over the examples, member by member. */
  const byMember = (v: typeof x) => {
    const [, , n] = v.shape, sums = g.columnSums(g.reshape(v, [examples, count * n]));
    return g.reshape(sums, [count, n]);
  };
  return {
    y: g.add(g.mul(product, s), b),
    back(dy) {
      c.gradient(b, byMember(dy));
      c.gradient(s, byMember(g.mul(dy, product)));
      const d = g.reshape(g.mul(dy, s), [rows, units]);
      c.gradient(w, g.gemm(scaled, d, undefined, { transA: 1 }));
      const dScaled = g.reshape(g.gemm(d, w, undefined, { transB: 1 }), x.shape);
      c.gradient(r, byMember(g.mul(dScaled, x)));
      return [g.mul(dScaled, r)];
    },
  };
};
