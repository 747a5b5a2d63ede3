/** Several values side by side. */
import type { GraphBuilder } from "../layer.ts";

export const concatenate: GraphBuilder = (layer, { g }, inputs) => {
  const { axis } = layer.getConfig() as { axis: number }, rank = inputs[0].shape.length;
  const at = (axis + rank) % rank;
  return {
    y: g.concat(inputs, at),
    back: (dy) => g.split(dy, inputs.map(({ shape }) => shape[at]), at),
  };
};
