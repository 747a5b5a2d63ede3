/** Weights that go from one network into another. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { argmax, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { layerOutputs } from "../../lib/nn/layer_outputs.ts";
import { imprint } from "../../lib/nn/imprint.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import type { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { CLASSES, COLUMNS, learn, tidyTest, watch } from "./rows.ts";

/** With a class more, which stands first, as edm does. */
const WIDER = ["amber", ...CLASSES], classes = { from: CLASSES, to: WIDER };

const network = (count: number, seed: number, plan: Partial<MlpSettings> = {}) =>
  mlp({ inputs: COLUMNS, classes: count, layers: [16, 8], ...plan }, new Rng(seed));

async function trained(plan: Partial<MlpSettings> = {}) {
  const model = network(3, 1, plan);
  await train(model, learn.x, learn.y, { epochs: 20, learningRate: .01, rng: new Rng(2) });
  return model;
}

const weightOf = (
  model: tf.LayersModel,
  name: string,
) => [...model.weights.find((w) => w.originalName === name)!.read().dataSync()];

const embedding = { kind: "periodic", frequencies: 4, size: 4 } as const;
for (
  const [name, plan] of Object.entries<Partial<MlpSettings>>({
    "plain": {},
    "with batch norm": { batchNorm: true },
    "with an embedding": { embedding },
    "an ensemble": { members: 3 },
  })
) {
  tidyTest(
    `among the classes it knew, a wider network answers as the old one did: ${name}`,
    async () => {
      const old = await trained(plan), wider = network(4, 7, plan);
      const report = copyWeights(old, wider, { classes, newClasses: "mean", strict: true });
      assertEquals(report.filter(({ outcome }) => outcome === "skipped"), []);
      assertEquals(report.filter(({ why }) => why === "new: amber").map(({ layer }) => layer), [
        "logits",
        "logits",
      ]);
      const [p, q] = [
        await predictProbabilities(old, watch.x, CLASSES),
        await predictProbabilities(wider, watch.x, WIDER),
      ];
      if (plan.members) return dispose(old, wider); // each member is right, but not the mean of them
      for (let i = 0; i < p.rows; i++) {
        const [edm, ...known] = q.data.subarray(4 * i, 4 * i + 4), rest = 1 - edm;
        assertAllClose(known.map((v) => v / rest), p.data.subarray(3 * i, 3 * i + 3), {
          relative: 1e-4,
          absolute: 1e-5,
        });
      }
      dispose(old, wider);
    },
  );
}

const dispose = (...models: tf.LayersModel[]) => models.forEach((model) => void model.dispose());

tidyTest("a new class gets zeros, the mean of the others, or keeps what it had", async () => {
  const old = await trained(),
    head = (model: tf.LayersModel, name: string) => weightOf(model, `logits/${name}`);
  const of = (newClasses: "zeros" | "mean" | "keep") => {
    const wider = network(4, 7), before = head(wider, "bias")[0];
    copyWeights(old, wider, { classes, newClasses });
    const after = { kernel: head(wider, "kernel"), bias: head(wider, "bias"), before };
    dispose(wider);
    return after;
  };
  const known = head(old, "bias"), mean = known.reduce((a, b) => a + b) / 3;
  assertEquals(of("zeros").bias, [0, ...known]);
  assertEquals(of("zeros").kernel.filter((_, i) => i % 4 === 0), Array(8).fill(0));
  assertAllClose([of("mean").bias[0]], [mean], { relative: 1e-6 });
  assertEquals(of("keep").bias[0], of("keep").before);
  assertEquals(of("keep").bias.slice(1), known);
  dispose(old);
});

tidyTest(
  "classes in another order go where their names say; a class that is gone is left out",
  async () => {
    const old = await trained(), turned = ["odd", "calm"], fewer = network(2, 7);
    const report = copyWeights(old, fewer, { classes: { from: CLASSES, to: turned } });
    assert(report.at(-1)!.why === "left out: loud");
    const bias = weightOf(old, "logits/bias");
    assertEquals(weightOf(fewer, "logits/bias"), [bias[2], bias[0]]);
    dispose(old, fewer);
  },
);

tidyTest("some layers alone are copied; the report tells of every weight", async () => {
  const old = await trained(), wider = network(4, 7, { layers: [16, 12] });
  const before = weightOf(wider, "dense2/kernel");
  const report = copyWeights(old, wider);
  const told = report.map(({ layer, weight, outcome, why }) => [layer, weight, outcome, why]);
  assertEquals(told, [
    ["dense1", "kernel", "copied", ""],
    ["dense1", "bias", "copied", ""],
    ["dense2", "kernel", "skipped", "another shape"],
    ["dense2", "bias", "skipped", "another shape"],
    ["logits", "kernel", "skipped", "another shape"],
    ["logits", "bias", "skipped", "another shape"],
  ]);
  assertEquals([report[2].from, report[2].to], ["16 × 8", "16 × 12"]);
  assertEquals(weightOf(wider, "dense1/kernel"), weightOf(old, "dense1/kernel"));
  assertEquals(weightOf(wider, "dense2/kernel"), before);
  const one = copyWeights(old, wider, { layers: ["dense1"], strict: true });
  assertEquals(one[2].why, "not among the layers to copy");
  dispose(old, wider);
});

