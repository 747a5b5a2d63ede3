/** Batch normalisation: statistics of the batch while training, running averages otherwise and where it is frozen. */
import type { Builder, Step } from "./layer.ts";

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
  const n = input.stride, statistics = arena.allocate(2 * n), { epsilon, momentum } = config;
  const value = place.value(input.width, input.groups);
  const output = { ...value, gradient: input.gradient || value.gradient };
  const g = output.gradient;
  if (parameters.isStill(layer)) return still();
  place.previous?.silenceBias?.();
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
      const rows = examples * input.groups;
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

  /** One and the same function at every step: y = γ (x − mean) / σ + β, so that ∂L/∂x = γ/σ · ∂L/∂y. */
  function still(): Step {
    const nought = statistics; // 2 n zeros, which nothing writes to
    const apply = (examples: number, x: number, y: number, beta: number, mean: number) => {
      const rows = examples * input.groups;
      kernels.batchNormInference(rows, n, x, y, gamma.at, beta, mean, variance, epsilon);
    };
    return {
      layer: layer.name,
      output,
      forward: (examples) => apply(examples, input.at, output.at, beta.at, mean),
      backward: (examples) => apply(examples, g, g, nought, nought),
    };
  }
};
