/** Layers that are frozen, learn slowly, or are held to where they were: the same in both engines. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { freeze, unfreeze } from "../../lib/nn/freeze.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { ready, type tf } from "../../lib/nn/tf.ts";
import { train, type TrainContext } from "../../lib/nn/train.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

type Given = Partial<TrainSettings> & Partial<TrainContext>;

/** All weights by name, as they are now. */
const weightsOf = (model: tf.LayersModel) =>
  Object.fromEntries(model.weights.map((w) => [w.originalName, [...w.read().dataSync()]]));

async function trained(plan: Partial<MlpSettings>, given: Given, frozen: string[] = []) {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [8, 8], ...plan }, new Rng(1));
  // running averages that are not at their start
  await train(model, learn.x, learn.y, { epochs: 1, rng: new Rng(2) });
  freeze(model, frozen);
  const before = weightsOf(model);
  const settings = { optimiser: "sgd", learningRate: .05, epochs: 1, batchSize: 50 } as const;
  await train(model, learn.x, learn.y, { ...settings, rng: new Rng(3), ...given });
  const after = weightsOf(model);
  unfreeze(model);
  model.dispose();
  return { before, after };
}

/** Layers with a weight that is no longer the same, to the bit. */
const moved = ({ before, after }: Awaited<ReturnType<typeof trained>>) => [
  ...new Set(
    Object.keys(before).filter((name) => `${before[name]}` !== `${after[name]}`)
      .map((name) => name.split("/")[0]),
  ),
];

await ready();
const teacher = await (async () => {
  const own = mlp({ inputs: COLUMNS, classes: 2 }, new Rng(9));
  const p = await predictProbabilities(own, learn.x, ["odd", "calm"]);
  own.dispose();
  return p;
})();

const normed = { batchNorm: true };
const cases: Record<string, [Partial<MlpSettings>, Given, string[]?]> = {
  "a frozen body": [normed, { layerRates: { "*": 0, logits: 1 } }],
  "a frozen head": [{}, { layerRates: { logits: 0 } }],
  "a frozen layer between two that learn": [normed, { layerRates: { dense2: 0, batchNorm2: 0 } }],
  "frozen by flag": [normed, {}, ["dense1", "batchNorm1"]],
  "frozen batch norm that goes on with batches": [normed, {
    layerRates: { batchNorm1: 0, batchNorm2: 0 },
    frozenBatchNorm: "training",
  }],
  "batch norm alone learns": [normed, { layerRates: { "*": 0, batchNorm1: 1, batchNorm2: 1 } }],
  "rates by layer": [{}, { layerRates: { dense1: .1, dense2: .5 } }],
  "L2-SP": [{}, { l2sp: .3 }],
  "L2-SP on some layers, L2 on all": [{}, { l2sp: { dense1: .5, dense2: .1 }, l2: .01 }],
  "distillation": [{}, {
    distillation: 1,
    teacher,
  }],
  "distillation of members": [{ members: 3 }, {
    distillation: .7,
    temperature: 1,
    teacher,
  }],
  "members with a frozen embedding": [
    { members: 3, embedding: { kind: "periodic", frequencies: 4, size: 4, sigma: .5 } },
    { layerRates: { encoding: 0, embedding: 0 } },
  ],
  "members with a frozen first layer": [{ members: 3 }, { layerRates: { dense1: 0 } }],
};

for (const [name, [plan, given, frozen]] of Object.entries(cases)) {
  for (const engine of ["graph", "wasm"] as const) {
    tidyTest(`${engine} and tfjs go the same way: ${name}`, async () => {
      const a = await trained(plan, { ...given, engine }, frozen);
      const b = await trained(plan, { ...given, engine: "tfjs" }, frozen);
      assertEquals(moved(a), moved(b));
      for (const weight of Object.keys(a.after)) {
        assertAllClose(a.after[weight], b.after[weight], { relative: 2e-3, absolute: 2e-4 });
      }
    });
  }
}

tidyTest("frozen weights are the same bits afterwards, whatever the optimiser", async () => {
  const optimisers = [
    "sgd",
    "momentum",
    "nesterov",
    "rmsprop",
    "adagrad",
    "adam",
    "adamw",
  ] as const;
  const hold = { weightDecay: .1, l2: .01, clipNorm: 1, dropout: .2 };
  for (const optimiser of optimisers) {
    const { dropout, ...settings } = hold, plan = { ...normed, dropout };
    const body = await trained(plan, { ...settings, optimiser, layerRates: { "*": 0, logits: 1 } });
    assertEquals(moved(body), ["logits"], optimiser);
    const flag = await trained(plan, { ...settings, optimiser }, ["dense2", "batchNorm2"]);
    assertEquals(moved(flag), ["dense1", "batchNorm1", "logits"], optimiser);
  }
});

tidyTest("frozen running averages stay, or move where that is asked for", async () => {
  const layerRates = { batchNorm1: 0, batchNorm2: 0 }, name = "batchNorm1/moving_mean";
  const kept = await trained(normed, { layerRates });
  assertEquals(kept.after[name], kept.before[name]);
  const going = await trained(normed, { layerRates, frozenBatchNorm: "training" });
  assert(`${going.after[name]}` !== `${going.before[name]}`);
  assertEquals(going.after["batchNorm1/gamma"], going.before["batchNorm1/gamma"]);
});

