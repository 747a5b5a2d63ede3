/** A training by graphs: in a worker it posts the weights, as a program it prints them and who made them. */
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { COLUMNS, learn } from "./rows.ts";

await ready();
const model = mlp({ inputs: COLUMNS, classes: 3, layers: [16, 8], dropout: .2 }, new Rng(1));
const { engine, reason } = await train(model, learn.x, learn.y, {
  ...{ epochs: 3, batchSize: 50, learningRate: .01, engine: "graph" },
  rng: new Rng(2),
});
const weights = model.getWeights().flatMap((w) => Array.from(w.dataSync()));
const worker = self as unknown as { postMessage?(data: unknown): void };
if (worker.postMessage) worker.postMessage(weights);
else console.log(JSON.stringify({ weights, engine, reason }));
