/** examples × groups × width → examples × (groups · width): the same numbers, read differently. */
import type { Builder } from "./layer.ts";

export const flatten: Builder = (layer, { input }) => {
  if (input.groups > 1 && input.stride !== input.width) {
    return "a table to flatten whose width is not a multiple of 4, or is one of 64";
  }
  const width = input.groups * input.width, stride = input.groups * input.stride;
  return {
    layer: layer.name,
    output: { ...input, groups: 1, width, stride },
    forward() {},
    backward() {},
  };
};
