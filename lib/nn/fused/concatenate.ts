/** Tables of the same rows side by side. */
import type { Builder } from "./layer.ts";

export const concatenate: Builder = (layer, place) => {
  const { arena: { kernels }, inputs } = place;
  if (inputs.some(({ groups }) => groups > 1)) return "groups side by side";
  let width = 0, learnt = 0;
  const parts = inputs.map((input) => {
    const from = 4 * width;
    width += input.width;
    if (input.gradient) learnt = width;
    return { ...input, from };
  });
  const output = learnt ? { ...place.value(width, 1), learnt } : place.constant(width);
  return {
    layer: layer.name,
    output,
    forward(examples) {
      for (const { from, width, at, stride } of parts) {
        kernels.copyColumns(examples, width, at, stride, output.at + from, output.stride);
      }
    },
    backward(examples) {
      for (const { from, width, gradient, stride } of parts) {
        if (!gradient) continue;
        const mine = output.gradient + from;
        kernels.copyColumns(examples, width, mine, output.stride, gradient, stride);
      }
    },
  };
};
