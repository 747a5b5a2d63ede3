/** examples × anything → examples × all of it. */
import type { GraphBuilder } from "../layer.ts";
import { sizeOf } from "../value.ts";

export const flatten: GraphBuilder = (_, { g }, [x]) => ({
  y: g.reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]),
  back: (dy) => [g.reshape(dy, x.shape)],
});
