/** Sums by channel. */
import type { Graph } from "../graph.ts";
import { sizeOf, type Value } from "../value.ts";

/** Examples × channels × places → channels: two products with ones, which take less time than ReduceSum. */
export function channelSums(g: Graph, x: Value): Value {
  const [examples, channels, ...places] = x.shape, n = sizeOf(places);
  const rows = g.matmul(g.reshape(x, [examples * channels, n]), g.filled([n, 1], 1));
  return g.columnSums(g.reshape(rows, [examples, channels]));
}
