import { assertAllClose, assertEquals } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";

const reference = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/training.json", import.meta.url)),
);
const classes = ["a", "b", "c", "d"];
const x = matrix(96, ["p", "q", "r", "s", "t", "u"], Float32Array.from(reference.x.flat()));
const y = { codes: Int32Array.from(reference.y as number[]), classes };

function referenceModel(batchNorm: boolean): tf.LayersModel {
  const model = mlp({ inputs: 6, classes: 4, layers: [8], batchNorm }, new Rng(1));
  tf.tidy(() => {
    const dense1 = model.getLayer("dense1"), logits = model.getLayer("logits");
    dense1.setWeights([tf.tensor2d(reference.w1), tf.tensor1d(reference.b1)]);
    logits.setWeights([tf.tensor2d(reference.w2), tf.tensor1d(reference.b2)]);
  });
  return model;
}

for (const engine of ["graph", "wasm", "tfjs"] as const) {
  reference.cases.forEach((one: Record<string, unknown>, i: number) => {
    const { optimizer, lr, batchNorm, eps, totalSteps: _, losses, logitsAfter, ...rest } = one;
    Deno.test(`case ${i} (${optimizer} ${JSON.stringify(rest)}) goes as in PyTorch, ${engine}`, async () => {
      await ready();
      const tensors = tf.memory().numTensors;
      const model = referenceModel(Boolean(batchNorm)), steps: number[] = [];
      const settings = {
        ...rest,
        optimiser: optimizer,
        learningRate: lr,
        epsilon: eps ?? null,
        batchSize: 32,
        epochs: 8,
        shuffle: false,
        engine,
      } as Partial<TrainSettings>;
      const history = await train(model, x, y, {
        ...settings,
        rng: new Rng(1),
        onStep: ({ loss }: { loss: number }) => void steps.push(loss),
      });
      assertEquals(history.engine, engine);
      assertAllClose(steps, losses as number[], { relative: 0, absolute: 1e-4 });
      const logits = tf.tidy(() => {
        const trunk = tf.model({
          inputs: model.inputs,
          outputs: model.getLayer("logits").output as tf.SymbolicTensor,
        });
        return (trunk.predict(tf.tensor2d(reference.x.slice(0, 3))) as tf.Tensor).dataSync();
      });
      assertAllClose(logits, (logitsAfter as number[][]).flat(), { relative: 0, absolute: 1e-4 });
      model.dispose();
      assertEquals(tf.memory().numTensors, tensors);
    });
  });
}
