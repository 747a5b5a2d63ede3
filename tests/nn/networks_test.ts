/** Networks for sequences and pictures: made, refused, saved, copied, frozen, looked into. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { freeze } from "../../lib/nn/freeze.ts";
import { networkClassifier } from "../../lib/nn/network_classifier.ts";
import { networkFor, networkKind, NETWORKS } from "../../lib/nn/networks/networks.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { tidyTest } from "./rows.ts";

const ROWS = 60, classes = ["rising", "falling"];
/** Rows of 8 steps of 4 bands, the first of which rises or falls; shorter ones are filled up with zeros. */
const { x, y } = (() => {
  const rng = new Rng("networks"), data = new Float32Array(ROWS * 32);
  const codes = Int32Array.from({ length: ROWS }, () => rng.int(2));
  for (let i = 0; i < ROWS; i++) {
    for (let t = 0; t < 8 - i % 3; t++) {
      for (let j = 0; j < 4; j++) data[(i * 8 + t) * 4 + j] = rng.normal() / 2;
      data[(i * 8 + t) * 4] += (t - 3.5) * (codes[i] ? -1 : 1);
    }
  }
  return { x: tensor(ROWS, [8, 4], [..."abcd"], data), y: { codes, classes } };
})();
const picture = tensor(ROWS, [8, 4, 1], ["power"], x.data);

/** One network of each kind, with every layer of its own somewhere. */
const PLANS = {
  cnn1d: {
    network: "cnn1d",
    channels: [6, 5],
    kernel: 3,
    end: "attention",
    batchNorm: true,
    timeMasks: 1,
    timeWidth: 2,
  },
  cnn2d: {
    network: "cnn2d",
    kernel: [3, 2],
    channels: [6, 5],
    separable: true,
    convDropout: .1,
    bandMasks: 1,
    bandWidth: 1,
  },
  rnn: {
    network: "rnn",
    units: [6, 5],
    bidirectional: true,
    pooling: "attention",
    masking: true,
    dropout: .1,
  },
  transformer: {
    ...{ network: "transformer", width: 8, heads: 2, blocks: 1, feedForward: 16, dropout: .1 },
    ...{ pooling: "class", positions: "learnt", masking: true },
  },
};
const rowsOf = (network: string) => network === "cnn2d" ? picture : x;
const make = (network: keyof typeof PLANS, seed = 1) =>
  networkFor(PLANS[network], rowsOf(network), y, new Rng(seed));
/** What is null and what is left out is the same to tf.js. */
const configsOf = (model: tf.LayersModel) =>
  model.layers.map((layer) => JSON.stringify(layer.getConfig(), (_, value) => value ?? undefined));
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => [...w.dataSync()]);

