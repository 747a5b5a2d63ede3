import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { onnxRuntime } from "../../lib/core/onnx_runtime.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { inFolder } from "../features/tiny_model.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

const settings = { epochs: 3, batchSize: 50, learningRate: .01, engine: "graph" as const };

const network = (plan: Partial<MlpSettings> = {}, seed = 1) =>
  mlp({ inputs: COLUMNS, classes: 3, layers: [16, 8], ...plan }, new Rng(seed));

const weightsOf = (model: tf.LayersModel): number[] =>
  model.getWeights().flatMap((w) => Array.from(w.dataSync()));

/** The weights after a training by graphs. */
async function after(plan: Partial<MlpSettings>, given = {}, seed = 2): Promise<number[]> {
  const model = network(plan);
  await train(model, learn.x, learn.y, { ...settings, ...given, rng: new Rng(seed) });
  const weights = weightsOf(model);
  model.dispose();
  return weights;
}

tidyTest(
  "the same seed gives the same bytes, whatever ran between; another seed, others",
  async () => {
    const plan = { dropout: .3, batchNorm: true }, first = await after(plan);
    const other = await after(plan, {}, 3);
    await after({ layers: [5] });
    assertEquals(await after(plan), first);
    assert(other.some((w, i) => w !== first[i]));
  },
);

tidyTest("a training's steps are the same numbers one by one and many at once", async () => {
  const plan = { dropout: .3, layers: [12] };
  const oneByOne = await after(plan, { statistics: true }), atOnce = await after(plan);
  assertAllClose(oneByOne, atOnce, { absolute: 2e-4 });
});

tidyTest("dropout keeps its share of the units, other ones at every step", async () => {
  // of a network that only averages 4,000 ones, the loss of a step tells how many were kept
  const inputs = tf.input({ shape: [4000] });
  const kept = tf.layers.dropout({ rate: .25 }).apply(inputs);
  const logits = tf.layers.dense({ units: 2, kernelInitializer: "zeros" }).apply(kept);
  const end = tf.layers.activation({ activation: "softmax" }).apply(logits);
  const model = tf.model({ inputs, outputs: end as tf.SymbolicTensor });
  const kernel = Float32Array.from({ length: 8000 }, (_, i) => i % 2 ? 0 : 1 / 4000);
  tf.tidy(() => model.setWeights([tf.tensor2d(kernel, [4000, 2]), tf.zeros([2])]));
  const x = matrix(
    1,
    Array.from({ length: 4000 }, (_, j) => `${j}`),
    new Float32Array(4000).fill(1),
  );
  const shares: number[] = [];
  await train(model, x, { codes: Int32Array.of(0), classes: ["a", "b"] }, {
    ...{ epochs: 40, batchSize: 1, learningRate: 1e-12, optimiser: "sgd", engine: "graph" },
    oneClass: true,
    rng: new Rng(4),
    onStep: ({ loss }) => shares.push(-Math.log(Math.exp(loss) - 1) * .75), // loss = log(1 + e^−z)
  });
  model.dispose();
  const mean = shares.reduce((a, b) => a + b) / shares.length;
  const deviation = Math.sqrt(shares.reduce((sum, s) => sum + (s - mean) ** 2, 0) / shares.length);
  assert(Math.abs(mean - .75) < .005, `${mean}`);
  assert(deviation > .003 && deviation < .012, `${deviation}`); // √(p (1 − p) / 4000) = .0068
});

tidyTest(
  "two workers at the same time end with the same bytes, and so do others after them",
  async () => {
    const here = await after({ dropout: .2 });
    const one = () =>
      new Promise<number[]>((resolve, reject) => {
        const worker = new Worker(new URL("./graph_worker.ts", import.meta.url), {
          type: "module",
        });
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.onerror = (event) => (event.preventDefault(), reject(new Error(event.message)));
      });
    const pairs = [await Promise.all([one(), one()]), await Promise.all([one(), one()])];
    assertEquals(pairs, [[here, here], [here, here]]);
  },
);

tidyTest(
  "a signal ends a training between two runs of the graph, and leaves the weights of the last",
  async () => {
    const stop = new AbortController(), model = network(), before = weightsOf(model);
    let seen = 0;
    const history = await train(model, learn.x, learn.y, {
      ...{ ...settings, epochs: 1e5 },
      signal: stop.signal,
      rng: new Rng(1),
      onStep({ step }) {
        seen = step;
        if (step === 30) stop.abort();
      },
    });
    assertEquals(history.stopped, "cancelled");
    assertEquals(history.steps, seen);
    assert(seen >= 30 && seen < 130, `${seen}`);
    assert(weightsOf(model).some((w, i) => w !== before[i]));
    model.dispose();
  },
);

tidyTest("a rate, a seed or a dropout of its own costs no session; another size does", async () => {
  const runtime = await onnxRuntime(), open = runtime.open;
  let opened = 0;
  Object.assign(runtime, { open: (bytes: Uint8Array) => (opened++, open(bytes)) });
  try {
    const count = async (plan: Partial<MlpSettings>, given = {}) => {
      opened = 0;
      await after(plan, given, 9);
      return opened;
    };
    assertEquals(await count({ layers: [7], dropout: .2 }), 1);
    assertEquals(await count({ layers: [7], dropout: .5 }, { learningRate: .1, beta1: .8 }), 0);
    assertEquals(await count({ layers: [9], dropout: .5 }), 1);
    // one to learn and one to look: how many rows are looked at together is no matter of the weights
    assertEquals(await count({ layers: [256, 256] }, { validation: watch }), 2);
  } finally {
    Object.assign(runtime, { open });
  }
});

