/** Batch normalisation: statistics of the batch while training, running averages otherwise. */
import type { Builder } from "./layer.ts";

export const batchNorm: Builder = (layer, place) => {
  const { arena: { kernels }, arena, parameters, input } = place;
  const config = layer.getConfig() as {
    epsilon: number;
    momentum: number;
    center: boolean;
    scale: boolean;
  };
  if (!config.center || !config.scale) return "batch normalisation without scale or centre";
  const gamma = parameters.of(layer, "gamma"), beta = parameters.of(layer, "beta");
  const mean = parameters.of(layer, "moving_mean").at;
  const variance = parameters.of(layer, "moving_variance").at;
  place.previous?.silenceBias?.();
  const n = input.stride, statistics = arena.allocate(2 * n);
  const output = { ...place.value(input.width, input.groups), gradient: input.gradient };
  const { epsilon, momentum } = config;
  return {
    layer: layer.name,
    output,
    forward(examples, training) {
      const rows = examples * input.groups;
      const tables = [input.at, output.at, gamma.at, beta.at, mean, variance] as const;
      if (training) kernels.batchNorm(rows, n, ...tables, statistics, epsilon, momentum);
      else kernels.batchNormInference(rows, n, ...tables, epsilon);
    },
    backward(examples) {
      const rows = examples * input.groups, g = input.gradient;
      kernels.batchNormBackward(
        rows,
        n,
        input.at,
        g,
        gamma.at,
        statistics,
        gamma.gradient,
        beta.gradient,
      );
    },
  };
};
