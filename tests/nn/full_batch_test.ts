import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { History } from "../../lib/nn/history.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { train, type TrainContext } from "../../lib/nn/train.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

type Given = Partial<TrainSettings> & Partial<TrainContext>;

/** A network after some epochs of one step each, rows in their order. */
async function trained(plan: Partial<MlpSettings>, given: Given) {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [16, 8], ...plan }, new Rng(1));
  const settings = { epochs: 20, batchSize: 600, learningRate: .01, shuffle: false };
  const all = { ...settings, engine: "graph", validation: watch, ...given } as const;
  try {
    const history = await train(model, learn.x, learn.y, { rng: new Rng(2), ...all });
    return { history, p: (await predictProbabilities(model, watch.x, CLASSES)).data };
  } finally {
    model.dispose();
  }
}

const figures = ({ epochs }: History) =>
  epochs.flatMap((e) => [e.loss, e.validationLoss!, e.learningRate, e.gradientNorm]);

const cases: Record<string, [Partial<MlpSettings>, Given]> = {
  "adam, the last weights": [{}, { restoreBest: false }],
  "adam, the best weights": [{}, {}],
  "sgd with a schedule": [{}, { optimiser: "sgd", learningRate: .3, schedule: "cosine" }],
  "batch norm, L2 and clipping": [{ batchNorm: true }, { l2: .01, clipNorm: .2 }],
  "accuracy is monitored": [{}, { monitor: "validationAccuracy" }],
  "early stopping, the last weights": [{ layers: [64] }, {
    ...{ learningRate: .3, epochs: 300, patience: 3, restoreBest: false },
  }],
  "early stopping, the best weights": [{ layers: [64] }, {
    ...{ learningRate: .3, epochs: 300, patience: 3 },
  }],
};

for (const [name, [plan, given]] of Object.entries(cases)) {
  tidyTest(`all rows in a graph learn as step by step: ${name}`, async () => {
    const a = await trained(plan, given), b = await trained(plan, { ...given, engine: "wasm" });
    assertEquals([a.history.engine, b.history.engine], ["graph", "wasm"]);
    const course = ({ steps, bestEpoch, stopped }: History) => ({ steps, bestEpoch, stopped });
    assertEquals(course(a.history), course(b.history));
    assertAllClose(figures(a.history), figures(b.history), { relative: 2e-3, absolute: 2e-4 });
    assertAllClose(a.p, b.p, { absolute: 1e-3 });
    if (given.patience) assert(a.history.stopped === "early", "it must have stopped");
  });
}

tidyTest("few epochs are a prefix of many, byte for byte, dropout included", async () => {
  const plan = { dropout: .3, batchNorm: true }, all = await trained(plan, { epochs: 60 });
  const some = await trained(plan, { epochs: 25 });
  const told = ({ epochs }: History) =>
    epochs.map(({ loss, validationLoss, validationAccuracy }) => [
      loss,
      validationLoss,
      validationAccuracy,
    ]);
  assertEquals(told(some.history), told(all.history).slice(0, 25));
});

tidyTest("its steps are told, and a signal ends it between two runs", async () => {
  const stop = new AbortController(), steps: number[] = [];
  const { history } = await trained({}, {
    ...{ epochs: 100_000, signal: stop.signal },
    onStep({ step }) {
      steps.push(step);
      if (step === 20) stop.abort();
    },
  });
  assertEquals(history.stopped, "cancelled");
  assertEquals(steps, Array.from({ length: history.steps }, (_, i) => i + 1));
  assert(history.steps < 100);
});

tidyTest("a loss that is no number ends it, naming the step", async () => {
  await assertFails(
    () => trained({}, { optimiser: "sgd", learningRate: 100, l2: 100 }),
    "loss is",
    "at step",
  );
});
