/** Every tag's own score, passed through, and what a network adds to it: y = c + a ∘ x + b. */
import type { GraphBuilder } from "../layer.ts";

export const ownScores: GraphBuilder = (layer, c, [correction, own]) => {
  const { g } = c, a = c.parameter(layer, "scale"), b = c.parameter(layer, "bias");
  return {
    y: g.add(correction, g.add(g.mul(own, a), b)),
    back(dy) {
      c.gradient(a, g.columnSums(g.mul(dy, own)));
      c.gradient(b, g.columnSums(dy));
      return [dy, g.mul(dy, a)];
    },
  };
};
