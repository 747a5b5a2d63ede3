/** The sum of several values: a residual connection, where one is what the others were made from (He et al. 2016). */
import type { GraphBuilder } from "../layer.ts";

export const add: GraphBuilder = (_, { g }, xs) => {
  const [first] = xs;
  if (xs.some((x) => `${x.shape}` !== `${first.shape}`)) return "a sum of different shapes";
  return { y: xs.reduce((sum, x) => g.add(sum, x)), back: (dy) => xs.map(() => dy) };
};
