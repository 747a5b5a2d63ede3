/** 1 for each step, or 0 where all its features are 0. */
import type { PaddingMask } from "../../layers/padding_mask.ts";
import type { GraphBuilder } from "../layer.ts";

export const paddingMask: GraphBuilder = (layer, { g }, [x]) => {
  const { before } = layer as PaddingMask;
  const real = g.cast(g.greater(g.peak(g.map("Abs", x), [2]), 0), "float32");
  return {
    y: before > 0 ? g.concat([g.filled([x.shape[0], before], 1), real], 1) : real,
    back: () => [undefined],
  };
};
