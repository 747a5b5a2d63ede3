/** Batch normalisation of every channel over the batch and all places (Ioffe & Szegedy 2015): the batch's statistics while
 * training, running averages otherwise and where it is frozen. */
import type { GraphBuilder } from "../layer.ts";
import { backFrom, channelsFirst, inOrder, isMadeIn, turned } from "../layout.ts";
import { sizeOf, type Value } from "../value.ts";
import { channelSums } from "./channel_sums.ts";

export const batchNorm: GraphBuilder = (layer, c, [input]) => {
  const { g } = c, rank = input.shape.length;
  const { epsilon, momentum, center, scale, axis } = layer.getConfig() as {
    epsilon: number;
    momentum: number;
    center: boolean;
    scale: boolean;
    axis: number;
  };
  if (!center || !scale) return "batch normalisation without scale or centre";
  if (axis !== -1 && axis !== rank - 1) return "batch normalisation of an inner axis";
  // after a convolution channels come first
  const isFirst = rank > 2 && isMadeIn(input, channelsFirst(rank));
  const perm = isFirst ? channelsFirst(rank) : input.shape.map((_, i) => i);
  const x = turned(g, input, perm), n = x.shape[isFirst ? 1 : rank - 1], m = sizeOf(x.shape) / n;
  const sums = (v: Value) => isFirst ? channelSums(g, v) : g.columnSums(v);
  const wide = (v: Value) => isFirst ? g.reshape(v, [n, ...x.shape.slice(2).map(() => 1)]) : v;
  const gamma = c.parameter(layer, "gamma"), beta = c.parameter(layer, "beta");
  const mean = c.state(layer, "moving_mean"), variance = c.state(layer, "moving_variance");
  if (!c.training || c.isStill(layer)) {
    const slope = g.div(gamma, g.map("Sqrt", g.add(variance, epsilon)));
    const centred = g.sub(x, wide(mean));
    return inOrder(g, {
      y: g.add(g.mul(centred, wide(slope)), wide(beta)),
      back: (dy) => [g.mul(dy, wide(slope))],
    }, backFrom(perm));
  }
  const mu = g.mul(sums(x), 1 / m), centred = g.sub(x, wide(mu));
  const own = g.mul(sums(g.mul(centred, centred)), 1 / m);
  const inverse = g.div(1, g.map("Sqrt", g.add(own, epsilon))), slope = g.mul(gamma, inverse);
  // the running variance is unbiased, as in PyTorch
  const moved = (old: Value, now: Value, share: number) =>
    g.add(g.mul(old, momentum), g.mul(now, share));
  c.next(mean, moved(mean, mu, 1 - momentum));
  c.next(variance, moved(variance, own, (1 - momentum) * (m > 1 ? m / (m - 1) : 1)));
  return inOrder(g, {
    y: g.add(g.mul(centred, wide(slope)), wide(beta)),
    back(dy) {
      const dBeta = sums(dy), dGamma = g.mul(sums(g.mul(dy, centred)), inverse);
      c.gradient(beta, dBeta);
      c.gradient(gamma, dGamma);
      // dx = γ/σ (dy − mean(dy) − x̂ mean(dy x̂))
      const tilt = g.mul(g.mul(dGamma, inverse), 1 / m), level = g.mul(dBeta, 1 / m);
      const inner = g.sub(g.sub(dy, wide(level)), g.mul(centred, wide(tilt)));
      return [g.mul(inner, wide(slope))];
    },
  }, backFrom(perm));
};
