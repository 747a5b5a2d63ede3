/** The optimisers, on the flat arrays of an arena: one implementation for both engines, as PyTorch defines them. */
import type { Arena } from "./arena.ts";
import type { Parameters } from "./parameters.ts";
import type { TrainSettings } from "./settings.ts";

/** Changes the parameters by their gradient. */
export interface Optimiser {
  /** L2's share of the loss, whose gradient is added to `parameters.gradients`. */
  penalise(): number;
  /** Clips the gradient: first by value, then by norm.
   * @returns the Euclidean norm of the whole gradient, before clipping */
  clip(): number;
  /** One step at this learning rate. */
  update(learningRate: number): void;
}

/** Allocates the moments that the optimiser needs. */
export function optimiser(
  settings: TrainSettings,
  parameters: Parameters,
  arena: Arena,
): Optimiser {
  const { kernels } = arena, { count: n, weights: w, gradients: g } = parameters;
  const kind = settings.optimiser;
  const { momentum, rho, beta1, beta2, l2, clipNorm, clipValue } = settings;
  const epsilon = settings.epsilon ?? (kind === "adagrad" ? 1e-10 : 1e-8);
  const decay = settings.weightDecay ?? (kind === "adamw" ? 0.01 : 0);
  const first = kind === "sgd" ? 0 : arena.allocate(n);
  const second = kind === "adam" || kind === "adamw" ? arena.allocate(n) : 0;
  let step = 0;
  const adam = (rate: number) => {
    const root = 1 / Math.sqrt(1 - beta2 ** step), unbiased = rate / (1 - beta1 ** step);
    kernels.adam(n, w, g, first, second, unbiased, root, beta1, beta2, epsilon);
  };
  const rules: Record<TrainSettings["optimiser"], (rate: number) => void> = {
    sgd: (rate) => kernels.momentum(n, w, g, 0, rate, 0, 0),
    momentum: (rate) => kernels.momentum(n, w, g, first, rate, momentum, 0),
    nesterov: (rate) => kernels.momentum(n, w, g, first, rate, momentum, 1),
    rmsprop: (rate) => kernels.scaledByHistory(n, w, g, first, rate, rho, 1 - rho, epsilon),
    adagrad: (rate) => kernels.scaledByHistory(n, w, g, first, rate, 1, 1, epsilon),
    adam,
    adamw: adam,
  };
  const rule = rules[kind];
  return {
    penalise() {
      if (l2 === 0) return 0;
      let sum = 0;
      for (const { penalised, length, at, gradient } of parameters.trainable) {
        if (!penalised) continue;
        sum += kernels.sumOfSquares(length, at);
        kernels.addScaled(length, at, 2 * l2, gradient);
      }
      return l2 * sum;
    },
    clip() {
      const norm = Math.sqrt(kernels.sumOfSquares(n, g));
      if (clipValue > 0) kernels.clamp(n, clipValue, g);
      if (clipNorm > 0) {
        const now = clipValue > 0 ? Math.sqrt(kernels.sumOfSquares(n, g)) : norm;
        const coefficient = clipNorm / (now + 1e-6);
        if (coefficient < 1) kernels.scale(n, coefficient, g);
      }
      return norm;
    },
    update(learningRate) {
      step++;
      if (decay > 0) kernels.scale(n, 1 - learningRate * decay, w);
      rule(learningRate);
    },
  };
}
