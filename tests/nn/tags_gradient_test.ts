/** Networks of tags: both engines against each other and against differences of the loss. */
import { Rng } from "../../lib/core/rng.ts";
import { fusionMlp } from "../../lib/nn/fusion.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { CLASSES, eleven, five, gradientTests, tags } from "./gradients.ts";

const cases: Record<string, [Partial<MlpSettings>, Partial<TrainSettings>?]> = {
  "relu": [{ layers: [8, 6] }],
  "no hidden layer": [{ layers: [] }],
  "batch norm": [{ layers: [8, 6], batchNorm: true, activation: "tanh" }],
  "members": [{ layers: [8, 4], members: 3, activation: "tanh" }],
  "members on a periodic embedding": [{
    layers: [8],
    members: 4,
    embedding: { kind: "periodic", frequencies: 4, size: 4, sigma: 0.5 },
  }],
  "label smoothing": [{ layers: [8] }, { labelSmoothing: 0.2 }],
  "mixup": [{ layers: [8] }, { mixup: 0.4 }],
  "smoothing and mixup of members": [{ layers: [8], members: 2 }, {
    labelSmoothing: 0.1,
    mixup: 0.4,
  }],
};
for (const [name, [plan, training = {}]] of Object.entries(cases)) {
  const build = () => mlp({ inputs: 5, classes: CLASSES, answer: "sigmoid", ...plan }, new Rng(4));
  gradientTests(`tags, ${name}`, build, training, five, tags);
}

const towers = { sound: { columns: 5, layers: [8] }, text: { columns: 6, layers: [8] } };
for (const join of ["gated", "concatenate"] as const) {
  const plan = { towers, join, head: [6], activation: "tanh", answer: "sigmoid" } as const;
  const build = () => fusionMlp({ ...plan, classes: CLASSES }, new Rng(4));
  gradientTests(`tags, ${join} towers`, build, {}, eleven, tags);
}
