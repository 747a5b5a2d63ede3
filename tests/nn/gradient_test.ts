/** Both engines against each other and against differences of the loss. */
import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Arena, strideOf } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { fitEmbedding } from "../../lib/nn/embedding.ts";
import { chooseEngine } from "../../lib/nn/engine.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { networkOf } from "../../lib/nn/network.ts";
import { Parameters } from "../../lib/nn/parameters.ts";
import { type TrainSettings, trainSettings } from "../../lib/nn/settings.ts";
import { ready, tf } from "../../lib/nn/tf.ts";

const ROWS = 23, CLASSES = 3;
const data = new Rng("gradient");
const [four, five] = [["a", "b", "c", "d"], ["a", "b", "c", "d", "e"]].map((names) => {
  const x = matrix(ROWS, names);
  for (let i = 0; i < x.data.length; i++) x.data[i] = data.normal();
  return x;
});
const y = {
  codes: Int32Array.from({ length: ROWS }, () => data.int(CLASSES)),
  classes: ["k", "l", "m"],
};

/** Loss and gradient of one batch of all rows; `shift` is added to one number of the parameters first. */
async function gradientOf(
  engine: "wasm" | "tfjs",
  plan: Partial<MlpSettings>,
  training: Partial<TrainSettings>,
  x: Matrix,
  shifts: { parameter: string; index: number; by: number }[] = [],
) {
  await ready();
  const settings = trainSettings({ batchSize: ROWS, shuffle: false, ...training });
  const embedding = fitEmbedding(plan.embedding ?? "none", x);
  const model = mlp({ inputs: x.names.length, classes: CLASSES, ...plan, embedding }, new Rng(4));
  const arena = Arena.acquire(), rng = new Rng(5);
  try {
    const batches = new Batches(x, y, settings, rng.fork("batches"), arena, ROWS);
    const parameters = new Parameters(model, arena), network = networkOf(model);
    const made = chooseEngine(engine, network, parameters, arena, batches.x, ROWS, rng.fork("d"));
    assertEquals(made.name, engine);
    const find = (name: string) => parameters.trainable.find((p) => p.name === name)!;
    for (const { parameter, index, by } of shifts) {
      const { at, columns } = find(parameter);
      const place = Math.floor(index / columns) * strideOf(columns) + index % columns;
      arena.floats(at, place + 1)[place] += by;
    }
    const { loss, accuracy } = made.gradient(batches.take(0));
    const gradient = new Map(
      parameters.trainable.map((p) => [p.name, arena.readRows(p.gradient, p.rows, p.columns)]),
    );
    return { loss, accuracy, gradient, p: made.probabilities(x.data, ROWS) };
  } finally {
    model.dispose();
    arena.release();
  }
}

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
  Deno.test(`both engines make the same gradient: ${name}`, async () => {
    await ready();
    const tensors = tf.memory().numTensors;
    const a = await gradientOf("wasm", plan, training, x),
      b = await gradientOf("tfjs", plan, training, x);
    assertAllClose([a.loss, a.accuracy], [b.loss, b.accuracy], { relative: 1e-5, absolute: 1e-6 });
    assertAllClose(a.p, b.p, { relative: 1e-4, absolute: 1e-5 });
    assertEquals([...a.gradient.keys()], [...b.gradient.keys()]);
    for (const [parameter, values] of a.gradient) {
      const expected = b.gradient.get(parameter)!;
      const size = Math.sqrt(expected.reduce((sum, v) => sum + v * v, 0));
      assertAllClose(values, expected, { relative: 1e-4, absolute: 2e-5 * size + 1e-6 });
    }
    assertEquals(tf.memory().numTensors, tensors);
  });

  Deno.test(`the gradient is the slope of the loss: ${name}`, async () => {
    const rng = new Rng(name), { gradient } = await gradientOf("wasm", plan, training, x);
    for (const [parameter, values] of gradient) {
      // along a random direction, so that every number counts and rounding does not
      const by = 3e-4,
        shifts = [1, -1].map((sign) =>
          Array.from(values, (_, index) => ({ parameter, index, by: sign * by }))
        );
      const signs = Array.from(values, () => rng.uniform() < 0.5 ? -1 : 1);
      const losses: number[] = [];
      for (const list of shifts) {
        const signed = list.map((shift, i) => ({ ...shift, by: shift.by * signs[i] }));
        losses.push((await gradientOf("wasm", plan, training, x, signed)).loss);
      }
      const slope = (losses[0] - losses[1]) / (2 * by);
      const expected = values.reduce((sum, v, i) => sum + v * signs[i], 0);
      const close = 0.03 * Math.abs(expected) + 4e-3;
      assert(
        Math.abs(slope - expected) < close,
        `${parameter}: ${expected}, by differences ${slope}`,
      );
    }
  });
}
