/** The same numbers in another shape. */
import type { GraphBuilder } from "../layer.ts";

export const reshape: GraphBuilder = (layer, { g }, [x]) => {
  const shape = (layer.outputShape as number[]).slice(1);
  return {
    y: g.reshape(x, [x.shape[0], ...shape]),
    back: (dy) => [g.reshape(dy, x.shape)],
  };
};
