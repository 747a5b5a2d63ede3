/** Initial weights, drawn from an Rng: the same seed gives the same network. */
import type { Rng } from "../core/rng.ts";
import { tf } from "./tf.ts";

/** - torch: weights and biases uniform within ±1/√fanIn, as PyTorch's Linear
 * - he: normal, variance 2/fanIn, for relu and gelu (He et al. 2015)
 * - glorot: uniform within ±√(6/(fanIn + fanOut)), for tanh (Glorot & Bengio 2010)
 * - lecun: normal, variance 1/fanIn, for selu (Klambauer et al. 2017)
 *
 * Biases are 0 in all but torch. */
export type Initialisation = "torch" | "he" | "glorot" | "lecun";

/** Fills the layers' weights, each layer from a stream of its own.
 * - the first scalings of an ensemble: random signs, or standard normal numbers after an embedding, as TabM has it;
 *   they are what makes the members differ
 * - biases of an ensemble's layers: the same for all members
 * - frequencies: normal with the standard deviation that `sigma` tells for the layer of that name */
export function drawWeights(
  model: tf.LayersModel,
  kind: Initialisation,
  sigma: (layer: string) => number,
  rng: Rng,
): void {
  const embedded = model.layers.some((layer) => /Encoding$/.test(layer.getClassName()));
  let first = true;
  for (const layer of model.layers) {
    const own = rng.fork(layer.name);
    const fill = (name: string, next: () => number, repeat = 1) => {
      const weight = layer.weights.find((w) => w.originalName === `${layer.name}/${name}`)!;
      const shape = weight.shape as number[], size = shape.reduce((a, b) => a * b, 1) / repeat;
      const values = Float32Array.from({ length: size }, next),
        all = new Float32Array(size * repeat);
      for (let i = 0; i < repeat; i++) all.set(values, i * size);
      tf.tidy(() => void weight.write(tf.tensor(all, shape)));
    };
    switch (layer.getClassName()) {
      case "PeriodicEncoding":
        fill("frequencies", () => own.normal() * sigma(layer.name));
        break;
      case "Dense":
      case "Gate":
      case "GroupDense":
      case "MemberDense": {
        const [fanIn, fanOut] = (layer.weights[0].shape as number[]).slice(-2);
        const members = layer.getClassName() === "MemberDense" ? layer.weights[3].shape[0]! : 1;
        const next = draw(kind, fanIn, fanOut, own);
        fill("kernel", next);
        if (kind === "torch") fill("bias", next, members);
        if (layer.getClassName() === "MemberDense" && first) {
          fill("input_scale", embedded ? () => own.normal() : () => own.uniform() < 0.5 ? -1 : 1);
          first = false;
        }
      }
    }
  }
}

function draw(kind: Initialisation, fanIn: number, fanOut: number, rng: Rng): () => number {
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
