/** The mean over a sequence's steps, or over those that a mask keeps. */
import type { GraphBuilder } from "../layer.ts";

export const meanOverSteps: GraphBuilder = (_, { g }, [x, mask]) => {
  const [examples, steps, width] = x.shape;
  // each step's share: examples × 1 × steps
  const share = mask
    ? g.reshape(g.div(mask, g.sum(mask, [1], true)), [examples, 1, steps])
    : g.filled([examples, 1, steps], 1 / steps);
  return {
    y: g.reshape(g.matmul(share, x), [examples, width]),
    back(dy) {
      const each = g.reshape(dy, [examples, 1, width]);
      return [g.mul(g.reshape(share, [examples, steps, 1]), each), undefined];
    },
  };
};
