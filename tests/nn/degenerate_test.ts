/** Batches of which nothing can be learnt, and trainings that end in no numbers. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { evaluateAt } from "../../lib/nn/evaluator.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { rangeTest } from "../../lib/nn/rate_range.ts";
import { type TrainSettings, trainSettings } from "../../lib/nn/settings.ts";
import { train, TrainingError } from "../../lib/nn/train.ts";
import { COLUMNS, learn, tidyTest, watch } from "./rows.ts";

/** Some of the rows to learn from. */
const part = (rows: ArrayLike<number>) => ({
  x: takeRows(learn.x, rows),
  y: { ...learn.y, codes: Int32Array.from(rows, (row) => learn.y.codes[row]) },
});
const first = (count: number) => part(Array.from({ length: count }, (_, i) => i));

/** Trains a small network; losses step by step and the weights it ends with. */
async function trained(
  { x, y }: typeof learn,
  plan: Partial<MlpSettings>,
  settings: Partial<TrainSettings>,
) {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [8], ...plan }, new Rng(1));
  const losses: number[] = [];
  const onStep = ({ loss }: { loss: number }) => void losses.push(loss);
  try {
    const history = await train(model, x, y, { epochs: 1, ...settings, onStep, rng: new Rng(2) });
    return { history, losses, weights: model.getWeights().flatMap((w) => [...w.dataSync()]) };
  } finally {
    model.dispose();
  }
}

const noStep = { onStep: () => assert(false, "a step") };

for (const engine of ["graph", "wasm", "tfjs"] as const) {
  tidyTest(
    `batches of one row are refused where their statistics would count: ${engine}`,
    async () => {
      const { x, y } = first(20), settings = { engine, batchSize: 1, epochs: 1, rng: new Rng(1) };
      for (const members of [1, 3]) {
        const plan = { inputs: COLUMNS, classes: 3, layers: [8], batchNorm: true, members };
        const model = mlp(plan, new Rng(1));
        await assertFails(
          () => train(model, x, y, { ...settings, ...noStep }),
          "more than one row per batch",
          "batchSize 1",
          "batchNorm1",
        );
        model.dispose();
      }
      const lonely = { batchSize: 64, oneClass: true };
      await assertFails(
        () => trained(first(1), { batchNorm: true }, { ...settings, ...lonely }),
        "more than one row",
        "batchSize 64 of 1 training rows",
      );
      // where it goes by its running averages, a row is enough
      const frozen = { layerRates: { batchNorm1: 0 } };
      const { history } = await trained({ x, y }, { batchNorm: true }, { ...settings, ...frozen });
      assertEquals(history.steps, 20);
      assertEquals((await trained({ x, y }, {}, settings)).history.steps, 20);
    },
  );

  tidyTest(
    `one row left over joins the batch before it, under batch norm alone: ${engine}`,
    async () => {
      const settings = { engine, batchSize: 16, learningRate: .01, shuffle: false };
      for (const extra of [{}, { mixup: .2, labelSmoothing: .1 }]) {
        const all = { ...settings, ...extra };
        assertEquals((await trained(first(65), { batchNorm: true }, all)).history.steps, 4);
        assertEquals((await trained(first(66), { batchNorm: true }, all)).history.steps, 5);
        assertEquals((await trained(first(65), {}, all)).history.steps, 5);
      }
      const { losses } = await trained(first(17), { batchNorm: true }, settings);
      const whole = await trained(first(17), { batchNorm: true }, { ...settings, batchSize: 17 });
      assertEquals(losses, whole.losses); // all 17 rows in one step
    },
  );

  tidyTest(`a batch whose rows all weigh 0 teaches nothing: ${engine}`, async () => {
    const of = (wanted: (code: number) => boolean) =>
      [...learn.y.codes.keys()].filter((row) => wanted(learn.y.codes[row])).slice(0, 8);
    const light = of((code) => code === 0), heavy = of((code) => code > 0);
    const settings = { engine, batchSize: 8, shuffle: false, learningRate: .1 };
    for (const labelSmoothing of [0, .1]) {
      const all = {
        ...settings,
        optimiser: "sgd",
        labelSmoothing,
        classWeights: [0, 1, 2],
      } as const;
      const both = await trained(part([...light, ...heavy]), {}, all);
      const alone = await trained(part(heavy), {}, all);
      assertEquals(both.losses[0], 0);
      assertEquals(both.losses.slice(1), alone.losses);
      assertEquals(both.weights, alone.weights);
    }
    const mixed = { ...settings, batchSize: 2, epochs: 5, shuffle: true, mixup: .3 };
    const { weights } = await trained(first(60), {}, { ...mixed, classWeights: [0, 1, 1] });
    assert(weights.every(Number.isFinite));
  });

  tidyTest(
    `a training that ends in no numbers is an error, watched or not: ${engine}`,
    async () => {
      const settings = { engine, optimiser: "sgd", batchSize: 600, epochs: 1 } as const;
      const end = async (rate: number, message: string, more: object) => {
        const model = mlp({ inputs: COLUMNS, classes: 3, layers: [16, 16] }, new Rng(2));
        const context = { rate: () => rate, rng: new Rng(2), ...more };
        const error = await assertFails(
          () => train(model, learn.x, learn.y, { ...settings, ...context }),
          message,
          "at step 1",
          '"optimiser":"sgd"',
        );
        assert(error instanceof TrainingError);
        model.dispose();
      };
      for (const monitor of ["validationLoss", "validationAccuracy"]) {
        await end(1e30, "the validation loss is NaN", { monitor, validation: watch });
      }
      await end(Infinity, "weights are not finite", {});
    },
  );
}