for (const network of Object.keys(PLANS) as (keyof typeof PLANS)[]) {
  const rows = rowsOf(network);
  tidyTest(`${network}: learns a sequence's direction, and says which engine it was`, async () => {
    const fitted = await networkClassifier({
      ...{ ...PLANS[network], epochs: 40, batchSize: 15, learningRate: .01, validationShare: 0 },
    }).fit(rows, y, new Rng(3));
    assertEquals([fitted.history.engine, fitted.model.inputs[0].shape.slice(1)], ["graph", [
      ...rows.shape,
    ]]);
    const p = await fitted.predictProba(rows);
    const right = y.codes.reduce(
      (sum, code, i) => sum + Number((p.data[2 * i + 1] > .5) === (code === 1)),
      0,
    );
    assert(right > .85 * ROWS, `${right} of ${ROWS} right`);
    fitted.dispose();
  });

  tidyTest(
    `${network}: a saved network predicts the same numbers, as tf.js itself does`,
    async () => {
      const folder = await Deno.makeTempDir(), model = make(network);
      try {
        await saveModel(model, folder);
        const again = await loadModel(folder);
        assertEquals(configsOf(again), configsOf(model));
        const [a, b] = [model, again].map((each) => predictProbabilities(each, rows, classes));
        assertEquals((await a).data, (await b).data);
        const own = tf.tidy(() =>
          (again.predict(tf.tensor(rows.data, [ROWS, ...rows.shape])) as tf.Tensor).dataSync()
        );
        assertAllClose((await a).data, own, { absolute: 1e-5 });
        again.dispose();
      } finally {
        model.dispose();
        await Deno.remove(folder, { recursive: true });
      }
    },
  );

  tidyTest(`${network}: weights go over whole, and frozen layers stay to the bit`, async () => {
    const from = make(network, 1), to = make(network, 2);
    const report = copyWeights(from, to, { strict: true });
    assert(report.length > 3 && report.every(({ outcome }) => outcome === "copied"));
    assertEquals(weightsOf(to), weightsOf(from));
    const own = to.layers.filter(({ name, weights }) => weights.length > 0 && name !== "logits")
      .map(({ name }) => name);
    freeze(to, own);
    const settings = { epochs: 2, batchSize: 20, statistics: true, rng: new Rng(4) };
    const { epochs } = await train(to, rows, y, settings);
    const tells = epochs[1].layers!.filter(({ gradientNorm }) => gradientNorm !== undefined);
    assertEquals(tells.map(({ layer }) => layer), ["logits"]);
    const different = to.layers.filter((layer) => {
      const other = from.getLayer(layer.name);
      return layer.getWeights().some((w, i) =>
        `${w.dataSync()}` !== `${other.getWeights()[i].dataSync()}`
      );
    });
    assertEquals(different.map(({ name }) => name), ["logits"]);
    from.dispose();
    to.dispose();
  });

  tidyTest(
    `${network}: the same seed gives the same weights, by every layer's own stream`,
    async () => {
      const [a, b, c] = [make(network, 5), make(network, 5), make(network, 6)];
      assertEquals(weightsOf(a), weightsOf(b));
      assert(`${weightsOf(a)}` !== `${weightsOf(c)}`);
      for (const model of [a, b, c]) model.dispose();
      await Promise.resolve();
    },
  );
}

tidyTest(
  "what cannot be is refused by name, when it is built or before the first step",
  async () => {
    const sizes = { inputs: 32, classes: 2, shape: [8, 4] };
    const build = (network: string, plan: object) => () =>
      networkKind(network).build({ ...sizes, ...plan }, new Rng(1));
    await assertFails(build("cnn1d", { kernel: 9 }), "the kernel of conv1", "9 of 8 steps");
    await assertFails(build("cnn1d", { kernel: 5, dilation: 2 }), "the kernel of conv1", "9 of 8");
    await assertFails(
      build("cnn1d", { kernel: 2, channels: [4, 4, 4, 4] }),
      "conv4",
      "2 of 1 steps",
    );
    await assertFails(build("cnn1d", { kernel: 3, poolSize: 9 }), "the block of pool1", "9 of 8");
    await assertFails(build("cnn1d", { dilation: 2, stride: 2 }), "dilation", "2");
    await assertFails(
      build("cnn2d", { shape: [8, 4, 1], kernel: [3, 5] }),
      "width of conv1",
      "5 of 4",
    );
    await assertFails(build("cnn2d", {}), "shape 8 × 4", "height × width × channels that make 32");
    await assertFails(build("rnn", { shape: [0, 4] }), "shape", "0");
    await assertFails(build("rnn", { shape: [7, 4] }), "7 × 4 of 32 columns");
    await assertFails(build("rnn", { units: [] }), "recurrent layers", "0");
    await assertFails(build("rnn", { cell: "lstn" }), "cell", "lstn", "lstm");
    await assertFails(build("rnn", { kernel: 3 }), "no such setting", "kernel", "units");
    await assertFails(build("transformer", { width: 30, heads: 4 }), "width 30, heads 4");
    await assertFails(() => networkKind("cnn3d"), "cnn3d", NETWORKS.join(", "));

    const onStep = () => assert(false, "a step");
    const hidden = { ...x, data: x.data.slice() };
    hidden.data.fill(0, 7 * 32, 8 * 32);
    for (const network of ["rnn", "transformer"] as const) {
      const model = make(network);
      await assertFails(
        () => train(model, hidden, y, { onStep, rng: new Rng(1) }),
        "mask hides",
        "training row 7",
      );
      await assertFails(
        () => predictProbabilities(model, hidden, classes),
        "mask hides",
        "given row 7",
      );
      model.dispose();
    }
    const normed = make("cnn1d");
    await assertFails(
      () => train(normed, x, y, { batchSize: 1, onStep, rng: new Rng(1) }),
      "more than one row",
      "convNorm1",
    );
    await assertFails(
      () => train(normed, x, y, { engine: "tfjs", onStep, rng: new Rng(1) }),
      "lacks a gradient",
      "conv1",
    );
    normed.dispose();
  },
);

