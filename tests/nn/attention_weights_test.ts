/** Which moments a network listens to. */
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { attentionWeights } from "../../lib/nn/attention_weights.ts";
import { networkClassifier } from "../../lib/nn/network_classifier.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";

const ROWS = 120, STEPS = 12;
/** Noise of two bands; at one moment, which differs, the first band says which class it is. */
const { x, y, at } = (() => {
  const rng = new Rng("moments"), data = new Float32Array(ROWS * STEPS * 2);
  const codes = Int32Array.from({ length: ROWS }, (_, row) => row % 2);
  const at = codes.map(() => rng.int(STEPS));
  for (let i = 0; i < data.length; i++) data[i] = .3 * rng.normal();
  at.forEach((t, row) => data[(row * STEPS + t) * 2] = codes[row] ? 4 : -4);
  return {
    x: tensor(ROWS, [STEPS, 2], ["low", "high"], data),
    y: { codes, classes: ["down", "up"] },
    at,
  };
})();
const plan = { network: "cnn1d", channels: [8], kernel: 1, pool: "none", layers: [] };

Deno.test("attention learns to weigh the moment that tells the class", async () => {
  const settings = { ...plan, end: "attention", epochs: 30, learningRate: .02, validationShare: 0 };
  const { model } = await networkClassifier(settings).fit(x, y, new Rng(1));
  const { data, rows, names } = attentionWeights(model, x);
  assertEquals([rows, names.length], [ROWS, STEPS]);
  let own = 0;
  for (let row = 0; row < ROWS; row++) {
    const weights = data.subarray(row * STEPS, (row + 1) * STEPS);
    assertAlmostEquals(weights.reduce((a, b) => a + b), 1, 1e-5);
    own += weights[at[row]] / ROWS;
  }
  assert(own > .5, `the moment that tells weighs ${own}, where ${1 / STEPS} is chance`);
  model.dispose();
});

Deno.test("a network that does not pool by attention has no such weights", async () => {
  const settings = { ...plan, end: "max", epochs: 1 };
  const { model } = await networkClassifier(settings).fit(x, y, new Rng(1));
  await assertFails(() => attentionWeights(model, x), "pooled", "a model that ends in attention");
  model.dispose();
});
