/** Focal and asymmetric losses of tags, and weights of tags, against their papers' formulas in float64. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { TagTarget } from "../../lib/core/target.ts";
import { Arena, strideOf } from "../../lib/nn/arena.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { type TrainSettings, trainSettings } from "../../lib/nn/settings.ts";
import { fullTagLoss, type TagLoss, tagLossForm } from "../../lib/nn/tag_loss.ts";
import { train } from "../../lib/nn/train.ts";
import reference from "../fixtures/multilabel.json" with { type: "json" };
import { five, gradientTests, tags } from "./gradients.ts";
import { COLUMNS, learn, TAGS, tagsOf, tidyTest, watch } from "./rows.ts";

/** Lin et al. 2017, equation 5; Ridnik et al. 2021, equations 4 to 7: the loss of one cell of logit z. */
function ofPaper(loss: TagLoss, has: boolean, z: number): number {
  const p = 1 / (1 + Math.exp(-z)), full = fullTagLoss(loss);
  if (full === "binaryCrossEntropy") return -Math.log(has ? p : 1 - p);
  if (full.kind === "focal") {
    const { gamma, alpha } = full, pt = has ? p : 1 - p;
    const alphaT = alpha === null ? 1 : has ? alpha : 1 - alpha;
    return -alphaT * (1 - pt) ** gamma * Math.log(pt);
  }
  const shifted = Math.max(p - full.margin, 0);
  return has
    ? -((1 - p) ** full.gammaPositive) * Math.log(p)
    : -(shifted ** full.gammaNegative) * Math.log(1 - shifted);
}

const LOSSES: TagLoss[] = [
  "binaryCrossEntropy",
  "focal",
  { kind: "focal", gamma: .5, alpha: null },
  { kind: "focal", gamma: 5, alpha: .9 },
  "asymmetric",
  { kind: "asymmetric", gammaPositive: 1, gammaNegative: 2, margin: 0 },
  { kind: "asymmetric", gammaPositive: 2, gammaNegative: 0, margin: .2 },
];

/** Loss and gradient by the kernel, of one row of logits. */
function byKernel(loss: TagLoss, weights: readonly number[], t: number[], logits: number[]) {
  const arena = Arena.acquire(), k = logits.length, stride = strideOf(k);
  const y = { classes: logits.map(String), tags: new Uint8Array(k) };
  const form = tagLossForm({ tagLoss: loss, tagWeights: weights }, y)!;
  const write = (values: ArrayLike<number>) => {
    const at = arena.allocate(stride);
    arena.floats(at, stride).fill(7); // whatever stands in the padding
    arena.floats(at, k).set(values);
    return at;
  };
  const x = write(logits),
    g = arena.allocate(stride),
    target = write(t),
    own = write(form.positive);
  const { negative, gammaPositive, gammaNegative, margin } = form, out = arena.allocate(4);
  const shape = [own, negative, gammaPositive, gammaNegative, margin];
  arena.kernels.tagLoss(1, 1, k, stride, x, g, target, target, ...shape, k, out);
  const made = { loss: arena.doubles(out, 1)[0], gradient: arena.floats(g, stride).slice() };
  arena.release();
  return made;
}

const logits = [-40, -12, -5, -2, -1.1, -.3, 0, .2, .9, 2.5, 6, 13, 45];
for (const loss of LOSSES) {
  Deno.test(`loss and gradient of every cell are the paper's: ${JSON.stringify(loss)}`, () => {
    const weights = logits.map((_, c) => 1 + c % 3), k = logits.length;
    for (const t of [0, 1, .3]) {
      const cell = (c: number, z: number) =>
        t * weights[c] * ofPaper(loss, true, z) + (1 - t) * ofPaper(loss, false, z);
      const { loss: mean, gradient } = byKernel(loss, weights, logits.map(() => t), logits);
      // float64 cannot tell 1 − p from 0 at logits beyond 36
      const told = logits.map((z, c) => Math.abs(z) > 36 ? undefined : cell(c, z));
      const far = logits.map((z, c) => {
        if (told[c] !== undefined) return 0;
        const one = byKernel(loss, [weights[c]], [t], [z]);
        assert(Number.isFinite(one.loss) && Number.isFinite(one.gradient[0]), `at ${z}`);
        return one.loss;
      });
      const sum = told.reduce<number>((sum, value, c) => sum + (value ?? far[c]), 0);
      assertAllClose([mean], [sum / k], { relative: 1e-5, absolute: 1e-7 });
      logits.forEach((z, c) => {
        if (told[c] === undefined) return;
        const slope = (cell(c, z + 1e-4) - cell(c, z - 1e-4)) / 2e-4;
        assertAllClose([gradient[c] * k], [slope], { relative: 1e-4, absolute: 1e-5 });
      });
      assert(gradient.subarray(k).every((value) => value === 0), "padding has no gradient");
    }
  });
}

Deno.test("plain binary cross-entropy is what scikit-learn's numbers say", () => {
  const { truth, score, meanBinaryCrossEntropy } = reference;
  const rows = score.map((row, i) => {
    const z = row.map((p) => Math.max(-16.118, Math.log(p / (1 - p)))); // its p is at least 1e-7
    return byKernel("binaryCrossEntropy", z.map(() => 1), truth[i], z).loss;
  });
  const mean = rows.reduce((sum, value) => sum + value) / rows.length;
  assertAllClose([mean], [meanBinaryCrossEntropy], { relative: 1e-5 });
});