tidyTest("a layer that one of them lacks is told, on either side", async () => {
  const old = await trained(), normed = network(3, 7, { layers: [16], batchNorm: true });
  const why = (layer: string) => copyWeights(old, normed).find((each) => each.layer === layer)!;
  assertEquals(why("batchNorm1").why, "the old network has no such weight");
  assertEquals(why("dense2").why, "the new network has no such weight");
  assertEquals([why("dense2").to, why("batchNorm1").from], ["", ""]);
  dispose(old, normed);
});

tidyTest("strict: what does not fit is listed layer by layer, and nothing is copied", async () => {
  const old = await trained(), other = network(4, 7, { layers: [16, 12] });
  const before = other.getWeights().map((w) => [...w.dataSync()]);
  await assertFails(
    () => copyWeights(old, other, { strict: true }),
    "nothing was copied",
    "dense2/kernel: another shape (16 × 8 to 16 × 12)",
    "dense2/bias",
    "logits/kernel: another shape (8 × 3 to 12 × 4)",
  );
  await assertFails(
    () => copyWeights(old, other, { strict: true, classes }),
    "logits/kernel: another shape below the classes",
  );
  assertEquals(other.getWeights().map((w) => [...w.dataSync()]), before);
  await assertFails(() => copyWeights(old, other, { layers: ["dense7"] }), "dense7", "dense1");
  const wrong = { from: CLASSES, to: CLASSES };
  await assertFails(() => copyWeights(old, other, { classes: wrong }), "new network", "4 names");
  dispose(old, other);
});

tidyTest("an imprinted class is found at once, and the others are still told apart", async () => {
  const old = await trained(), wider = network(4, 7);
  // the new class: far out along columns the old classes do not use
  const far = matrix(100, learn.x.names), rng = new Rng("far");
  for (let i = 0; i < far.data.length; i++) {
    far.data[i] = rng.normal() - 3 * Number(i % COLUMNS < 2);
  }
  const x = matrix(700, learn.x.names, Float32Array.from([...far.data, ...learn.x.data]));
  const codes = Int32Array.from([...Array(100).fill(0), ...learn.y.codes.map((code) => code + 1)]);
  const recalls = async () => {
    const guess = argmax(await predictProbabilities(wider, x, WIDER));
    const share = (from: number, to: number) =>
      guess.slice(from, to).reduce((sum, g, i) => sum + Number(g === codes[from + i]), 0) /
      (to - from);
    return [share(0, 100), share(100, 700)];
  };
  copyWeights(old, wider, { classes, newClasses: "zeros" });
  const [missed, before] = await recalls();
  imprint(wider, x, { codes, classes: WIDER }, "amber");
  const [found, after] = await recalls();
  assert(found > .6 && found > missed + .3, `${missed} to ${found}`);
  assert(after > before - .25, `${before} to ${after}`);
  await assertFails(() => imprint(wider, x, { codes, classes: WIDER }, "jazz"), "jazz", "amber");
  const members = network(4, 1, { members: 2 });
  await assertFails(() => imprint(members, x, { codes, classes: WIDER }, "amber"), "GroupDense");
  dispose(old, wider, members);
});

tidyTest("hidden layers are those the predictions are made of", async () => {
  const model = await trained({ batchNorm: true, dropout: .3 }), h = layerOutputs(model, watch.x);
  assertEquals([h.rows, h.names.length], [300, 8]);
  const kernel = weightOf(model, "logits/kernel"), bias = weightOf(model, "logits/bias");
  const logits = (i: number) =>
    bias.map((b, c) =>
      kernel.reduce((s, w, at) => at % 3 === c ? s + w * h.data[8 * i + (at - c) / 3] : s, b)
    );
  const p = await predictProbabilities(model, watch.x, CLASSES);
  for (const i of [0, 17, 299]) {
    const z = logits(i).map(Math.exp), sum = z.reduce((a, b) => a + b);
    assertAllClose(z.map((v) => v / sum), p.data.subarray(3 * i, 3 * i + 3), {
      relative: 1e-3,
      absolute: 1e-5,
    });
  }
  await assertFails(() => layerOutputs(model, watch.x, "dense9"), "dense9", "dense1");
  await assertFails(() => layerOutputs(model, matrix(2, ["a"])), "another number of columns");
  dispose(model);
});
