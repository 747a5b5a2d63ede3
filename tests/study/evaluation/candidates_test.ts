import { Rng } from "../../../lib/core/rng.ts";
import { stratifiedKFold } from "../../../lib/data/split.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { standard } from "../../../lib/features/scale.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { average } from "../../../lib/models/blend.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { logistic } from "../../../lib/models/logistic.ts";
import { majority } from "../../../lib/models/majority.ts";
import { decisionTree } from "../../../lib/models/tree.ts";
import {
  baselineTable,
  saveJudged,
  saveJudgedOnce,
} from "../../../lib/study/evaluation/baseline_runs.ts";
import { averageJudged, stackJudged } from "../../../lib/study/evaluation/blended.ts";
import {
  againstBest,
  bestJudged,
  candidatesOf,
  estimates,
  judge,
  judgeOnce,
} from "../../../lib/study/evaluation/candidates.ts";
import { bestValue } from "../../../lib/study/evaluation/choice.ts";
import { crossValidate } from "../../../lib/study/evaluation/cross_validate.ts";
import { validationCurve } from "../../../lib/study/evaluation/learning.ts";
import { openRuns } from "../../../lib/study/runs/runs.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

const rng = new Rng(1), tracks = toyTracks(180, { repeated: 6 }), x = numeric({ year: true });
const folds = {
  random: stratifiedKFold(tracks, { folds: 3 }, rng.fork("random")),
  grouped: stratifiedKFold(tracks, { folds: 3, group: "audio" }, rng.fork("grouped")),
};
const estimators = {
  majority: onFeatures(x, majority()),
  bayes: onFeatures(x, gaussianBayes()),
  logistic: onFeatures(x, standard(), logistic({ c: .5 })),
};
const judged = await judge(
  candidatesOf(estimators, { logistic: { c: .5 } }),
  tracks,
  folds,
  rng.fork("judge"),
);
const [, bayes, linear] = judged;

Deno.test("every candidate is judged as if alone, whoever else is there", async () => {
  const notes: string[] = [];
  const [alone] = await judge(
    candidatesOf({ bayes: estimators.bayes }),
    tracks,
    folds,
    rng.fork("judge"),
    { onFold: (done, note) => notes.push(`${done} ${note}`) },
  );
  assertEquals(alone.grouped.probabilities, bayes.grouped.probabilities);
  assertEquals(notes.length, 6);
  assertEquals(notes[3], "4 bayes, grouped folds");
  const direct = await crossValidate(
    estimators.bayes,
    tracks,
    folds.random,
    rng.fork("judge").fork("bayes"),
  );
  assertEquals(alone.random.mean, direct.mean);
});

Deno.test("two candidates of one name are refused", async () => {
  const twice = [...candidatesOf(estimators), ...candidatesOf(estimators)];
  await assertFails(() => judge(twice, tracks, folds, rng), "majority");
});

Deno.test("the best is the one of the highest accuracy, or of the lowest loss", async () => {
  const accuracies = judged.map(({ grouped }) => grouped.mean.accuracy);
  assertEquals(bestJudged(judged).grouped.mean.accuracy, Math.max(...accuracies));
  const losses = judged.map(({ random }) => random.mean.logLoss);
  assertEquals(bestJudged(judged, "random", "logLoss").random.mean.logLoss, Math.min(...losses));
  const rows = estimates(judged);
  assertEquals(rows[0].name, bestJudged(judged).name);
  assertEquals(rows.slice(0, 2).map(({ way }) => way), ["random folds", "grouped folds"]);
  await assertFails(() => bestJudged([]), "no model");
});

Deno.test("a model without the score is never the best, wherever it stands", async () => {
  const [first, ...others] = judged, { grouped } = first;
  const mean = { ...grouped.mean, rocAuc: NaN };
  const without = { ...first, grouped: { ...grouped, mean } };
  const best = bestJudged(others, "grouped", "rocAuc");
  assertEquals(bestJudged([without, ...others], "grouped", "rocAuc"), best);
  assertEquals(bestJudged([...others, without], "grouped", "rocAuc"), best);
  await assertFails(() => bestJudged([without], "grouped", "rocAuc"), "no model", "rocAuc");
});

Deno.test("models stand behind the best by the difference of their means", () => {
  const best = bestJudged(judged), behind = againstBest(judged, best);
  assertEquals(behind.length, 2);
  assert(behind[0].difference <= behind[1].difference);
  const last = behind.find(({ model }) => model === "majority")!;
  const majority = judged[0].grouped.mean.accuracy;
  assertAllClose([last.difference], [best.grouped.mean.accuracy - majority]);
  assert(last.low > 0 && last.tP < .05 && last.mcNemarP < .001 && last.onlyBest > last.onlyThis);
});