const cases: Record<string, Partial<TrainSettings>> = {
  "focal": { tagLoss: "focal" },
  "focal without weights": { tagLoss: { kind: "focal", gamma: .5, alpha: null } },
  "asymmetric": { tagLoss: "asymmetric" },
  "asymmetric, smoothed and mixed": { tagLoss: "asymmetric", labelSmoothing: .2, mixup: .4 },
  "focal, smoothed and mixed": { tagLoss: "focal", labelSmoothing: .2, mixup: .4 },
  "weights": { tagWeights: [1, 5, .25] },
  "balanced weights": { tagWeights: "balanced" },
  "asymmetric with weights": { tagLoss: "asymmetric", tagWeights: "balanced" },
};
for (const [name, training] of Object.entries(cases)) {
  for (const members of [1, 3]) {
    const plan = { layers: [8], activation: "tanh", answer: "sigmoid", members } as const;
    const build = () => mlp({ inputs: 5, classes: 3, ...plan }, new Rng(4));
    const of = `tags, ${name}${members > 1 ? ", of members" : ""}`;
    gradientTests(of, build, training, five, tags);
  }
}

const y = tagsOf(learn), seen = { x: watch.x, y: tagsOf(watch) };
async function trained(settings: Partial<TrainSettings>) {
  const sizes = { inputs: COLUMNS, classes: TAGS.length, answer: "sigmoid", layers: [16] } as const;
  const model = mlp(sizes, new Rng(1));
  const history = await train(model, learn.x, y, {
    ...{ epochs: 12, batchSize: 50, ...settings },
    ...{ validation: seen, rng: new Rng(2) },
  });
  const weights = model.getWeights().flatMap((w) => [...w.dataSync()]);
  model.dispose();
  return { history, weights };
}

tidyTest("γ of 0 without α, and weights of 1, train like plain binary cross-entropy", async () => {
  const plain = await trained({});
  for (
    const settings of [
      { tagWeights: TAGS.map(() => 1) },
      { tagLoss: { kind: "focal", gamma: 0, alpha: null } },
      { tagLoss: { kind: "asymmetric", gammaPositive: 0, gammaNegative: 0, margin: 0 } },
    ] as const
  ) {
    const { weights } = await trained(settings);
    assertAllClose(weights, plain.weights, { absolute: 1e-4 });
  }
});

tidyTest("balanced weights find more rows of a rare tag", async () => {
  const recalls = async (tagWeights: TrainSettings["tagWeights"]) =>
    (await trained({ tagWeights })).history.epochs.at(-1)!.validationRecalls!;
  const [plain, balanced] = [await recalls(null), await recalls("balanced")];
  for (const rare of [3, 4]) {
    assert(balanced[rare] > plain[rare] + .1, `${balanced[rare]} after ${plain[rare]}`);
  }
});

tidyTest(
  "the same seed gives the same bytes by every engine, and the same network by all",
  async () => {
    const made: number[][] = [];
    for (const engine of ["graph", "wasm", "tfjs"] as const) {
      const settings = {
        engine,
        tagLoss: "asymmetric",
        tagWeights: "balanced",
        mixup: .2,
      } as const;
      const [a, b] = [await trained(settings), await trained(settings)];
      assertEquals(a.weights, b.weights);
      assertEquals(a.history.engine, engine);
      made.push(a.weights);
    }
    for (const weights of made.slice(1)) assertAllClose(weights, made[0], { absolute: 2e-3 });
  },
);

Deno.test("a tag weighs as rows without it over rows with it; one that none or all have, 1", () => {
  const few: TagTarget = {
    classes: ["a", "b", "c"],
    tags: Uint8Array.of(1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1),
  };
  const settings = { tagLoss: "binaryCrossEntropy", tagWeights: "balanced" } as const;
  assertEquals(tagLossForm(settings, few)!.positive, Float32Array.of(3, 1, 1));
  assertEquals(tagLossForm({ ...settings, tagWeights: null }, few), undefined);
});

Deno.test("the loss stands in the settings with every default, as plain data", () => {
  const { settings } = mlpClassifier({ tagLoss: "asymmetric" });
  const { tagLoss } = JSON.parse(JSON.stringify(settings));
  assertEquals(tagLoss, { kind: "asymmetric", gammaPositive: 0, gammaNegative: 4, margin: .05 });
  assertEquals(trainSettings({ tagLoss }).tagLoss, tagLoss);
});

tidyTest("losses and weights that cannot be are refused by name", async () => {
  const settings = (given: unknown) => () => trainSettings(given as Partial<TrainSettings>);
  await assertFails(settings({ tagLoss: "hinge" }), "tagLoss", "hinge", "focal", "asymmetric");
  await assertFails(settings({ tagLoss: { kind: "focal", margin: 0 } }), "margin", "gamma, alpha");
  await assertFails(settings({ tagLoss: { kind: "focal", gamma: -1 } }), "gamma", "-1");
  await assertFails(settings({ tagLoss: { kind: "asymmetric", margin: 1 } }), "margin", "below 1");
  await assertFails(settings({ tagLoss: null }), "tagLoss", "null");
  await assertFails(settings({ tagWeights: [1, 0] }), "tagWeights", "1, 0", "above 0");
  await assertFails(settings({ tagWeights: 3 }), "tagWeights", "3");
  const sizes = { inputs: COLUMNS, layers: [4] }, rng = new Rng(1);
  const some = mlp({ ...sizes, classes: TAGS.length, answer: "sigmoid" }, rng);
  const one = mlp({ ...sizes, classes: 3 }, rng);
  await assertFails(
    () => train(some, learn.x, y, { tagWeights: [1, 2], rng }),
    "2 weights",
    "5: loud, both",
  );
  const ofClasses = (given: Partial<TrainSettings>) => () =>
    train(one, learn.x, learn.y, { ...given, rng });
  await assertFails(ofClasses({ tagLoss: "focal" }), "tagLoss", "focal", "not for classes");
  await assertFails(ofClasses({ tagWeights: "balanced" }), "tagWeights", "balanced", "null");
  some.dispose();
  one.dispose();
});