tidyTest(
  "tfjs moves running averages over all places as a graph does, above a frozen convolution",
  async () => {
    const [a, b] = await Promise.all((["graph", "tfjs"] as const).map(async (engine) => {
      const model = networkFor({ ...PLANS.cnn1d, timeMasks: 0, channels: [6] }, x, y, new Rng(1));
      freeze(model, ["conv1"]);
      const settings = { epochs: 2, batchSize: 30, learningRate: .01, rng: new Rng(2), engine };
      assertEquals((await train(model, x, y, settings)).engine, engine);
      const weights = weightsOf(model).flat();
      model.dispose();
      return weights;
    }));
    assertAllClose(a, b, { absolute: 1e-4 });
  },
);

tidyTest("what a mask hides changes no answer, and without a mask it does", async () => {
  for (const masking of [true, false]) {
    for (const network of ["rnn", "transformer"] as const) {
      // more filling: the same rows, two steps longer
      const longer = new Float32Array(ROWS * 40);
      for (let i = 0; i < ROWS; i++) longer.set(x.data.subarray(32 * i, 32 * (i + 1)), 40 * i);
      const more = tensor(ROWS, [10, 4], x.names, longer);
      const plan = { ...PLANS[network], positions: "sinusoidal", pooling: "attention", masking };
      const [a, b] = [x, more].map((rows) => networkFor(plan, rows, y, new Rng(1)));
      copyWeights(a, b, { strict: true });
      const [p, q] = [
        await predictProbabilities(a, x, classes),
        await predictProbabilities(b, more, classes),
      ];
      const far = Math.max(...p.data.map((value, i) => Math.abs(value - q.data[i])));
      assert(masking ? far < 1e-5 : far > 1e-4, `${network}: ${far} apart, masking ${masking}`);
      a.dispose();
      b.dispose();
    }
  }
});

Deno.test("a network's cost counts the multiplications of a row", () => {
  const cost = (network: string, plan: object) =>
    networkKind(network).cost({ inputs: 32, classes: 2, ...plan });
  assertEquals(cost("mlp", { layers: [10, 5] }), 32 * 10 + 10 * 5 + 5 * 2);
  const shape = [8, 4];
  assertEquals(cost("rnn", { shape, cell: "lstm", units: [6] }), 8 * 4 * 6 * (4 + 6) + 6 * 2);
  const conv = { shape, channels: [6], kernel: 3, layers: [], pool: "max" };
  assertEquals(cost("cnn1d", conv), 8 * 3 * 4 * 6 + 4 * 6 * 2);
  const block = 8 * (4 * 16 * 16 + 2 * 8 * 16 + 2 * 16 * 32);
  assertEquals(
    cost("transformer", { shape, width: 16, feedForward: 32, blocks: 1 }),
    8 * 4 * 16 + block + 16 * 2,
  );
  const own = { shape: [8, 4, 1], channels: [3, 5], separable: true, pool: "none" };
  assertEquals(cost("cnn2d", own), 32 * 9 * 3 + 32 * 3 * (9 + 5) + 5 * 2);
});

tidyTest("a table without a shape is a sequence of single numbers", async () => {
  const table = matrix(4, [..."abc"], new Float32Array(12));
  const model = networkFor(
    { network: "rnn" },
    table,
    { codes: new Int32Array(4), classes },
    new Rng(1),
  );
  assertEquals(model.inputs[0].shape, [null, 3, 1]);
  model.dispose();
  await Promise.resolve();
});
