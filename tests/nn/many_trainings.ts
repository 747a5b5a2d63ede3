/** Trains 200 networks in a row by the engine named, by graphs networks of different sizes, and prints what is left:
 * tensors, and MB of memory gained after the first 120: by then as many sessions are kept as ever will be. */
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { COLUMNS, learn, watch } from "./rows.ts";

await ready();
const engine = Deno.args[0] as "auto" | "graph",
  ownSize = (i: number) => engine === "graph" ? i : 0;
const tensors = tf.memory().numTensors;
let before = 0;
for (let i = 0; i < 200; i++) {
  if (i === 120) before = Deno.memoryUsage().rss;
  const plan = { inputs: COLUMNS, classes: 3, layers: [64 + ownSize(i), 32], batchNorm: true };
  const model = mlp(plan, new Rng(i));
  await train(model, learn.x, learn.y, {
    ...{ epochs: 1, validation: watch, engine },
    rng: new Rng(i),
  });
  model.dispose();
}
const megabytes = Math.round((Deno.memoryUsage().rss - before) / 2 ** 20);
console.log(JSON.stringify({ tensors: tf.memory().numTensors - tensors, megabytes }));
