/** A network of one's own, with the main door alone. */
import {
  argmax,
  blocks,
  copyWeights,
  freeze,
  fusion,
  fusionMlp,
  gateValues,
  holdOut,
  imprint,
  layerOutputs,
  learningCurve,
  loadModel,
  matrix,
  mlp,
  numeric,
  predictProbabilities,
  rangeTest,
  Rng,
  saveModel,
  scaled,
  standard,
  tf,
  train,
  unfreeze,
} from "../../lib/mod.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { flowers } from "../experiments/flowers.ts";
import { learn, tidyTest, watch } from "../nn/rows.ts";

/** The share of rows whose class a network tells. */
async function accuracyOf(model: tf.LayersModel, { x, y }: typeof watch): Promise<number> {
  const said = argmax(await predictProbabilities(model, x, y.classes));
  return said.filter((code, i) => code === y.codes[i]).length / said.length;
}

/** Layers as tfjs has them. */
function ownModel(activation: "softmax" | "linear" = "softmax"): tf.LayersModel {
  const inputs = tf.input({ shape: [learn.x.names.length] });
  const seeded = (seed: number) => tf.initializers.glorotNormal({ seed });
  const dense = (units: number, of: object) => tf.layers.dense({ units, ...of });
  const hidden = dense(24, { activation: "tanh", name: "hidden", kernelInitializer: seeded(1) });
  const last = dense(3, { activation, name: "last", kernelInitializer: seeded(2) });
  return tf.model({ inputs, outputs: last.apply(hidden.apply(inputs)) as tf.SymbolicTensor });
}

tidyTest(
  "layers of one's own are trained like the engine's, at the rate that a range test names",
  async () => {
    const model = ownModel(), rng = new Rng(1);
    const { steepest } = await rangeTest(model, learn.x, learn.y, { rng: rng.fork("range") });
    const settings = { epochs: 40, learningRate: Math.min(steepest, .02), rng: rng.fork("train") };
    const history = await train(model, learn.x, learn.y, { ...settings, validation: watch });
    assert(await accuracyOf(model, watch) > .85, `${await accuracyOf(model, watch)}`);
    assertEquals(learningCurve(history).data.length, 4);
    assertEquals(layerOutputs(model, watch.x, "hidden").names.length, 24);
    model.dispose();
  },
);

tidyTest(
  "a network of one's own that ends in logits is refused: they are no probabilities",
  async () => {
    const model = ownModel("linear");
    await assertFails(
      () => train(model, learn.x, learn.y, { rng: new Rng(1) }),
      "does not end in probabilities",
      "linear of its last layer, last",
      "softmax",
    );
    model.dispose();
  },
);

tidyTest("a saved network learns a class more, first with its old layers frozen", async () => {
  const old = mlp({ inputs: 6, classes: 3, layers: [24] }, new Rng(1));
  await train(old, learn.x, learn.y, { epochs: 20, learningRate: .01, rng: new Rng(2) });
  const folder = await Deno.makeTempDir();
  await saveModel(old, folder);
  const again = await loadModel(folder);
  await Deno.remove(folder, { recursive: true });

  const classes = [...learn.y.classes, "zero"], to = { from: learn.y.classes, to: classes };
  const wider = mlp({ inputs: 6, classes: 4, layers: [24] }, new Rng(3));
  copyWeights(again, wider, { classes: to, newClasses: "zeros" });
  const y = { codes: learn.y.codes.map((code, i) => i % 4 === 0 ? 3 : code), classes };
  imprint(wider, learn.x, y, "zero");
  freeze(wider, ["dense1"]);
  const before = wider.getLayer("dense1").getWeights()[0].dataSync().slice();
  await train(wider, learn.x, y, { epochs: 2, rng: new Rng(4) });
  assertEquals(wider.getLayer("dense1").getWeights()[0].dataSync(), before);
  unfreeze(wider);
  await train(wider, learn.x, y, { epochs: 1, rng: new Rng(5) });
  assert(wider.getLayer("dense1").getWeights()[0].dataSync().some((w, i) => w !== before[i]));
  for (const each of [old, again, wider]) each.dispose();
});

tidyTest("a fusion network of one's own says how much it listens to each tower", async () => {
  const towers = { size: { columns: 2 }, time: { columns: 1 } };
  const model = fusionMlp({ towers, classes: 3, join: "gated" }, new Rng(1));
  assertEquals(gateValues(model, matrix(4, ["petal", "stem", "hour"])).names, ["size", "time"]);
  model.dispose();

  const data = flowers(120), split = holdOut(data, { fraction: .25 }, new Rng(1));
  const of = (...columns: string[]) => scaled(numeric({ columns }), standard());
  const parts = { size: of("petal", "stem"), time: of("hour") };
  const fitted = await fusion({
    size: { features: parts.size },
    time: { features: parts.time },
  }, { join: "gated", epochs: 5 }).fit(data, split.train, new Rng(2));
  const shares = await fitted.gateValues(data, split.validation);
  assertEquals(shares.names, ["size", "time"]);
  fitted.dispose();
  const { train: x } = await blocks(parts).fit(data, split.train, new Rng(3));
  assertEquals(x.names.length, 3);
});
