import { best } from "../../lib/evaluation/best.ts";
import { compareCrossValidated } from "../../lib/evaluation/compare.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { madeEvaluated, sureOf } from "../experiments/made_evaluated.ts";

const classes = ["pop", "rap"], truth = Int32Array.from({ length: 60 }, (_, i) => i % 2);
/** Judged on three folds; wrong about every so many rows. */
const wrongEvery = (name: string, step: number) =>
  madeEvaluated(truth, sureOf(truth.map((code, i) => i % step === 0 ? 1 - code : code), classes), {
    ...{ name, folds: 3 },
  });
const models = [wrongEvery("poor", 2), wrongEvery("good", 12), wrongEvery("fair", 5)];
const [poor, good, fair] = models;

Deno.test("the best is the one of the highest accuracy, or of the lowest loss", async () => {
  assertEquals([best(models), best(models, "logLoss")], [good, good]);
  assertEquals(best(models, "seconds" in good.scores ? "seconds" : "brier"), good);
  await assertFails(() => best([]), "no model");
  await assertFails(() => best(models, "made up"), "made up");
});

Deno.test("of equals the first is the best", () => {
  assertEquals(best([poor, wrongEvery("also good", 12), good]).name, "also good");
});

Deno.test("a model without the score is never the best, wherever it stands", async () => {
  const scored = models.map((model) => ({
    name: model.name,
    main: "accuracy",
    scores: model.scores,
  }));
  const [first, ...others] = scored;
  const without = { ...first, scores: { ...first.scores, rocAuc: NaN } };
  assertEquals(best([without, ...others], "rocAuc").name, best(others, "rocAuc").name);
  assertEquals(best([...others, without], "rocAuc").name, best(others, "rocAuc").name);
  await assertFails(() => best([without], "rocAuc"), "no model", "rocAuc");
});

Deno.test("models stand behind another by the difference of their means, the closest first", () => {
  const behind = good.against(models);
  assertEquals(behind.map(({ model }) => model), ["fair", "poor"]);
  const [, last] = behind, { folds, rows } = compareCrossValidated(good, poor);
  assertAllClose([last.difference], [good.scores.accuracy - poor.scores.accuracy]);
  assertEquals([last.low, last.high, last.tP], [folds.low, folds.high, folds.p]);
  assertEquals([last.onlyBest, last.onlyThis, last.mcNemarP], [rows.onlyA, rows.onlyB, rows.p]);
  assert(last.low > 0 && last.tP < .05 && last.mcNemarP < .001 && last.onlyBest > last.onlyThis);
});

Deno.test("any model can be the measure, and one fold measures nothing", async () => {
  const [first] = fair.against(models);
  assertEquals(first.model, "good"); // it is ahead
  assert(first.difference < 0);
  const once = [
    madeEvaluated(truth, poor.probabilities, { name: "a" }),
    madeEvaluated(truth, good.probabilities),
  ];
  await assertFails(() => once[0].against(once), "1 and 1 scores");
  await assertFails(() => good.against([good, once[0]]), "the same splits");
});
