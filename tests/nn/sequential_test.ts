/** Networks given as a list of layers. */
import { assert, assertEquals, assertFails } from "../assert.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { type LayerPlan, networkClassifier, networkKind } from "../../lib/nn/mod.ts";
import type { tf } from "../../lib/nn/tf.ts";
import { contract } from "../models/contract.ts";
import { CLASSES, gradientTests } from "./gradients.ts";
import { tidyTest } from "./rows.ts";

const ROWS = 23, rng = new Rng("sequential");
const x = matrix(ROWS, Array.from({ length: 6 }, (_, i) => `c${i}`));
for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();

const build = (sequence: readonly LayerPlan[], shape: readonly number[] | null = null) =>
  networkKind("sequential").build({ inputs: 6, classes: CLASSES, shape, sequence }, new Rng(4));

const normed: readonly LayerPlan[] = [
  { layer: "dense", units: 5, activation: "tanh" },
  { layer: "batchNorm" },
  { layer: "dense", units: 4 },
];
gradientTests("a batch norm after the activation", () => build(normed), {}, x, undefined, [
  "graph",
]);
const lists: Record<string, [readonly LayerPlan[], number[]]> = {
  "convolutions over columns": [[
    { layer: "conv1d", filters: 3, kernel: 3, activation: "tanh" },
    { layer: "conv1d", filters: 4, kernel: 3, stride: 2 },
    { layer: "maxPool", size: 2 },
    { layer: "flatten" },
    { layer: "dense", units: 5, activation: "tanh" },
  ], [6, 1]],
  "an lstm on one step": [[
    { layer: "lstm", units: 4, sequences: true },
    { layer: "lstm", units: 3 },
    { layer: "batchNorm" },
  ], [1, 6]],
  "a gru and the mean": [[{ layer: "gru", units: 4, sequences: true }, { layer: "mean" }], [3, 2]],
};
for (const [name, [sequence, shape]] of Object.entries(lists)) {
  gradientTests(name, (_: Matrix) => build(sequence, shape), {}, x, undefined, [], "graph");
}

contract("sequential", () =>
  networkClassifier({
    ...{ network: "sequential", sequence: [{ layer: "dense", units: 16, activation: "relu" }] },
    ...{ batchSize: 16, epochs: 40, learningRate: .01 },
  }), { tolerance: 1e-5 });

tidyTest("its cost is the multiplications of its weights, at every step they are used", () => {
  const cost = (sequence: readonly LayerPlan[], shape: number[] | null) =>
    networkKind("sequential").cost({ inputs: 6, classes: 3, sequence, shape });
  assertEquals(cost([], null), 18);
  assertEquals(cost([{ layer: "dense", units: 5 }], null), 30 + 15);
  assertEquals(
    cost([{ layer: "conv1d", filters: 2, kernel: 3 }, { layer: "flatten" }], [6, 1]),
    6 * 3 * 2 + 12 * 3,
  );
  assertEquals(
    cost([{ layer: "conv1d", filters: 2, kernel: 3, stride: 4 }, { layer: "flatten" }], [6, 1]),
    2 * 3 * 2 + 4 * 3,
  );
  assertEquals(cost([{ layer: "lstm", units: 2 }], [3, 2]), 3 * 4 * 2 * (2 + 2) + 2 * 3);
  return Promise.resolve();
});

tidyTest("what cannot be a list of layers is refused by its place", async () => {
  const bad = (sequence: unknown, shape?: number[]) => () =>
    Promise.resolve().then(() => build(sequence as LayerPlan[], shape));
  await assertFails(bad([{ layer: "attend" }]), "layer 1", "no such layer", "attend");
  await assertFails(
    bad([{ layer: "dense", units: 4 }, { layer: "dropout", units: 3 }]),
    "layer 2",
    "no such setting",
  );
  await assertFails(bad([{ layer: "dropout", rate: 1 }]), "layer 1", "rate");
  await assertFails(bad([{ layer: "dense", units: .5 }]), "layer 1", "units");
  await assertFails(bad([{ layer: "dense", units: 4, activation: "sine" }]), "activation");
  await assertFails(bad([{ layer: "conv1d", filters: 2, kernel: 3 }]), "cannot read what is below");
  await assertFails(
    bad([{ layer: "lstm", units: 2, sequences: true }], [3, 2]),
    "one row of numbers",
  );
});

tidyTest("dropout of 0 is no layer, and weights come from the generator alone", () => {
  const sequence: LayerPlan[] = [{ layer: "dense", units: 4 }, { layer: "dropout", rate: 0 }];
  const [a, b] = [build(sequence), build(sequence)];
  const values = (model: tf.LayersModel) => model.getWeights().map((w) => Array.from(w.dataSync()));
  assertEquals(a.layers.map(({ name }) => name), ["inputs", "dense1", "logits", "probabilities"]);
  assertEquals(values(a), values(b));
  assert(values(a)[0].some((w) => w !== 0));
  a.dispose();
  b.dispose();
  return Promise.resolve();
});
