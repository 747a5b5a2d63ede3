/** Piecewise-linear encoding of the inputs: nothing in it is learnt. */
import { binTables } from "../../layers/piecewise_linear.ts";
import type { GraphBuilder } from "../layer.ts";

export const piecewiseLinear: GraphBuilder = (layer, { g }, [x]) => {
  const edges = layer.getConfig().edges as number[][], { bins, ...tables } = binTables(edges);
  const [examples, columns] = x.shape;
  const table = (values: Float32Array) =>
    g.constant(Array.from(values), "float32", [columns, bins]);
  const { slope, offset, low, high } = tables;
  const line = g.add(g.mul(g.reshape(x, [examples, columns, 1]), table(slope)), table(offset));
  const y = g.min(g.max(line, table(low)), table(high));
  return {
    y,
    back(dy) { // a slope where the line is not cut off
      const inside = g.cast(g.equal(y, line), "float32");
      return [g.sum(g.mul(g.mul(dy, inside), table(slope)), [2])];
    },
  };
};
