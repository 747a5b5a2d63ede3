/** Where a step stands, added to what it holds: by sines and cosines, or learnt. */
import { type Positions, sinusoids } from "../../layers/positions.ts";
import type { GraphBuilder } from "../layer.ts";
import { sizeOf } from "../value.ts";

export const positions: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, [examples, ...size] = x.shape;
  if ((layer as Positions).kind === "sinusoidal") {
    const fixed = g.constant([...sinusoids(size[0], size[1])], "float32", size);
    return { y: g.add(x, fixed), back: (dy) => [dy] };
  }
  const learnt = c.parameter(layer, "positions");
  return {
    y: g.add(x, learnt),
    back(dy) {
      const rows = g.reshape(dy, [examples, sizeOf(size)]);
      c.gradient(learnt, g.reshape(g.columnSums(rows), learnt.shape));
      return [dy];
    },
  };
};
