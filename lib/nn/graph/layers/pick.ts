/** Columns in another order, 0 where there is none. */
import type { Pick } from "../../layers/pick.ts";
import type { Graph } from "../graph.ts";
import type { GraphBuilder } from "../layer.ts";
import type { Value } from "../value.ts";

export const pick: GraphBuilder = (layer, { g }, [x]) => {
  const { columns } = layer as Pick, width = x.shape[1];
  const back = Array.from({ length: width }, (_, column) => columns.indexOf(column));
  return { y: picked(g, x, columns), back: (dy) => [picked(g, dy, back)] };
};

function picked(g: Graph, x: Value, columns: readonly number[]): Value {
  const [examples, width] = x.shape;
  if (!columns.includes(-1)) return g.gather(x, g.ints(columns), 1);
  const filled = g.concat([x, g.filled([examples, 1])], 1);
  return g.gather(filled, g.ints(columns.map((column) => column < 0 ? width : column)), 1);
}
