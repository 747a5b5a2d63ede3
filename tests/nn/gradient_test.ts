/** Networks of one tower: both engines against each other and against differences of the loss. */
import type { Matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { fitEmbedding } from "../../lib/nn/embedding.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { CLASSES, five, four, gradientTests } from "./gradients.ts";

const cases: Record<string, [Partial<MlpSettings>, Partial<TrainSettings>?, Matrix?]> = {
  "relu": [{ layers: [8, 6] }],
  "no hidden layer": [{ layers: [] }],
  "odd widths": [{ layers: [7, 3], activation: "tanh" }],
  "gelu": [{ layers: [8, 6], activation: "gelu" }],
  "tanh": [{ layers: [8, 6], activation: "tanh" }],
  "selu": [{ layers: [8, 6], activation: "selu", initialisation: "lecun" }],
  "batch norm": [{ layers: [8, 6], batchNorm: true, activation: "tanh" }],
  "periodic embedding": [{
    layers: [8],
    embedding: { kind: "periodic", frequencies: 4, size: 4, sigma: 0.5 },
  }],
  "lite periodic embedding": [{
    layers: [8],
    embedding: { kind: "periodic", frequencies: 4, size: 8, sigma: 0.5, lite: true },
  }],
  "piecewise-linear embedding": [{
    layers: [8],
    embedding: { kind: "piecewiseLinear", bins: 6, size: 4 },
  }],
  "piecewise-linear encoding": [{
    layers: [8],
    embedding: { kind: "piecewiseLinear", bins: 5, size: 0 },
  }],
  "members": [{ layers: [8, 4], members: 3, activation: "tanh" }],
  "members on odd inputs with batch norm": [{ layers: [8, 4], members: 5, batchNorm: true }],
  "members on a periodic embedding": [{
    layers: [8, 8],
    members: 4,
    activation: "gelu",
    embedding: { kind: "periodic", frequencies: 4, size: 4, sigma: 0.5 },
  }],
  "members on an embedding 64 wide": [
    { layers: [8], members: 3, embedding: { kind: "piecewiseLinear", bins: 4, size: 16 } },
    {},
    four,
  ],
  "label smoothing": [{ layers: [8] }, { labelSmoothing: 0.2 }],
  "class weights": [{ layers: [8] }, { classWeights: [0.5, 2, 1.25] }],
  "smoothing, weights and mixup": [{ layers: [8] }, {
    labelSmoothing: 0.1,
    classWeights: "balanced",
    mixup: 0.4,
  }],
};

for (const [name, [plan, training = {}, x = five]] of Object.entries(cases)) {
  const build = (x: Matrix) => {
    const embedding = fitEmbedding(plan.embedding ?? "none", x);
    return mlp({ inputs: x.names.length, classes: CLASSES, ...plan, embedding }, new Rng(4));
  };
  gradientTests(name, build, training, x);
}
