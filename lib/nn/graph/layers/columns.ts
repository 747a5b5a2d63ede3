/** A block of a table's columns. */
import type { GraphBuilder } from "../layer.ts";

export const columns: GraphBuilder = (layer, { g }, [x]) => {
  const { from, count } = layer.getConfig() as { from: number; count: number };
  const [examples, width] = x.shape, after = width - from - count;
  return {
    y: g.slice(x, 1, from, from + count),
    back(dy) {
      const sides = [g.filled([examples, from]), dy, g.filled([examples, after])];
      return [g.concat(sides.filter(({ shape }) => shape[1] > 0), 1)];
    },
  };
};
