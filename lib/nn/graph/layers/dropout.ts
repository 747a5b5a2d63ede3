/** Inverted dropout: the mask is a function of the seed, the step and the place, and of nothing else. */
import type { GraphBuilder } from "../layer.ts";

export const dropout: GraphBuilder = (layer, c, [x]) => {
  const { g } = c,
    { rate, noiseShape } = layer.getConfig() as {
      rate: number;
      noiseShape?: unknown;
    };
  if (noiseShape) return "dropout with a noise shape";
  if (!c.training || rate === 0) return { y: x, back: (dy) => [dy] };
  const p = c.setting(rate), mask = c.kept(x.shape, p, g.div(1, g.sub(1, p)));
  return { y: g.mul(x, mask), back: (dy) => [g.mul(dy, mask)] };
};
