import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { Arena, strideOf } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { trainSettings } from "../../lib/nn/settings.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { tidyTest } from "./rows.ts";

const SHAPE = [64, 33, 1], WIDTH = 64 * 33;

/** Pictures in memory that workers could share; class 1 where the first pixel is bright. */
function pictures(rows: number) {
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * WIDTH)), rng = new Rng(1);
  for (let i = 0; i < data.length; i++) data[i] = i % WIDTH < 8 ? rng.normal() : i % 7;
  const codes = Int32Array.from({ length: rows }, (_, i) => +(data[i * WIDTH] > 0));
  return { x: tensor(rows, SHAPE, ["level"], data), y: { codes, classes: ["dark", "bright"] } };
}

/** A network for pictures that is as small as can be. */
function onePixelNetwork(shape: number[]): tf.LayersModel {
  const inputs = tf.input({ shape }), kernelInitializer = tf.initializers.glorotNormal({ seed: 1 });
  const flat = tf.layers.flatten().apply(inputs);
  const logits = tf.layers.dense({ units: 2, kernelInitializer }).apply(flat);
  const p = tf.layers.activation({ activation: "softmax" }).apply(logits);
  return tf.model({ inputs, outputs: p as tf.SymbolicTensor });
}

Deno.test("large inputs are not copied as a whole, and batches are the rows that were drawn", () => {
  const rows = 8192, { x, y } = pictures(rows), arena = Arena.acquire();
  const before = arena.allocate(1);
  const settings = trainSettings({ batchSize: 16, mixup: 0 });
  const batches = new Batches(x, y, settings, new Rng(3), arena, 16);
  assert(arena.allocate(1) - before < 4 * rows * WIDTH / 8, "the table is in the arena");
  batches.shuffle();
  const { size, labels } = batches.take(5), stride = strideOf(WIDTH);
  const own = arena.floats(batches.x, size * stride), codes = arena.integers(labels, size);
  const bright = Array.from({ length: size }, (_, i) => +(own[i * stride] > 0));
  assertEquals(bright, [...codes]);
  arena.release();
});

tidyTest("training goes the same way whether or not rows are many", async () => {
  const few = pictures(400), many = pictures(8192);
  const course = async ({ x, y }: typeof few) => {
    const model = onePixelNetwork(SHAPE);
    const settings = { epochs: 1, batchSize: 100, shuffle: false, learningRate: .01 };
    const losses: number[] = [];
    const stop = new AbortController();
    await train(model, x, y, {
      ...settings,
      ...{ engine: "graph", statistics: true, rng: new Rng(1), signal: stop.signal },
      onStep: ({ step, loss }) => {
        losses.push(loss);
        if (step === 4) stop.abort();
      },
    });
    model.dispose();
    return losses;
  };
  assertAllClose(await course(many), await course(few), { relative: 1e-5 });
});
