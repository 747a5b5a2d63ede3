/** What cannot be done is said, and what can be done another way is done. */
import { assert, assertEquals, assertFails } from "../assert.ts";
import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { loadModel } from "../../lib/nn/save.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { CLASSES, COLUMNS, learn, tidyTest } from "./rows.ts";

tidyTest("what cannot be trained is refused in a sentence, before the first step", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3 }, new Rng(1)), { x, y } = learn;
  const go = (x: typeof learn.x, y: typeof learn.y, settings = {}) => () =>
    train(model, x, y, { rng: new Rng(1), onStep: () => assert(false, "a step"), ...settings });
  const none = { codes: new Int32Array(0), classes: CLASSES };
  await assertFails(go(takeRows(x, []), none), "no training rows");
  await assertFails(go(x, { ...y, codes: y.codes.map(() => 1) }), "only the class loud");
  const wrong = y.codes.slice();
  wrong[7] = 3;
  await assertFails(go(x, { ...y, codes: wrong }), "label out of range", "row 7", "0 to 2");
  const holes = matrix(x.rows, x.names, x.data.slice());
  holes.data[5 * COLUMNS + 2] = NaN;
  await assertFails(go(holes, y), "not a finite number", "row 5", "x2");
  await assertFails(
    go(x, y, { learningrate: 1 }),
    "no such setting",
    "learningrate",
    "learningRate",
  );
  await assertFails(go(x, y, { optimiser: "adamax" }), "no such choice", "adamax", "adamw");
  await assertFails(go(x, y, { epochs: 0 }), "epochs", "out of range");
  await assertFails(go(x, y, { classWeights: [1, 2] }), "2 weights", "3");
  const narrow = matrix(600, ["a", "b"]);
  await assertFails(go(narrow, y), "model of 6 columns", "2");
  await assertFails(go(x, { ...y, classes: ["a", "b", "c", "d"] }), "model of 3 classes", "4");
  await assertFails(go(x, { ...y, codes: y.codes.slice(1) }), "599 labels", "600");
  await assertFails(
    () => mlp({ inputs: 4, classes: 3, layers: [8, 0] }, new Rng(1)),
    "hidden layer 2",
  );
  await assertFails(
    () => mlp({ inputs: 4, classes: 3, layer: [8] } as never, new Rng(1)),
    "layer",
    "layers",
  );
  await assertFails(
    () => mlp({ inputs: 4, classes: 3, embedding: "piecewiseLinear" }, new Rng(1)),
    "no edges",
  );
  await assertFails(() => loadModel("/nowhere"), "/nowhere/model.json");
  model.dispose();
});

tidyTest(
  "a model that the fused engine does not know is trained by tfjs, which is said",
  async () => {
    const input = tf.input({ shape: [COLUMNS] });
    const hidden = tf.layers.dense({ units: 16, activation: "sigmoid" }).apply(input);
    const output = tf.layers.dense({ units: 3, activation: "softmax" }).apply(hidden);
    const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
    const { x, y } = learn, settings = { epochs: 15, learningRate: 0.02, rng: new Rng(1) };
    const history = await train(model, x, y, settings);
    assertEquals(history.engine, "tfjs");
    assert(history.reason!.includes("no fused kernel"));
    assert(history.epochs[14].loss < history.epochs[0].loss);
    await assertFails(() => train(model, x, y, { ...settings, engine: "wasm" }), "fused engine");
    model.dispose();
  },
);

tidyTest("fewer rows than a batch make one batch of all of them, by either engine", async () => {
  const x = takeRows(learn.x, Array.from({ length: 50 }, (_, i) => i));
  const y = { ...learn.y, codes: learn.y.codes.slice(0, 50) };
  for (const engine of ["graph", "wasm", "tfjs"] as const) {
    const losses: number[] = [];
    for (const batchSize of [50, 512]) {
      const model = mlp({ inputs: COLUMNS, classes: 3, batchNorm: true }, new Rng(1));
      const { steps, epochs } = await train(model, x, y, {
        ...{ engine, batchSize, epochs: 3, rng: new Rng(2) },
      });
      assertEquals(steps, 3);
      losses.push(epochs[2].loss);
      model.dispose();
    }
    assertEquals(losses[0], losses[1]);
  }
});
