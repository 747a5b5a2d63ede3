/** Trainings of tags go as in PyTorch: loss step by step, every gradient, and what comes out. */
import { assertAllClose, assertEquals } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Arena } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { chooseEngine } from "../../lib/nn/engine.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { networkOf } from "../../lib/nn/network.ts";
import { Parameters } from "../../lib/nn/parameters.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { type TrainSettings, trainSettings } from "../../lib/nn/settings.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { tidyTest } from "./rows.ts";

interface Case extends Partial<TrainSettings> {
  readonly losses: number[];
  readonly gradients: Record<string, number[]>;
  readonly logitsAfter: number[];
  readonly probabilitiesAfter: number[];
}
const facts = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/tags_training.json", import.meta.url)),
);
const { inputs, tags } = facts, rows = facts.x.length / inputs, HIDDEN = facts.b1.length;
const x = matrix(rows, [..."abcde"], Float32Array.from(facts.x as number[]));
const y = { classes: [..."uvwxyz"], tags: Uint8Array.from(facts.y as number[]) };
const close = { relative: 0, absolute: 1e-4 };

function referenceModel(): tf.LayersModel {
  const plan = { inputs, classes: tags, layers: [HIDDEN], answer: "sigmoid" } as const;
  const model = mlp(plan, new Rng(1));
  tf.tidy(() => {
    const weights = (kernel: number[], bias: number[]) => [
      tf.tensor2d(kernel, [kernel.length / bias.length, bias.length]),
      tf.tensor1d(bias),
    ];
    model.getLayer("dense1").setWeights(weights(facts.w1, facts.b1));
    model.getLayer("logits").setWeights(weights(facts.w2, facts.b2));
  });
  return model;
}

for (const engine of ["graph", "wasm", "tfjs"] as const) {
  (facts.cases as Case[]).forEach((one, i) => {
    const { losses, gradients, logitsAfter, probabilitiesAfter, ...rest } = one;
    const settings = { ...rest, batchSize: 20, epochs: 5, shuffle: false, engine };

    tidyTest(`tags, case ${i} (${JSON.stringify(rest)}) go as in PyTorch, ${engine}`, async () => {
      const model = referenceModel(), steps: number[] = [];
      const onStep = ({ loss }: { loss: number }) => void steps.push(loss);
      const history = await train(model, x, y, { ...settings, rng: new Rng(1), onStep });
      assertEquals(history.engine, engine);
      assertAllClose(steps, losses, close);
      const logits = tf.tidy(() => {
        const outputs = model.getLayer("logits").output as tf.SymbolicTensor;
        const first = tf.tensor2d(x.data.slice(0, 4 * inputs), [4, inputs]);
        return (tf.model({ inputs: model.inputs, outputs }).predict(first) as tf.Tensor).dataSync();
      });
      assertAllClose(logits, logitsAfter, close);
      const p = (await predictProbabilities(model, x, y.classes)).data.subarray(0, 4 * tags);
      assertAllClose(p, probabilitiesAfter, close);
      model.dispose();
    });

    if (rest.l2) return; // which engines leave to the optimiser
    tidyTest(`tags, case ${i}: the first gradient is PyTorch's, ${engine}`, async () => {
      const model = referenceModel(), arena = Arena.acquire(), rng = new Rng(1);
      const batches = new Batches(x, y, trainSettings(settings), rng, arena, rows);
      const parameters = new Parameters(model, arena);
      const network = networkOf(model);
      const made = await chooseEngine(engine, network, {
        arena,
        parameters,
        input: batches.x,
        capacity: rows,
        examples: rows,
        passes: 0,
        threads: 1,
        rng,
      });
      const { loss } = await made.gradient(batches.take(0));
      assertAllClose([loss], [losses[0]], close);
      assertEquals(parameters.trainable.map(({ name }) => name), Object.keys(gradients));
      for (const { name, gradient, rows, columns } of parameters.trainable) {
        const expected = gradients[name];
        assertAllClose(arena.readRows(gradient, rows, columns), expected, {
          relative: 1e-4,
          absolute: 1e-6,
        });
      }
      arena.release();
      model.dispose();
      return Promise.resolve();
    });
  });
}
