/** Learning without labels: which halves belong together. */
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { contrastive, halvesTarget } from "../../lib/nn/networks/contrastive.ts";
import { networkFor, networkKind } from "../../lib/nn/networks/networks.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { gradientTests } from "./gradients.ts";

const ROWS = 96, STEPS = 8, BANDS = 6, CANDIDATES = 8;
/** Pictures whose halves share three bands' levels, under noise. */
const pictures = (rows: number, seed: string) => {
  const rng = new Rng(seed), data = new Float32Array(rows * STEPS * BANDS);
  for (let row = 0; row < rows; row++) {
    const level = Array.from({ length: BANDS }, (_, band) => band < 3 ? rng.normal() : 0);
    for (let at = 0; at < STEPS * BANDS; at++) {
      data[row * STEPS * BANDS + at] = level[at % BANDS] + .5 * rng.normal();
    }
  }
  return tensor(rows, [STEPS, BANDS, 1], ["power"], data);
};
const plan = {
  network: "contrastive",
  channels: [8, 16],
  kernel: [2, 3],
  poolSize: [2, 1],
  temperature: .2,
};
const settings = { epochs: 40, batchSize: 32, learningRate: .01, oneClass: true };

Deno.test("of eight halves the own one is found, in pictures that were not learnt from", async () => {
  await ready();
  const x = pictures(ROWS, "learnt"), fresh = pictures(64, "fresh");
  const y = halvesTarget(ROWS, CANDIDATES), model = networkFor(plan, x, y, new Rng(1));
  const share = async () => {
    const { data } = await predictProbabilities(model, fresh, y.classes);
    let found = 0;
    for (let row = 0; row < fresh.rows; row++) {
      const own = data.subarray(row * CANDIDATES, (row + 1) * CANDIDATES);
      if (own.every((p) => p <= own[0])) found += 1 / fresh.rows;
    }
    return found;
  };
  const { engine } = await train(model, x, y, { ...settings, rng: new Rng(2) }),
    after = await share();
  assertEquals(engine, "graph");
  assert(after > .6, `${after} of the halves found, where 1/8 is chance`);
  const net = { ...plan, network: "cnn2d", projection: undefined, temperature: undefined };
  const classifier = networkFor(
    net,
    x,
    { codes: new Int32Array(ROWS), classes: ["a", "b"] },
    new Rng(3),
  );
  const copied = copyWeights(model, classifier).filter(({ outcome }) => outcome === "copied");
  assertEquals([...new Set(copied.map(({ layer }) => layer))], ["conv1", "conv2"]);
  model.dispose();
  classifier.dispose();
});

Deno.test("a batch with fewer pictures than candidates gives the missing ones no share", async () => {
  await ready();
  const x = pictures(3, "few"), y = halvesTarget(3, 5), model = networkFor(plan, x, y, new Rng(1));
  const { data } = await predictProbabilities(model, x, y.classes);
  for (let row = 0; row < 3; row++) {
    const own = data.subarray(row * 5, row * 5 + 5);
    assertAllClose([own[0] + own[1] + own[2]], [1], { absolute: 1e-6 });
    assertEquals([...own.subarray(3)], [0, 0]);
  }
  model.dispose();
});

Deno.test("hidden layers and tags have no place in it", async () => {
  const sizes = { inputs: 48, classes: 4, shape: [8, 6, 1], kernel: 2 };
  await assertFails(() => contrastive.build({ ...sizes, layers: [8] }, new Rng(1)), "layers");
  await assertFails(
    () => contrastive.build({ ...sizes, answer: "sigmoid" }, new Rng(1)),
    "sigmoid",
  );
});

Deno.test("a shape that does not make up the columns is refused, and an odd number of columns keeps its last", async () => {
  const sizes = { inputs: 48, classes: 4, shape: [8, 5, 1], kernel: 2 };
  await assertFails(() => contrastive.build(sizes, new Rng(1)), "8 × 5 × 1 of 48 columns");
  await ready();
  const steps = {
    inputs: 9,
    classes: 4,
    channels: [2],
    kernel: [2, 1] as const,
    pool: "none" as const,
  };
  const model = contrastive.build(steps, new Rng(1));
  assertEquals(model.inputs[0].shape, [null, 9, 1, 1]);
  model.dispose();
});

const rng = new Rng("halves"), table = matrix(23, Array.from({ length: 21 }, (_, i) => `c${i}`));
for (let i = 0; i < table.data.length; i++) table.data[i] = rng.normal();
const build = ({ names }: Matrix) =>
  networkKind("contrastive").build({
    ...{ inputs: names.length, classes: 5, shape: [7, 3, 1], channels: [3], kernel: [2, 2] },
    ...{ pool: "none", activation: "tanh", projection: 4, temperature: .5 },
  }, new Rng(4));
gradientTests("contrastive", build, { oneClass: true }, table, halvesTarget(23, 5), [], "graph");
