/** Initial weights, drawn from an Rng: the same seed gives the same network. */
import type { Rng } from "../core/rng.ts";
import type { Recurrent } from "./layers/recurrent.ts";
import { tf } from "./tf.ts";

/** - torch: weights and biases uniform within ±1/√fanIn, as PyTorch's Linear
 * - he: normal, variance 2/fanIn, for relu and gelu (He et al. 2015)
 * - glorot: uniform within ±√(6/(fanIn + fanOut)), for tanh (Glorot & Bengio 2010)
 * - lecun: normal, variance 1/fanIn, for selu (Klambauer et al. 2017)
 *
 * Biases are 0 in all but torch. */
export type Initialisation = "torch" | "he" | "glorot" | "lecun";

/** Fills the layers' weights, each layer from a stream of its own.
 * - recurrent cells: in torch all weights uniform within ±1/√units
 * - positions and class tokens: normal with standard deviation .02, as BERT has them
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
      case "Conv1D":
      case "Conv2D":
      case "DepthwiseConv2D": {
        // a filter sees all its taps of all channels; of a depthwise one, those of its own channel
        const shape = layer.weights[0].shape as number[], taps = shape.slice(0, -2);
        const isOwn = layer.getClassName() === "DepthwiseConv2D",
          reach = taps.reduce((a, b) => a * b);
        const [channels, filters] = isOwn ? [1, shape.at(-1)!] : shape.slice(-2);
        const next = draw(kind, reach * channels, reach * filters, own);
        fill(isOwn ? "depthwise_kernel" : "kernel", next);
        if (kind === "torch" && layer.weights.length > 1) fill("bias", next);
        break;
      }
      case "Recurrent": {
        const { units, directions, cell } = layer as Recurrent;
        for (const direction of directions) {
          for (const name of ["kernel", "recurrent_kernel"]) {
            const rows = layer.weights.find((w) =>
              w.originalName === `${layer.name}/${direction}${name}`
            )!.shape[0]!;
            const next = draw(kind, kind === "torch" ? units : rows, units, own);
            fill(direction + name, next);
            if (kind === "torch" && name === "kernel") {
              fill(`${direction}bias`, () => next() + next()); // PyTorch's two in one
              if (cell === "gru") fill(`${direction}recurrent_bias`, next);
            }
          }
        }
        break;
      }
      case "MultiHeadAttention": {
        const width = layer.weights[0].shape[0]!;
        fill("kernel", draw(kind, width, width, own));
        fill("output_kernel", draw(kind, width, width, own));
        break;
      }
      case "AttentionPooling": {
        const width = layer.weights[0].shape[0]!, next = draw(kind, width, width, own);
        fill("kernel", next);
        if (kind === "torch") fill("bias", next);
        fill("query", draw(kind, width, 1, own));
        break;
      }
      case "Embedding":
        fill("embeddings", () => own.normal()); // as PyTorch has it
        break;
      case "Positions":
        if (layer.weights.length > 0) fill("positions", () => .02 * own.normal());
        break;
      case "ClassToken":
        fill("token", () => .02 * own.normal());
        break;
      case "Dense":
      case "Gate":
      case "GroupDense":
      case "MemberDense": {
        const [fanIn, fanOut] = (layer.weights[0].shape as number[]).slice(-2);
        const members = layer.getClassName() === "MemberDense" ? layer.weights[3].shape[0]! : 1;
        const next = draw(kind, fanIn, fanOut, own);
        fill("kernel", next);
        const hasBias = layer.getConfig().useBias !== false;
        if (kind === "torch" && hasBias) fill("bias", next, members);
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