tidyTest(
  "a tenth of the rate moves a layer a tenth as far in one step of gradient descent",
  async () => {
    const one = { batchSize: 600, shuffle: false }, name = "dense1/kernel";
    const step = async (layerRates: Record<string, number>) => {
      const { before, after } = await trained({}, { ...one, layerRates });
      return after[name].map((value, i) => value - before[name][i]);
    };
    const full = await step({});
    assertAllClose(await step({ "*": .1 }), full.map((d) => d / 10), {
      relative: 1e-2,
      absolute: 1e-6,
    });
  },
);

tidyTest("L2-SP keeps weights near their start", async () => {
  const far = async (l2sp: number) => {
    const { before, after } = await trained({}, { l2sp, epochs: 10 });
    return Math.hypot(...after["dense1/kernel"].map((v, i) => v - before["dense1/kernel"][i]));
  };
  const [free, held, tight] = [await far(0), await far(.1), await far(3)];
  assert(free > 1.2 * held && held > 2 * tight, `${free}, ${held}, ${tight}`);
});

tidyTest(
  "a teacher is followed: its classes are told apart as it does, with no label to say so",
  async () => {
    const model = mlp({ inputs: COLUMNS, classes: 3, layers: [32] }, new Rng(1));
    const y = { codes: learn.y.codes.map(() => 1), classes: CLASSES }; // all rows are called "loud"
    const p = teacher,
      agrees = async () => {
        const q = (await predictProbabilities(model, learn.x, CLASSES)).data;
        let same = 0;
        for (let i = 0; i < 600; i++) {
          same += Number(q[3 * i + 2] > q[3 * i] === p.data[2 * i] > p.data[2 * i + 1]);
        }
        return same / 600;
      };
    const settings = { oneClass: true, distillation: 5, epochs: 60, learningRate: .01 };
    await train(model, learn.x, y, { ...settings, teacher: p, rng: new Rng(1) });
    assert(await agrees() > .95, `${await agrees()}`);
    model.dispose();
  },
);

tidyTest("looking more often changes nothing but what is known", async () => {
  const settings = { epochs: 2, batchSize: 50, validation: watch, rng: new Rng(1) };
  const of = async (evalEvery: number) => {
    const model = mlp({ inputs: COLUMNS, classes: 3, dropout: .2 }, new Rng(1));
    const history = await train(model, learn.x, learn.y, { ...settings, evalEvery });
    const weights = weightsOf(model);
    model.dispose();
    return { history, weights };
  };
  const plain = await of(0), looked = await of(5);
  assertEquals(looked.weights, plain.weights);
  assertEquals(plain.history.evalPoints, undefined);
  const { evalPoints: looks, epochs } = looked.history;
  assertEquals(looks!.map(({ step }) => step), [0, 5, 10, 15, 20]);
  const { epoch: _, ...end } = epochs[1], last = looks!.at(-1)!; // step 20 of 24 is not the end …
  assert(last.validationLoss !== end.validationLoss);
  const { validationLoss, validationAccuracy, validationRecalls } = looks![0];
  assert(validationLoss > end.validationLoss!);
  const counts = CLASSES.map((_, c) => watch.y.codes.filter((code) => code === c).length);
  const mean = validationRecalls.reduce((sum, recall, c) => sum + recall * counts[c], 0) / 300;
  assertAllClose([mean], [validationAccuracy]);
});

tidyTest("what cannot be frozen, held or taught is refused in a sentence", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3 }, new Rng(1)), { x, y } = learn;
  const go = (settings: Given) => () => train(model, x, y, { rng: new Rng(1), ...settings });
  await assertFails(
    go({ layerRates: { dense9: 0 } }),
    "layerRates",
    "dense9",
    "dense1, dense2, logits",
  );
  await assertFails(go({ layerRates: { "*": -1 } }), "layerRates", "-1");
  await assertFails(go({ layerRates: .1 as never }), "layerRates", "0.1");
  await assertFails(go({ l2sp: { embedding: 1 } }), "l2sp", "embedding");
  await assertFails(go({ l2sp: NaN }), "l2sp");
  await assertFails(go({ layerRates: { "*": 0 } }), "nothing is left to learn");
  await assertFails(() => freeze(model, ["activation1"]), "activation1", "logits");
  await assertFails(go({ distillation: 1 }), "no teacher", "600 rows");
  const p = teacher;
  await assertFails(go({ distillation: 1, teacher: { ...p, rows: 5 } }), "5 rows");
  await assertFails(go({ distillation: 1, teacher: { ...p, names: ["odd", "jazz"] } }), "jazz");
  await assertFails(go({ distillation: 1, teacher: p, mixup: .2 }), "mixup");
  await assertFails(go({ temperature: 0 }), "temperature");
  freeze(model);
  await assertFails(go({}), "nothing is left to learn");
  model.dispose();
});
