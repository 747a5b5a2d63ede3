/** Every row to mean 0 and variance 1 over the last axis, then γ x̂ + β (Ba, Kiros & Hinton 2016). */
import type { GraphBuilder } from "../layer.ts";

export const layerNorm: GraphBuilder = (layer, c, [x]) => {
  const { g } = c, rank = x.shape.length, row = [...x.shape.slice(0, -1), 1];
  const { axis, epsilon, center, scale } = layer.getConfig() as Config;
  if (![axis].flat().every((a) => a === -1 || a === rank - 1)) {
    return "layer normalisation of another axis than the last";
  }
  if (!center || !scale) return "layer normalisation without γ or β";
  const gamma = c.parameter(layer, "gamma"), beta = c.parameter(layer, "beta");
  const outs = [g.value(x.shape), g.value(row), g.value(row)];
  const [y, mean, inverse] = g.node("LayerNormalization", [x, gamma, beta], outs, {
    axis: -1,
    epsilon: { float: epsilon },
  });
  return {
    y,
    back(dy) {
      const [scaled, products] = g.byRow([x, dy, mean, inverse], (g, [x, dy, mean, inverse]) => {
        const scaled = g.mul(g.sub(x, mean), inverse);
        return [scaled, g.mul(dy, scaled)];
      });
      c.gradient(gamma, g.columnSums(products));
      c.gradient(beta, g.columnSums(dy));
      // dx = (d − mean(d) − x̂ mean(d x̂)) / σ with d = γ dy
      return g.byRow([dy, scaled, inverse], (g, [dy, scaled, inverse]) => {
        const d = g.mul(dy, gamma), along = g.mean(g.mul(d, scaled), [-1], true);
        const level = g.mean(d, [-1], true);
        return [g.mul(g.sub(g.sub(d, level), g.mul(scaled, along)), inverse)];
      });
    },
  };
};

type Config = {
  readonly axis: number | readonly number[];
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
};
