/** The optimisers, on the flat arrays of an arena: one implementation for both engines, as PyTorch defines them. */
import type { Arena } from "./arena.ts";
import { ofLayer } from "./by_layer.ts";
import type { ParameterGroup, Parameters } from "./parameters.ts";
import type { TrainSettings } from "./settings.ts";

/** Changes the parameters by their gradient. */
export interface Optimiser {
  /** The share of L2 and L2-SP in the loss; their gradient is added to `parameters.gradients`. */
  penalise(): number;
  /** Clips the gradient: first by value, then by norm.
   * @returns the Euclidean norm of the whole gradient, before clipping */
  clip(): number;
  /** One step at this learning rate, times each layer's own factor. */
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
  const adam = (rate: number, { offset: o, length }: ParameterGroup) => {
    const root = 1 / Math.sqrt(1 - beta2 ** step), unbiased = rate / (1 - beta1 ** step);
    const [m, v] = [first + o, second + o];
    kernels.adam(length, w + o, g + o, m, v, unbiased, root, beta1, beta2, epsilon);
  };
  const momentumOf = (mu: number, nesterov: 0 | 1) => (rate: number, at: ParameterGroup) => {
    const o = at.offset, v = mu === 0 ? 0 : first + o;
    kernels.momentum(at.length, w + o, g + o, v, rate, mu, nesterov);
  };
  const byHistory =
    (keep: number, add: number) => (rate: number, { offset: o, length }: ParameterGroup) =>
      kernels.scaledByHistory(length, w + o, g + o, first + o, rate, keep, add, epsilon);
  const rules: Record<TrainSettings["optimiser"], (rate: number, at: ParameterGroup) => void> = {
    sgd: momentumOf(0, 0),
    momentum: momentumOf(momentum, 0),
    nesterov: momentumOf(momentum, 1),
    rmsprop: byHistory(rho, 1 - rho),
    adagrad: byHistory(1, 1),
    adam,
    adamw: adam,
  };
  const rule = rules[kind], pull = pullToStart(settings, parameters, arena);
  return {
    penalise() {
      const held = pull();
      if (l2 === 0) return held;
      let sum = 0;
      for (const { penalised, length, at, gradient } of parameters.trainable) {
        if (!penalised) continue;
        sum += kernels.sumOfSquares(length, at);
        kernels.addScaled(length, at, 2 * l2, gradient);
      }
      return held + l2 * sum;
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
      for (const stretch of parameters.parameterGroups) {
        const rate = learningRate * stretch.rate;
        if (decay > 0) kernels.scale(stretch.length, 1 - rate * decay, w + stretch.offset);
        rule(rate, stretch);
      }
    },
  };
}

/** L2-SP's share of the loss, α Σ (w − w₀)² (Li, Grandvalet & Davoine 2018); its gradient, 2α (w − w₀), is added.
 * Biases count, too: a new class's grows until it drowns the others. */
function pullToStart(
  { l2sp }: TrainSettings,
  { trainable }: Parameters,
  arena: Arena,
): () => number {
  const { kernels } = arena;
  const held = trainable.map((parameter) => ({
    ...parameter,
    strength: parameter.cancelled ? 0 : ofLayer(l2sp, parameter.layer, 0),
  })).filter(({ strength }) => strength > 0).map((parameter) => {
    const start = arena.allocate(parameter.length), away = arena.allocate(parameter.length);
    kernels.addScaled(parameter.length, parameter.at, 1, start);
    return { ...parameter, start, away };
  });
  return () => {
    let sum = 0;
    for (const { at, gradient, length, strength, start, away } of held) {
      kernels.scale(length, 0, away);
      kernels.addScaled(length, at, 1, away);
      kernels.addScaled(length, start, -1, away);
      sum += strength * kernels.sumOfSquares(length, away);
      kernels.addScaled(length, away, 2 * strength, gradient);
    }
    return sum;
  };
}
