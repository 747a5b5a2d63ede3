/** sin and cos of 2πcx, per column, with learnt frequencies c. */
import type { GraphBuilder } from "../layer.ts";

export const periodic: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, frequencies = c.parameter(layer, "frequencies");
  const [examples, columns] = x.shape, count = frequencies.shape[1];
  const turns = g.reshape(g.mul(x, 2 * Math.PI), [examples, columns, 1]);
  const angle = g.mul(turns, frequencies), sin = g.map("Sin", angle), cos = g.map("Cos", angle);
  return {
    y: g.concat([sin, cos], 2),
    back(dy) {
      const [dSin, dCos] = g.split(dy, [count, count], 2);
      const dAngle = g.sub(g.mul(dSin, cos), g.mul(dCos, sin));
      const all = g.reshape(g.mul(dAngle, turns), [examples, columns * count]);
      c.gradient(frequencies, g.reshape(g.columnSums(all), [columns, count]));
      return [g.mul(g.sum(g.mul(dAngle, frequencies), [2]), 2 * Math.PI)];
    },
  };
};
