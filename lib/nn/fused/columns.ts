/** A block of the inputs, copied out: what follows finds rows of its own, with nothing beside them. */
import type { Builder } from "./layer.ts";

export const columns: Builder = (layer, place) => {
  const { arena: { kernels }, input } = place;
  if (input.gradient) return "columns of something that is learnt";
  const { from, count } = layer.getConfig() as { from: number; count: number };
  const output = place.constant(count);
  return {
    layer: layer.name,
    output,
    forward(examples) {
      const start = input.at + 4 * from;
      kernels.copyColumns(examples, count, start, input.stride, output.at, output.stride);
    },
    backward() {},
  };
};
