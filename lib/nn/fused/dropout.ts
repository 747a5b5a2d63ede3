/** Inverted dropout, in place; the backward pass draws the same mask again from the same seed. */
import type { Builder } from "./layer.ts";

export const dropout: Builder = (layer, place) => {
  const { arena: { kernels }, input } = place;
  const rate = layer.getConfig().rate as number;
  let seed = 0;
  return {
    layer: layer.name,
    output: input,
    forward(examples, training) {
      if (!training || rate === 0) return;
      seed = place.seed();
      kernels.dropout(examples * input.groups, input.stride, input.at, rate, seed);
    },
    backward(examples) {
      const rows = examples * input.groups;
      if (rate > 0 && input.gradient) {
        kernels.dropout(rows, input.stride, input.gradient, rate, seed);
      }
    },
  };
};
