/** A learnt step before all others. */
import type { GraphBuilder } from "../layer.ts";

export const classToken: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, token = c.parameter(layer, "token"), [examples, steps, width] = x.shape;
  const first = g.expand(g.reshape(token, [1, 1, width]), [examples, 1, width]);
  return {
    y: g.concat([first, x], 1),
    back(dy) {
      const [dToken, dx] = g.split(dy, [1, steps], 1);
      c.gradient(token, g.columnSums(dToken));
      return [dx];
    },
  };
};
