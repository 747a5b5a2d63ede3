import { type Matrix, matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { mlp } from "../../../lib/nn/mlp.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { gradientNoise } from "../../../lib/experiments/search/gradient_noise.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";

function blobs(rows: number, rng: Rng): { x: Matrix; codes: Int32Array } {
  const x = matrix(rows, ["a", "b", "c"]), codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    codes[i] = i % 2;
    for (let j = 0; j < 3; j++) x.data[i * 3 + j] = rng.normal() + codes[i];
  }
  return { x, codes };
}

Deno.test("a batch's noise falls as one over the root of its size, and the weights stay", async () => {
  await ready();
  const before = tf.memory().numTensors;
  const { x, codes } = blobs(4096, new Rng("blobs")), classes = ["no", "yes"];
  const model = mlp({ inputs: 3, classes: 2, layers: [8] }, new Rng("weights"));
  const weights = () => model.getWeights().map((weight) => Array.from(weight.dataSync()));
  const were = weights();
  const sizes = [8, 32, 128], rng = new Rng("noise");
  const found = await gradientNoise(model, x, { codes, classes }, sizes, rng);
  assertEquals(weights(), were);
  assertEquals(found.map(({ batchSize }) => batchSize), sizes);
  assert(found.every(({ signal }) => signal === found[0].signal && signal > 0));
  for (const [i, { noise }] of found.slice(1).entries()) {
    assertAlmostEquals(found[i].noise / noise, 2, .4); // four times the tracks, half the noise
  }
  model.dispose();
  assertEquals(tf.memory().numTensors, before);
});
