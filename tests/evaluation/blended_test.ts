import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { average } from "../../lib/models/blend.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { numeric } from "../music.ts";
import { averageOf, stackOf } from "../../lib/evaluation/blended.ts";
import { crossValidate } from "../../lib/evaluation/cross_validate.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { madeEvaluated, sureOf } from "../experiments/made_evaluated.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";

const rng = new Rng(1), tracks = toyTracks(180, { repeated: 6 }), x = numeric({ year: true });
const grouped = stratifiedKFold(tracks, { folds: 3, group: "audio" }, rng.fork("grouped"));
const estimators = {
  bayes: onFeatures(x, gaussianBayes()),
  logistic: onFeatures(x, standard(), logistic({ c: .5 })),
}; // which draw nothing at random
const models = Object.values(estimators);
const members = await evaluate(estimators, tracks, grouped, rng);
const [bayes, linear] = members;

Deno.test("the average of judged models is the cross-validated average of the models", async () => {
  const blend = averageOf(members);
  const direct = await crossValidate(average(models), tracks, grouped, rng);
  assertAllClose(blend.probabilities.data, direct.probabilities.data, { absolute: 1e-6 });
  assertAllClose(
    blend.folds.map(({ scores }) => scores.accuracy),
    direct.folds.map(({ scores }) => scores.accuracy),
  );
  assertEquals([blend.name, averageOf(members, { name: "both" }).name], ["average", "both"]);
  const { members: named, weights } = blend.settings;
  assertEquals((named as { name: string }[]).map(({ name }) => name), ["bayes", "logistic"]);
  assertEquals(weights, average(models).settings.weights);
  assertAllClose([blend.seconds], [bayes.seconds + linear.seconds]);
});

Deno.test("a weighted average is the weighted average of estimators, and says its weights", async () => {
  const split = holdOut(tracks, { fraction: .25 }, rng), weights = [3, 1];
  const judged = await evaluate(estimators, tracks, split, rng);
  const fitted = await average(models, { weights }).fit(tracks, split.train, rng);
  const blend = averageOf(judged, { weights });
  const expected = await fitted.predictProba(tracks, split.validation);
  assertAllClose(blend.probabilities.data, expected.data, { absolute: 1e-6 });
  assertEquals(blend.settings.weights, average(models, { weights }).settings.weights);
  assertEquals(averageOf(judged, { weights: [1, 0] }).predicted, judged[0].predicted);
});

Deno.test("models judged with several seeds are averaged seed by seed", () => {
  const classes = ["pop", "rap"], truth = [0, 1];
  const a = madeEvaluated(truth, [sureOf([0, 1], classes), sureOf([0, 0], classes)]);
  const b = madeEvaluated(truth, [sureOf([0, 0], classes), sureOf([0, 0], classes)]);
  const blend = averageOf([a, b], { weights: [2, 1] });
  assertAllClose(blend.overSeeds("accuracy"), [1, .5]);
});

Deno.test("a stack of judged models learns from the other folds alone", async () => {
  const [base] = await evaluate({ majority: onFeatures(x, majority()) }, tracks, grouped, rng);
  const learnt: number[] = [];
  const meta = {
    ...logistic(),
    fit(...args: Parameters<ReturnType<typeof logistic>["fit"]>) {
      learnt.push(args[0].rows);
      return logistic().fit(...args);
    },
  };
  const blend = await stackOf(members, meta, rng);
  assertEquals(learnt, grouped.map(({ train }) => train.length));
  const { data, rows } = blend.probabilities;
  for (let i = 0; i < rows; i++) {
    assertAllClose([data[3 * i] + data[3 * i + 1] + data[3 * i + 2]], [1], { absolute: 1e-5 });
  }
  assert(blend.scores.accuracy > base.scores.accuracy + .2);
  assertEquals([blend.name, (blend.settings.members as unknown[]).length], ["stack", 2]);
  assertEquals((await stackOf(members, logistic(), rng)).probabilities, blend.probabilities);
});

Deno.test("models that were judged on different rows or seeds are not blended, nor none of them", async () => {
  const [other] = await evaluate(
    { bayes: estimators.bayes },
    tracks,
    holdOut(tracks, { fraction: .5 }, rng),
    rng,
  );
  const [twice] = await evaluate({ twice: estimators.bayes }, tracks, grouped, rng, { seeds: 2 });
  await assertFails(
    () => averageOf([linear, other]),
    "the same rows",
    "bayes: 90 rows",
    "180 rows",
  );
  await assertFails(() => stackOf([linear, other], logistic(), rng), "the same rows");
  await assertFails(() => averageOf([linear, twice]), "twice: 180 rows, 2 seeds", "1 seeds");
  await assertFails(() => averageOf([]), "found none");
  await assertFails(() => stackOf([], logistic(), rng), "found none");
});

Deno.test("models are stacked that were judged on folds, each row in one", async () => {
  const splits = stratifiedKFold(tracks, { folds: 4 }, rng.fork("others"));
  const stackOn = async (on: typeof splits | (typeof splits)[0]) =>
    stackOf(await evaluate({ bayes: estimators.bayes }, tracks, on, rng), logistic(), rng);
  await assertFails(() => stackOn([...splits, splits[0]]), "each row in one", "several folds");
  await assertFails(() => stackOn(splits[0]), "each row in one", "one hold-out");
});

Deno.test("models that were judged on other folds of the same rows are not stacked", async () => {
  const splits = stratifiedKFold(tracks, { folds: 3 }, rng.fork("others"));
  const [other] = await evaluate({ other: estimators.bayes }, tracks, splits, rng);
  await assertFails(() => stackOf([linear, other], logistic(), rng), "same folds");
});
