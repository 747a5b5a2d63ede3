/** Initial weights, drawn from an Rng: the same seed gives the same network. */
import type { Rng } from "../core/rng.ts";

/** - torch: weights and biases uniform within ±1/√fanIn, as PyTorch's Linear
 * - he: normal, variance 2/fanIn, for relu and gelu (He et al. 2015)
 * - glorot: uniform within ±√(6/(fanIn + fanOut)), for tanh (Glorot & Bengio 2010)
 * - lecun: normal, variance 1/fanIn, for selu (Klambauer et al. 2017)
 *
 * Biases are 0 in all but torch. */
export type Initialisation = "torch" | "he" | "glorot" | "lecun";

/** Draws one number of a weight matrix of these dimensions. */
export function weightDraw(
  kind: Initialisation,
  fanIn: number,
  fanOut: number,
  rng: Rng,
): () => number {
  const uniform = (limit: number) => () => (2 * rng.uniform() - 1) * limit;
  const normal = (variance: number) => () => rng.normal() * Math.sqrt(variance);
  switch (kind) {
    case "torch":
      return uniform(1 / Math.sqrt(fanIn));
    case "he":
      return normal(2 / fanIn);
    case "glorot":
      return uniform(Math.sqrt(6 / (fanIn + fanOut)));
    case "lecun":
      return normal(1 / fanIn);
  }
}
