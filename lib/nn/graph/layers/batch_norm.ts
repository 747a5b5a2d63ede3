/** Batch normalisation over all axes but the last: the batch's statistics while training, running averages otherwise and
 * where it is frozen. */
import type { GraphBuilder } from "../layer.ts";
import { sizeOf } from "../value.ts";

export const batchNorm: GraphBuilder = (layer, c, [x]) => {
  const { g } = c;
  const { epsilon, momentum, center, scale, axis } = layer.getConfig() as {
    epsilon: number;
    momentum: number;
    center: boolean;
    scale: boolean;
    axis: number;
  };
  if (!center || !scale) return "batch normalisation without scale or centre";
  if (axis !== -1 && axis !== x.shape.length - 1) return "batch normalisation of an inner axis";
  const gamma = c.parameter(layer, "gamma"), beta = c.parameter(layer, "beta");
  const mean = c.state(layer, "moving_mean"), variance = c.state(layer, "moving_variance");
  if (!c.training || c.isStill(layer)) {
    const slope = g.div(gamma, g.map("Sqrt", g.add(variance, epsilon)));
    return {
      y: g.add(g.mul(g.sub(x, mean), slope), beta),
      back: (dy) => [g.mul(dy, slope)],
    };
  }
  const n = x.shape.at(-1)!, m = sizeOf(x.shape) / n, rows = g.reshape(x, [m, n]);
  const mu = g.mul(g.columnSums(rows), 1 / m), centred = g.sub(rows, mu);
  const own = g.mul(g.columnSums(g.mul(centred, centred)), 1 / m);
  const inverse = g.div(1, g.map("Sqrt", g.add(own, epsilon))), slope = g.mul(gamma, inverse);
  // the running variance is unbiased, as in PyTorch
  const moved = (old: typeof x, now: typeof x, share: number) =>
    g.add(g.mul(old, momentum), g.mul(now, share));
  c.next(mean, moved(mean, mu, 1 - momentum));
  c.next(variance, moved(variance, own, (1 - momentum) * (m > 1 ? m / (m - 1) : 1)));
  return {
    y: g.reshape(g.add(g.mul(centred, slope), beta), x.shape),
    back(dy) {
      const d = g.reshape(dy, [m, n]), dBeta = g.columnSums(d);
      const dGamma = g.mul(g.columnSums(g.mul(d, centred)), inverse);
      c.gradient(beta, dBeta);
      c.gradient(gamma, dGamma);
      // dx = γ/σ (dy − mean(dy) − x̂ mean(dy x̂))
      const tilt = g.mul(g.mul(dGamma, inverse), 1 / m), level = g.mul(dBeta, 1 / m);
      const dx = g.mul(g.sub(g.sub(d, level), g.mul(centred, tilt)), slope);
      return [g.reshape(dx, x.shape)];
    },
  };
};