tidyTest("both engines learn the same from a batch with one row more", async () => {
  const [a, b] = await Promise.all(
    (["graph", "wasm", "tfjs"] as const).map((engine) =>
      trained(first(33), { batchNorm: true }, { engine, batchSize: 16, epochs: 3 })
    ),
  );
  assertAllClose(a.losses, b.losses, { relative: 1e-4 });
});

Deno.test("class weights that are none are refused in the settings, by name", async () => {
  const lists = [[-1, 1], [NaN, 1], [0, 0], [Infinity, 1], [1e39, 1], ["1", 1], []];
  for (const given of [...lists, "balance", 2]) {
    const found = Array.isArray(given) ? `[${given.join(", ")}]` : String(given);
    const classWeights = given as number[];
    await assertFails(() => trainSettings({ classWeights }), "setting classWeights", found);
  }
  for (const classWeights of [[0, 1, 2], "balanced" as const, null]) {
    assertEquals(trainSettings({ classWeights }).classWeights, classWeights);
  }
});

tidyTest("weights on classes without rows alone are refused before the first step", async () => {
  const model = mlp({ inputs: COLUMNS, classes: 3 }, new Rng(1)), { codes } = learn.y;
  const { x, y } = part([...codes.keys()].filter((row) => codes[row] > 0));
  const settings = { classWeights: [1, 0, 0], rng: new Rng(1), ...noStep };
  await assertFails(() => train(model, x, y, settings), "weight 0", "loud: 0");
  model.dispose();
});

Deno.test("a row of NaN is never counted as right", async () => {
  const row = [[.2, .5, .3], [NaN, NaN, NaN], [.9, NaN, .1], [NaN, .4, .6]];
  const engine = {
    name: "wasm" as const,
    gradient: () => ({ loss: 0, accuracy: 0 }),
    probabilities: () => Float32Array.from(row.flat()),
  };
  const { x, y } = part([0, 1, 2, 3]);
  const codes = Int32Array.of(1, 0, 0, 2);
  const figures = await evaluateAt(engine, { x, y: { ...y, codes } });
  const { validationLoss, validationAccuracy } = figures;
  assertEquals([validationLoss, validationAccuracy], [NaN, .25]);
});

tidyTest("a range test runs all its steps though left-over rows make batches fewer", async () => {
  const { x, y } = first(5), settings = { batchSize: 2, rng: new Rng(1) };
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [8], batchNorm: true }, new Rng(1));
  const { points } = await rangeTest(model, x, y, settings, { from: 1e-6, to: 1e-3, steps: 60 });
  assertEquals(points.length, 60);
  model.dispose();
});
