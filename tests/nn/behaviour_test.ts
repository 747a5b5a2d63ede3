/** What a training promises besides its numbers. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { quantileEdges } from "../../lib/nn/layers/piecewise_linear.ts";
import type { Epoch } from "../../lib/nn/history.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { rangeTest } from "../../lib/nn/rate_range.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

async function trained(plan: Partial<MlpSettings>, settings: Partial<TrainSettings>, seed = 1) {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [16], ...plan }, new Rng(seed));
  const history = await train(model, learn.x, learn.y, {
    epochs: 3,
    ...settings,
    validation: watch,
    rng: new Rng(seed + 100),
  });
  const weights = model.getWeights().map((w) => [...w.dataSync()]);
  const p = (await predictProbabilities(model, watch.x, CLASSES)).data;
  model.dispose();
  return { history, weights, p };
}

for (const engine of ["graph", "wasm", "tfjs"] as const) {
  tidyTest(`the same seed gives the same bytes, another seed others: ${engine}`, async () => {
    const plan = { batchNorm: true, dropout: 0.3 };
    const settings = { engine, mixup: 0.2, inputNoise: 0.1, batchSize: 50 };
    const [a, b, c] = [
      await trained(plan, settings),
      await trained(plan, settings),
      await trained(plan, settings, 2),
    ];
    assertEquals(a.weights, b.weights);
    assert(JSON.stringify(a.weights) !== JSON.stringify(c.weights));
  });

  tidyTest(`a network learns what logistic regression cannot: ${engine}`, async () => {
    const settings = { engine, epochs: 40, learningRate: 0.01 };
    const { history } = await trained({ layers: [32] }, settings);
    assertEquals(history.engine, engine);
    assertEquals(history.epochs.length, 40);
    assertEquals(history.steps, 40 * Math.ceil(600 / 64));
    assert(history.epochs[39].validationAccuracy! > 0.85);
    assert(history.epochs[0].loss > history.epochs[39].loss);
  });
}

tidyTest("a loss that is not finite ends the training and names step and settings", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3, activation: "gelu" }, new Rng(1));
  const settings = { optimiser: "sgd", learningRate: 1e3, epochs: 100 } as const;
  await assertFails(
    () => train(model, learn.x, learn.y, { ...settings, l2: 10, rng: new Rng(1) }),
    /the loss is (NaN|Infinity) at step \d+/,
    '"optimiser":"sgd"',
    '"learningRate":1000',
  );
  model.dispose();
});

tidyTest("early stopping gives back the weights of the best epoch", async () => {
  const settings = { epochs: 300, patience: 4, learningRate: 0.03, batchSize: 20 };
  const { history, p } = await trained({ layers: [64] }, settings);
  assertEquals(history.stopped, "early");
  assertEquals(history.epochs.length, history.bestEpoch + 4);
  const losses = history.epochs.map((epoch) => epoch.validationLoss!);
  const best = losses[history.bestEpoch - 1];
  assertEquals(best, Math.min(...losses));
  let loss = 0;
  watch.y.codes.forEach((code, i) => loss -= Math.log(p[i * 3 + code]) / 300);
  assertAllClose([loss], [best], { relative: 1e-6 });
});

tidyTest("a signal ends the training after the step it is at", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3 }, new Rng(1)), stop = new AbortController();
  const history = await train(model, learn.x, learn.y, {
    rng: new Rng(1),
    signal: stop.signal,
    onStep: ({ step }) => void (step === 13 && stop.abort()),
  });
  assertEquals([history.stopped, history.steps, history.epochs.length], ["cancelled", 13, 2]);
  model.dispose();
});

tidyTest("averageLast ends with the mean of the last epochs' weights", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [4] }, new Rng(1));
  const fresh = () => mlp({ inputs: COLUMNS, classes: 3, layers: [4] }, new Rng(1));
  const after = async (epochs: number, averageLast: number) => {
    const model = fresh();
    await train(model, learn.x, learn.y, { epochs, averageLast, rng: new Rng(2) });
    const weights = model.getWeights().flatMap((w) => [...w.dataSync()]);
    model.dispose();
    return weights;
  };
  const [two, three] = [await after(2, 0), await after(3, 0)];
  const expected = two.map((value, i) => (value + three[i]) / 2);
  assertAllClose(await after(3, 2), expected, { relative: 1e-5, absolute: 1e-7 });
  model.dispose();
});

tidyTest("statistics tell of every layer's gradient and activation", async () => {
  const { history } = await trained({ layers: [16, 8] }, { statistics: true });
  const { layers, gradientNorm } = history.epochs[0];
  const names = layers!.map(({ layer }) => layer);
  assertEquals(names, ["dense1", "activation1", "dense2", "activation2", "logits"]);
  assert(gradientNorm > 0);
  const [dense, activation] = layers!;
  assert(dense.gradientNorm! > 0 && dense.mean === undefined);
  assert(activation.zeros! > 0.1 && activation.zeros! < 0.9 && activation.mean! > 0);
});

tidyTest(
  "a range test finds a rate at which the loss falls, and leaves the weights alone",
  async () => {
    const model = mlp({ inputs: COLUMNS, classes: 3 }, new Rng(1));
    const before = model.getWeights().map((w) => [...w.dataSync()]);
    const { points, steepest } = await rangeTest(model, learn.x, learn.y, { rng: new Rng(1) });
    assert(points[0].learningRate < 2e-6 && points.length > 50);
    assert(steepest > 1e-4 && steepest < 1, `steepest at ${steepest}`);
    assertEquals(model.getWeights().map((w) => [...w.dataSync()]), before);
    model.dispose();
  },
);

tidyTest(
  "the steepest rate of a range test is the curve's, not a rebound's or the noise's",
  async () => {
    for (const optimiser of ["momentum", "rmsprop", "adam"] as const) {
      const found: number[] = [];
      for (const seed of [1, 2, 3]) {
        const model = mlp({ inputs: COLUMNS, classes: 3, layers: [64, 64] }, new Rng(seed));
        const settings = { optimiser, batchSize: 32, rng: new Rng(seed) };
        const { points, steepest } = await rangeTest(model, learn.x, learn.y, settings, {
          steps: 200,
        });
        const lowest = points.toSorted((a, b) => a.loss - b.loss)[0];
        assert(steepest < lowest.learningRate, `${optimiser}: ${steepest}`);
        found.push(steepest);
        model.dispose();
      }
      assert(Math.max(...found) < 5 * Math.min(...found), `${optimiser}: ${found}`);
    }
  },
);

for (
  const [name, plan] of Object.entries<Partial<MlpSettings>>({
    "batch norm": { batchNorm: true, activation: "selu" },
    "members on a periodic embedding": {
      members: 4,
      embedding: { kind: "periodic", frequencies: 4, size: 4 },
      activation: "gelu",
    },
    "piecewise-linear embedding": {
      embedding: { kind: "piecewiseLinear", edges: quantileEdges(learn.x, 5) },
    },
  })
) {
  tidyTest(`a model comes back from disk with the same predictions: ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    const model = mlp({ inputs: COLUMNS, classes: 3, ...plan }, new Rng(1));
    await train(model, learn.x, learn.y, { epochs: 1, rng: new Rng(1) });
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const a = (await predictProbabilities(model, watch.x, CLASSES)).data;
    assertEquals((await predictProbabilities(loaded, watch.x, CLASSES)).data, a);
    const b = tf.tidy(() =>
      (loaded.predict(tf.tensor2d(watch.x.data, [300, COLUMNS])) as tf.Tensor).dataSync()
    );
    assertAllClose(a, b as Float32Array, { relative: 1e-4, absolute: 1e-5 });
    model.dispose();
    loaded.dispose();
    await Deno.remove(folder, { recursive: true });
  });
}

for (const [engine, most] of [["auto", 24], ["graph", 48]] as const) {
  Deno.test(`200 trainings in a row leave memory as it was (engine ${engine})`, async () => {
    // in a process of its own: tests that run beside this one take memory, too
    const program = new URL("./many_trainings.ts", import.meta.url).pathname;
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--lock=tests/deno.lock", program, engine],
      cwd: new URL("../../", import.meta.url).pathname,
    }).output();
    assertEquals(code, 0);
    const { tensors, megabytes } = JSON.parse(new TextDecoder().decode(stdout));
    assertEquals(tensors, 0);
    assert(megabytes < most, `${megabytes} MB more after 80 trainings`);
  });
}

tidyTest("the classifier keeps the contract and chooses the epoch by rows of its own", async () => {
  const seen: Epoch[] = [];
  const classifier = mlpClassifier(
    { layers: [32], epochs: 30, learningRate: 0.01, patience: 8, validationShare: 0.2 },
    { onEpoch: (epoch) => void seen.push(epoch) },
  );
  const fitted = await classifier.fit(learn.x, learn.y, new Rng(1));
  const p = await fitted.predictProba(watch.x);
  assertEquals([p.rows, p.names], [300, CLASSES]);
  for (let i = 0; i < p.rows; i++) {
    assertAllClose([p.data[i * 3] + p.data[i * 3 + 1] + p.data[i * 3 + 2]], [1], {
      relative: 1e-5,
    });
  }
  assertEquals(seen, fitted.history.epochs);
  assert(seen[0].validationLoss !== undefined);
  const turned = Int32Array.from({ length: 300 }, (_, i) => 299 - i);
  const back = await fitted.predictProba(takeRows(watch.x, turned));
  assertEquals(takeRows(back, turned).data, p.data, "shuffled rows give shuffled predictions");
  fitted.dispose();
});
