/** What trainings of tags promise besides their numbers. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { TagTarget } from "../../lib/core/target.ts";
import { Arena } from "../../lib/nn/arena.ts";
import { evaluateAt } from "../../lib/nn/evaluator.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { rangeTest } from "../../lib/nn/rate_range.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { imprint } from "../../lib/nn/imprint.ts";
import { CLASSES, COLUMNS, learn, TAGS, tagsOf, tidyTest, watch } from "./rows.ts";

const y = tagsOf(learn), seen = { x: watch.x, y: tagsOf(watch) };
const sizes = { inputs: COLUMNS, classes: TAGS.length, answer: "sigmoid" } as const;

async function trained(plan: Partial<MlpSettings>, settings: Partial<TrainSettings>, seed = 1) {
  const model = mlp({ ...sizes, layers: [16], ...plan }, new Rng(seed));
  const history = await train(model, learn.x, y, {
    ...{ epochs: 3, ...settings },
    ...{ validation: seen, rng: new Rng(seed + 100) },
  });
  const weights = model.getWeights().map((w) => [...w.dataSync()]);
  const p = (await predictProbabilities(model, seen.x, TAGS)).data;
  model.dispose();
  return { history, weights, p };
}

for (const engine of ["graph", "wasm", "tfjs"] as const) {
  tidyTest(`tags: the same seed gives the same bytes, another seed others: ${engine}`, async () => {
    const plan = { batchNorm: true, dropout: .3, members: 3 };
    const settings = { engine, mixup: .2, labelSmoothing: .1, inputNoise: .1, batchSize: 50 };
    const [a, b] = [await trained(plan, settings), await trained(plan, settings)];
    const c = await trained(plan, settings, 2);
    assertEquals(a.weights, b.weights);
    assert(JSON.stringify(a.weights) !== JSON.stringify(c.weights));
  });

  tidyTest(
    `every tag is learnt by itself, and one that no row has becomes unlikely: ${engine}`,
    async () => {
      const { history, p } = await trained({ layers: [32] }, {
        engine,
        epochs: 30,
        learningRate: .01,
      });
      const last = history.epochs.at(-1)!;
      assertEquals(history.engine, engine);
      assert(last.validationAccuracy! > .9 && last.accuracy > .9, `${last.validationAccuracy}`);
      assert(last.loss < history.epochs[0].loss);
      const recalls = last.validationRecalls!;
      assert(recalls[0] > .8 && recalls[1] > .8 && recalls[3] > .6, recalls.join(", "));
      assert(Number.isNaN(recalls[2]));
      const sums = seen.x.rows, never = p.filter((_, at) => at % 5 === 2);
      assert(never.every((value) => value < .05));
      assert(p.reduce((sum, value) => sum + value, 0) / sums > 1.02, "rows need not sum to 1");
    },
  );
}

tidyTest("an ensemble of tags answers with the mean of its members' probabilities", async () => {
  const model = mlp({ ...sizes, layers: [8], members: 3 }, new Rng(3));
  const all = tf.tidy(() => {
    const outputs = model.getLayer("probabilities").output as tf.SymbolicTensor;
    const x = tf.tensor2d(seen.x.data, [300, COLUMNS]);
    return (tf.model({ inputs: model.inputs, outputs }).predict(x) as tf.Tensor).dataSync();
  });
  const mean = Array.from({ length: 300 * 5 }, (_, at) => {
    const row = Math.floor(at / 5) * 15 + at % 5;
    return (all[row] + all[row + 5] + all[row + 10]) / 3;
  });
  assertAllClose((await predictProbabilities(model, seen.x, TAGS)).data, mean, { absolute: 1e-6 });
  model.dispose();
});

tidyTest("an epoch's figures of the validation rows are those of its weights", async () => {
  const settings = { epochs: 200, patience: 4, learningRate: .03, batchSize: 20 };
  const { history, p } = await trained({ layers: [64] }, settings);
  assertEquals(history.stopped, "early");
  assertEquals(history.epochs.length, history.bestEpoch + 4);
  const best = history.epochs[history.bestEpoch - 1], { tags } = seen.y;
  assertEquals(best.validationLoss, Math.min(...history.epochs.map((e) => e.validationLoss!)));
  let loss = 0, right = 0;
  tags.forEach((tag, at) => {
    loss -= Math.log(tag ? p[at] : 1 - p[at]) / tags.length;
    right += Number((p[at] >= .5) === (tag === 1)) / tags.length;
  });
  assertAllClose([loss, right], [best.validationLoss!, best.validationAccuracy!], {
    relative: 1e-6,
  });
});

tidyTest("a sure mistake costs much and is finite; no number is no right answer", async () => {
  const [x, one] = [matrix(1, ["a"]), { classes: ["s", "t"], tags: Uint8Array.of(0, 1) }];
  const look = (...p: number[]) =>
    evaluateAt({ probabilities: () => Float32Array.from(p) } as never, { x, y: one });
  const { validationLoss, validationAccuracy } = await look(1, 0);
  assert(validationLoss > 15 && validationLoss < 20 && validationAccuracy === 0);
  assertEquals((await look(0, 1)).validationLoss, 0);
  assertEquals((await look(NaN, NaN)).validationAccuracy, 0);
  assert(Number.isNaN((await look(NaN, 1)).validationLoss));
});

Deno.test("the loss is finite and exact at logits far from 0, and padding stays 0", () => {
  const arena = Arena.acquire(), { kernels } = arena, n = 2, classes = 6, width = 8;
  const at = Array.from({ length: 4 }, () => arena.allocate(n * width)), out = arena.allocate(4);
  const [x, g, t, labels] = at, logits = [-500, -30, -1e-3, 0, 30, 500], tags = [1, 0, 1, 0, 1, 0];
  const write = (to: number, values: number[]) => {
    for (let i = 0; i < n; i++) arena.floats(to, n * width).set(values, i * width);
  };
  write(x, [...logits, 7, 7]); // whatever stands in the padding
  write(g, new Array(8).fill(9));
  for (const to of [t, labels]) write(to, tags);
  kernels.binaryCrossEntropy(n, 1, classes, width, x, g, t, labels, n * classes, out);
  const losses = logits.map((z, c) =>
    Math.max(z, 0) - z * tags[c] + Math.log1p(Math.exp(-Math.abs(z)))
  );
  const mean = losses.reduce((a, b) => a + b) / classes,
    p = logits.map((z) => 1 / (1 + Math.exp(-z)));
  const right = p.filter((value, c) => (value >= .5) === (tags[c] === 1)).length / classes;
  assertAllClose(arena.doubles(out, 2), [mean, right], { relative: 1e-6 });
  const each = [...p, 0, 0], slopes = [...p.map((value, c) => (value - tags[c]) / 12), 0, 0];
  assertAllClose(arena.floats(x, n * width), [...each, ...each], { absolute: 1e-6 });
  assertAllClose(arena.floats(g, n * width), [...slopes, ...slopes], { absolute: 1e-7 });
  write(x, [...logits, 7, 7]);
  kernels.sigmoid(n, classes, width, x);
  assertAllClose(arena.floats(x, n * width), [...each, ...each], { absolute: 1e-6 });
  arena.release();
});

tidyTest("the weights of the last epochs are averaged for tags, too", async () => {
  const after = async (epochs: number, averageLast: number) => {
    const model = mlp({ ...sizes, layers: [4] }, new Rng(1));
    await train(model, learn.x, y, { epochs, averageLast, rng: new Rng(2) });
    const weights = model.getWeights().flatMap((w) => [...w.dataSync()]);
    model.dispose();
    return weights;
  };
  const [two, three] = [await after(2, 0), await after(3, 0)];
  const expected = two.map((value, i) => (value + three[i]) / 2);
  assertAllClose(await after(3, 2), expected, { relative: 1e-5, absolute: 1e-7 });
});

tidyTest("looks, statistics and the range test work on tags", async () => {
  const { history } = await trained({ layers: [16] }, { statistics: true, evalEvery: 5 });
  const names = history.epochs[0].layers!.map(({ layer }) => layer);
  assertEquals(names, ["dense1", "activation1", "logits"]);
  assertEquals(history.evalPoints![1].validationRecalls.length, TAGS.length);
  const model = mlp(sizes, new Rng(1)), before = model.getWeights().map((w) => [...w.dataSync()]);
  const { steepest } = await rangeTest(model, learn.x, y, { rng: new Rng(1) });
  assert(steepest > 1e-4 && steepest < 1, `steepest at ${steepest}`);
  assertEquals(model.getWeights().map((w) => [...w.dataSync()]), before);
  model.dispose();
});

tidyTest(
  "what cannot be trained on tags is refused in a sentence, before the first step",
  async () => {
    const model = mlp(sizes, new Rng(1)), { x } = learn;
    const noStep = { rng: new Rng(1), onStep: () => assert(false, "a step") };
    const go = (of: TagTarget | typeof learn.y, settings = {}, own = model, rows = x) => () =>
      train(own, rows, of, { ...noStep, ...settings });
    await assertFails(go(learn.y), "answers with a sigmoid", "one class each", "softmax");
    const single = mlp({ inputs: COLUMNS, classes: TAGS.length }, new Rng(1));
    await assertFails(go(y, {}, single), "answers with a softmax", "any number of tags", "sigmoid");
    await assertFails(go(y, { classWeights: "balanced" }), "classWeights", "tags", "balanced");
    await assertFails(go(y, { classWeights: [1, 1, 1, 2, 1] }), "classWeights", "1, 1, 1, 2, 1");
    await assertFails(go(y, { distillation: .5 }), "distillation", "tags");
    await assertFails(go({ ...y, tags: y.tags.slice(5) }), "tags of 599 rows", "600");
    await assertFails(go({ ...y, classes: TAGS.slice(1) }), "tags", "differ in number");
    const odd = y.tags.slice();
    odd[7 * 5 + 3] = 2;
    await assertFails(go({ ...y, tags: odd }), "a tag out of range", "row 7", "wide", "0 or 1");
    const less = { classes: TAGS.slice(1), tags: new Uint8Array(600 * 4) };
    await assertFails(go(less), "model of 5 classes", "both, never");
    await assertFails(
      go({ ...y, tags: new Uint8Array(0) }, {}, model, takeRows(x, [])),
      "no training",
    );
    await assertFails(go(y, { validation: watch }), "validation rows have one class each");
    await assertFails(
      () => mlp({ inputs: 2, classes: 2, answer: "relu" as never }, new Rng(1)),
      "no such answer",
      "relu",
    );
    const three = mlp({ inputs: COLUMNS, classes: 3, answer: "sigmoid" }, new Rng(1));
    await assertFails(() => imprint(three, x, learn.y, CLASSES[0]), "imprinting", "sigmoid");
    for (const each of [model, single, three]) each.dispose();
  },
);

tidyTest("a sigmoid inside the last layer is trained on tags by tfjs", async () => {
  const input = tf.input({ shape: [COLUMNS] });
  const hidden = tf.layers.dense({ units: 16, activation: "tanh" }).apply(input);
  const output = tf.layers.dense({ units: TAGS.length, activation: "sigmoid" }).apply(hidden);
  const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
  const settings = { epochs: 10, learningRate: .02, rng: new Rng(1) };
  const { engine, reason, epochs } = await train(model, learn.x, y, settings);
  assertEquals(engine, "tfjs");
  assert(reason!.includes("no fused kernel"));
  assert(epochs[9].loss < epochs[0].loss && epochs[9].accuracy > epochs[0].accuracy);
  model.dispose();
});

tidyTest(
  "a network of tags comes back from disk, and its tags are carried into a wider one",
  async () => {
    const folder = await Deno.makeTempDir();
    const model = mlp({ ...sizes, layers: [8], members: 2 }, new Rng(1));
    await train(model, learn.x, y, { epochs: 1, rng: new Rng(1) });
    await saveModel(model, folder);
    const loaded = await loadModel(folder),
      p = (await predictProbabilities(model, seen.x, TAGS)).data;
    assertEquals((await predictProbabilities(loaded, seen.x, TAGS)).data, p);
    const more = [...TAGS, "new"];
    const wider = mlp({ ...sizes, classes: 6, layers: [8], members: 2 }, new Rng(2));
    copyWeights(model, wider, { classes: { from: TAGS, to: more }, newClasses: "zeros" });
    const q = (await predictProbabilities(wider, seen.x, more)).data;
    assertAllClose(q.filter((_, at) => at % 6 < 5), p, { absolute: 1e-6 });
    assert(q.every((value, at) => at % 6 < 5 || value === .5), "tags do not take from one another");
    for (const each of [model, loaded, wider]) each.dispose();
    await Deno.remove(folder, { recursive: true });
  },
);

tidyTest("threads change nothing, and a large batch of many tags is the same on two", async () => {
  const rng = new Rng(3), x = matrix(600, Array.from({ length: 20 }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const many = {
    classes: Array.from({ length: 67 }, (_, c) => `tag ${c}`),
    tags: Uint8Array.from({ length: 600 * 67 }, () => rng.int(2)),
  };
  const after = async (threads: number) => {
    const model = mlp({ inputs: 20, classes: 67, answer: "sigmoid" }, new Rng(1));
    await train(model, x, many, { epochs: 3, batchSize: 300, threads, rng: new Rng(2) });
    const weights = model.getWeights().map((w) => [...w.dataSync()]);
    model.dispose();
    return weights;
  };
  assertEquals(await after(2), await after(1));
});