Deno.test("the average of judged models is the cross-validated average of the models", async () => {
  const blend = averageJudged([bayes, linear], folds);
  const models = [estimators.bayes, estimators.logistic]; // which draw nothing at random
  const direct = await crossValidate(average(models), tracks, folds.grouped, rng);
  assertAllClose([...blend.grouped.probabilities.data], [...direct.probabilities.data], {
    absolute: 1e-6,
  });
  assertAllClose(
    blend.grouped.folds.map(({ scores }) => scores.accuracy),
    direct.folds.map(({ scores }) => scores.accuracy),
  );
  const parts = bayes.grouped.seconds.fit + linear.grouped.seconds.fit;
  assertAllClose([blend.grouped.seconds.fit], [parts]);
});

Deno.test("a stack of judged models learns from the other folds alone", async () => {
  const members = [bayes, linear], learnt: number[] = [];
  const meta = {
    ...logistic(),
    fit(...args: Parameters<ReturnType<typeof logistic>["fit"]>) {
      learnt.push(args[0].rows);
      return logistic().fit(...args);
    },
  };
  const blend = await stackJudged(members, folds, meta, rng);
  assertEquals(learnt, [...folds.random, ...folds.grouped].map(({ train }) => train.length));
  const { data, rows } = blend.random.probabilities;
  for (let i = 0; i < rows; i++) {
    assertAllClose([data[3 * i] + data[3 * i + 1] + data[3 * i + 2]], [1], { absolute: 1e-5 });
  }
  assert(blend.random.mean.accuracy > judged[0].random.mean.accuracy + .2);
  assertEquals((blend.settings.members as unknown[]).length, 2);
});

Deno.test("models cannot be blended on folds that are not theirs, nor none of them", async () => {
  const others = stratifiedKFold(tracks, { folds: 4 }, rng.fork("others"));
  const half = { ...folds, random: others.slice(1) };
  await assertFails(() => averageJudged([bayes, linear], half), "folds that they were judged on");
  const twice = { ...folds, random: [...others, others[0]] };
  await assertFails(() => stackJudged([bayes], twice, logistic(), rng), "each row in one");
  await assertFails(() => averageJudged([], folds), "at least one member");
});

Deno.test("the table is read from the records: latest first, other data's passed over", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const store = openRuns(folder), data = { fingerprint: "ours", rows: 120 };
    const key = { part: "02", seed: 1, data, folds };
    const old = { ...linear, settings: { ...linear.settings, chosen: { c: 99 } } };
    await saveJudged(store, [old], key);
    await new Promise((resolve) => setTimeout(resolve, 5)); // so that its time is another
    await saveJudged(store, judged, key);
    await saveJudged(store, [{ ...linear, name: "other" }], {
      ...key,
      data: { ...data, fingerprint: "theirs" },
    });
    const once = await judgeOnce(candidatesOf(estimators), tracks, folds.random[0], rng);
    await saveJudgedOnce(store, once, { part: "02", seed: 1, data, split: { holdOut: .3 } });

    const runs = await store.all({ part: "02" });
    assertEquals(runs.length, 2 + 6 + 2 + 3);
    const rows = baselineTable(runs, { fingerprint: "ours", seed: 1 });
    assertEquals(rows.map(({ model }) => model).sort(), ["bayes", "logistic", "majority"]);
    const row = rows.find(({ model }) => model === "logistic")!;
    assertEquals(row.chosen, "c 0.5");
    assertEquals(row.accuracy, linear.random.mean.accuracy);
    assertEquals(row.groupedAccuracy, linear.grouped.mean.accuracy);
    assertEquals([row.groupedLow, row.groupedHigh], [...linear.grouped.interval.accuracy]);
    assertEquals(rows.at(-1)!.model, "majority");
    assertEquals(baselineTable(runs, { fingerprint: "ours", seed: 2 }), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the value of the best validation score is kept, the first of equals", async () => {
  const points = await validationCurve(
    (maxDepth) => onFeatures(x, decisionTree({ maxDepth })),
    [1, 3, 3.0],
    tracks,
    [folds.random[0]],
    rng,
  );
  assertEquals(bestValue(points), 3);
  assert(bestValue(points.map((point, i) => ({ ...point, value: i }))) === 1);
  const [{ mean, ...rest }] = points, without = { ...rest, mean: { ...mean, accuracy: NaN } };
  assertEquals(bestValue([without, ...points.slice(1), without]), 3);
  await assertFails(() => bestValue([without]), "no values", "accuracy");
  await assertFails(() => bestValue([]), "no values");
});
