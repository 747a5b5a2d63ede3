/** A learnt vector for each number of a vocabulary: examples × places → examples × places × width. */
import type { GraphBuilder } from "../layer.ts";
import { sizeOf } from "../value.ts";

export const embedding: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, table = c.parameter(layer, "embeddings"), width = table.shape[1];
  if (layer.getConfig().maskZero) return "an embedding that masks zeros";
  const places = sizeOf(x.shape), at = g.cast(g.reshape(x, [places]), "int64");
  const shape = [...x.shape, width];
  return {
    y: g.reshape(g.gather(table, at), shape),
    back(dy) {
      const updates = g.reshape(dy, [places, width]), rows = g.reshape(at, [places, 1]);
      const operands = [g.filled(table.shape), rows, updates];
      c.gradient(table, g.op("ScatterND", operands, table.shape, { reduction: "add" }));
      return [undefined]; // numbers of a vocabulary have no slope
    },
  };
};