tidyTest(
  "a layer that two others read learns from both: a residual connection, on frames",
  async () => {
    const build = () => {
      const inputs = tf.input({ shape: [5, 4] });
      const dense = (units: number, name: string) =>
        tf.layers.dense({
          units,
          name,
          kernelInitializer: tf.initializers.glorotNormal({ seed: 3 }),
        });
      const h = dense(6, "first").apply(inputs) as tf.SymbolicTensor;
      const bent = tf.layers.activation({ activation: "tanh" }).apply(h) as tf.SymbolicTensor;
      const both = tf.layers.concatenate().apply([h, bent]);
      const flat = tf.layers.flatten().apply(both);
      const logits = dense(3, "logits").apply(flat);
      const p = tf.layers.activation({ activation: "softmax" }).apply(logits);
      return tf.model({ inputs, outputs: p as tf.SymbolicTensor });
    };
    const rng = new Rng(6), names = ["a", "b", "c", "d"];
    const x = tensor(90, [5, 4], names, Float32Array.from({ length: 1800 }, () => rng.normal()));
    const y = { classes: CLASSES, codes: Int32Array.from({ length: 90 }, (_, i) => i % 3) };
    const found = [];
    for (const engine of ["graph", "tfjs"] as const) {
      const model = build();
      const history = await train(model, x, y, { ...settings, engine, rng: new Rng(1) });
      found.push({ losses: history.epochs.map(({ loss }) => loss), w: weightsOf(model) });
      if (engine === "graph") {
        await assertFails(
          () => train(model, { ...x, shape: [4, 5] }, y, { ...settings, rng: new Rng(1) }),
          "reads rows of another shape",
          "5 × 4",
        );
        await assertFails(
          () => train(model, x, y, { ...settings, engine: "wasm", rng: new Rng(1) }),
          "inputs of 2 axes",
        );
      }
      model.dispose();
    }
    assertAllClose(found[0].losses, found[1].losses, { relative: 1e-3 });
    assertAllClose(found[0].w, found[1].w, { absolute: 1e-3 });
  },
);

/** A layer of one's own that no engine of ours knows. */
class Doubled extends tf.layers.Layer {
  static readonly className = "Doubled";
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(Array.isArray(inputs) ? inputs[0] : inputs, 2);
  }
}

tidyTest(
  "what no graph can be made of is refused by name, and auto takes tfjs and says why",
  async () => {
    const inputs = tf.input({ shape: [COLUMNS] }),
      initial = tf.initializers.glorotNormal({ seed: 1 });
    const h = tf.layers.dense({ units: 8, kernelInitializer: initial }).apply(inputs);
    const odd = new Doubled({}).apply(h);
    const logits = tf.layers.dense({ units: 3, kernelInitializer: initial }).apply(odd);
    const p = tf.layers.activation({ activation: "softmax" }).apply(logits);
    const model = tf.model({ inputs, outputs: p as tf.SymbolicTensor });
    const go = (engine: "graph" | "auto") =>
      train(model, learn.x, learn.y, { ...settings, epochs: 1, engine, rng: new Rng(1) });
    await assertFails(() => go("graph"), "no graph can be made", "Doubled");
    const { engine, reason } = await go("auto");
    assertEquals(engine, "tfjs");
    assert(
      /no fused kernel .*; no graph for a layer of kind Doubled/.test(reason!),
      reason,
    );
    model.dispose();
  },
);

tidyTest(
  "weights go over from engine to engine, and a network that a graph trained opens from disk",
  async () => {
    const model = network(), other = network({}, 5);
    await train(model, learn.x, learn.y, { ...settings, rng: new Rng(1) });
    copyWeights(model, other);
    const p = (await predictProbabilities(model, watch.x, CLASSES)).data;
    assertEquals((await predictProbabilities(other, watch.x, CLASSES)).data, p);
    const more = await train(other, learn.x, learn.y, {
      ...settings,
      engine: "wasm",
      rng: new Rng(1),
    });
    const own = await train(model, learn.x, learn.y, { ...settings, rng: new Rng(1) });
    assertAllClose([more.epochs[2].loss], [own.epochs[2].loss], { relative: 1e-3 });
    await inFolder(async (folder) => {
      await saveModel(model, folder);
      const loaded = await loadModel(folder);
      assertEquals(weightsOf(loaded), weightsOf(model));
      loaded.dispose();
    });
    model.dispose();
    other.dispose();
  },
);

tidyTest("a loss that is no number ends a training by graphs, naming the step", async () => {
  const model = network();
  const go = () =>
    train(model, learn.x, learn.y, {
      ...{ ...settings, optimiser: "sgd", learningRate: 100, l2: 100 },
      rng: new Rng(1),
    });
  await assertFails(go, "the loss is", "at step");
  model.dispose();
});
