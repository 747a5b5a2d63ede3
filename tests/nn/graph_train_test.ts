import { assertAllClose, assertEquals } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { History } from "../../lib/nn/history.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { train, type TrainContext } from "../../lib/nn/train.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

type Given = Partial<TrainSettings> & Partial<TrainContext>;

/** A network after some epochs on the flowers' rows: its course and what it says of the validation rows. */
async function trained(
  plan: Partial<MlpSettings>,
  given: Given,
): Promise<{ history: History; p: Float32Array }> {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [16, 8], ...plan }, new Rng(1));
  const settings = { epochs: 6, batchSize: 50, learningRate: .01, validation: watch, ...given };
  const history = await train(model, learn.x, learn.y, { rng: new Rng(2), ...settings });
  const p = (await predictProbabilities(model, watch.x, CLASSES)).data;
  model.dispose();
  return { history, p };
}

const cases: Record<string, [Partial<MlpSettings>, Given]> = {
  "adam": [{}, {}],
  "a short last batch": [{}, { batchSize: 64 }],
  "all rows at once": [{}, { batchSize: 600, epochs: 20 }],
  "adamw": [{}, { optimiser: "adamw", weightDecay: .1 }],
  "sgd": [{}, { optimiser: "sgd", learningRate: .2 }],
  "momentum": [{}, { optimiser: "momentum", learningRate: .05 }],
  "nesterov with decay": [{}, { optimiser: "nesterov", learningRate: .05, weightDecay: .01 }],
  "rmsprop": [{}, { optimiser: "rmsprop", learningRate: .003 }],
  "adagrad": [{}, { optimiser: "adagrad", learningRate: .05 }],
  "batch norm": [{ batchNorm: true }, {}],
  "batch norm and a short last batch": [{ batchNorm: true }, { batchSize: 64 }],
  "clipping by norm": [{}, { clipNorm: .2 }],
  "clipping by value, then by norm": [{}, { clipValue: .01, clipNorm: .03 }],
  "L2": [{}, { l2: .01 }],
  "L2-SP": [{}, { l2sp: .3 }],
  "rates by layer": [{}, { layerRates: { dense1: .1, dense2: .5 } }],
  "a frozen layer": [{ batchNorm: true }, { layerRates: { dense1: 0, batchNorm1: 0 } }],
  "smoothing, weights, noise and mixup": [{}, {
    labelSmoothing: .1,
    classWeights: [1, 2, 3],
    inputNoise: .1,
    mixup: .2,
  }],
  "a schedule, and weights averaged": [{}, { schedule: "oneCycle", averageLast: 3 }],
  "the course of statistics": [{}, { statistics: true }],
  "evaluation points": [{}, { evalEvery: 5 }],
  "members": [{ members: 4 }, {}],
  "periodic embeddings": [{
    embedding: { kind: "periodic", frequencies: 8, size: 4, sigma: .5 },
  }, {}],
};

for (const [name, [plan, given]] of Object.entries(cases)) {
  tidyTest(`a graph trains as the fused engine does: ${name}`, async () => {
    const a = await trained(plan, { ...given, engine: "graph" });
    const b = await trained(plan, { ...given, engine: "wasm" });
    assertEquals([a.history.engine, b.history.engine], ["graph", "wasm"]);
    assertEquals(a.history.steps, b.history.steps);
    const figures = ({ history }: typeof a) =>
      history.epochs.flatMap((
        e,
      ) => [e.loss, e.accuracy, e.validationLoss!, e.learningRate, e.gradientNorm]);
    assertAllClose(figures(a), figures(b), { relative: 2e-3, absolute: 2e-4 });
    assertAllClose(a.p, b.p, { absolute: 1e-3 });
    assertEquals(a.history.evalPoints?.length, b.history.evalPoints?.length);
    assertEquals(a.history.epochs[0].layers?.length, b.history.epochs[0].layers?.length);
  });
}
