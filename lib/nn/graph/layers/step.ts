/** One step of a sequence: examples × steps × width → examples × width. */
import type { Step } from "../../layers/step.ts";
import type { GraphBuilder } from "../layer.ts";

export const step: GraphBuilder = (layer, { g }, [x]) => {
  const [examples, steps, width] = x.shape, { at: given } = layer as Step;
  const at = given < 0 ? steps + given : given;
  return {
    y: g.reshape(g.slice(x, 1, at, at + 1), [examples, width]),
    back(dy) {
      const pads = g.ints([0, at, 0, 0, steps - 1 - at, 0]);
      return [g.op("Pad", [g.reshape(dy, [examples, 1, width]), pads], x.shape)];
    },
  };
};
