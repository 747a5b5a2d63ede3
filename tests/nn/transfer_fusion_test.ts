/** Towers are copied and frozen like any other layers. */
import { assertAllClose, assertEquals } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { fusionMlp, type JoinSettings } from "../../lib/nn/fusion.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import type { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { CLASSES, learn, tidyTest, watch } from "./rows.ts";

const towers = { sound: { columns: 2, layers: [8] }, text: { columns: 4, layers: [8] } };
const network = (classes: number, seed: number, plan: Partial<JoinSettings>) =>
  fusionMlp({ towers, classes, head: [8], batchNorm: true, ...plan }, new Rng(seed));
const weightsOf = (model: tf.LayersModel) =>
  Object.fromEntries(model.weights.map((w) => [w.originalName, [...w.read().dataSync()]]));

for (const join of ["concatenate", "gated"] as const) {
  tidyTest(`a fusion network is copied whole, its head by class: ${join}`, async () => {
    const old = network(3, 1, { join }), wider = network(4, 2, { join });
    await train(old, learn.x, learn.y, { epochs: 3, rng: new Rng(1) });
    const to = ["amber", ...CLASSES];
    const report = copyWeights(old, wider, {
      classes: { from: CLASSES, to },
      newClasses: "zeros",
      strict: true,
    });
    assertEquals(report.filter(({ outcome }) => outcome === "skipped"), []);
    assertEquals(report.some(({ layer }) => layer === "text/dense1"), true);
    const p = (await predictProbabilities(old, watch.x, CLASSES)).data;
    const q = (await predictProbabilities(wider, watch.x, to)).data;
    for (let i = 0; i < watch.x.rows; i++) {
      const known = q.subarray(4 * i + 1, 4 * i + 4), rest = 1 - q[4 * i];
      assertAllClose(known.map((v) => v / rest), p.subarray(3 * i, 3 * i + 3), {
        relative: 1e-4,
        absolute: 1e-5,
      });
    }
    old.dispose();
    wider.dispose();
  });

  tidyTest(
    `a frozen tower stays as it is while the other learns, in both engines: ${join}`,
    async () => {
      const layerRates = { "text/dense1": 0, "text/batchNorm1": 0, "sound/dense1": .5 };
      const trained = async (engine: TrainSettings["engine"]) => {
        const model = network(3, 1, { join }), rng = new Rng(3);
        await train(model, learn.x, learn.y, { epochs: 1, rng: new Rng(2) });
        const before = weightsOf(model), settings = { optimiser: "sgd", epochs: 1 } as const;
        await train(model, learn.x, learn.y, {
          ...settings,
          learningRate: .05,
          layerRates,
          engine,
          rng,
        });
        const after = weightsOf(model);
        model.dispose();
        return { before, after };
      };
      const a = await trained("wasm"), b = await trained("tfjs");
      const still = Object.keys(a.before).filter((name) =>
        `${a.before[name]}` === `${a.after[name]}`
      );
      // a bias before batch norm gets no gradient, so the other tower's and the head's stay, too
      const text = still.filter((name) => name.startsWith("text/"));
      assertEquals(text.length, 6);
      for (const name of Object.keys(a.after)) {
        assertAllClose(a.after[name], b.after[name], { relative: 2e-3, absolute: 2e-4 });
      }
    },
  );
}
