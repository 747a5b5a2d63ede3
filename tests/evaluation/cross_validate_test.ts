import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { tQuantile } from "../../lib/evaluation/statistics/distributions.ts";
import {
  crossValidate,
  evaluateOn,
  type Fold,
  overFolds,
} from "../../lib/evaluation/cross_validate.ts";
import { scores } from "../../lib/evaluation/metrics/metrics.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";

const linear = (c = 1) => onFeatures(numeric(), standard(), logistic({ c }));

Deno.test("cross-validation gives every row one out-of-fold prediction", async () => {
  const tracks = toyTracks(150), rng = new Rng(1), told: [Fold, number, number][] = [];
  const splits = stratifiedKFold(tracks, { folds: 3 }, rng);
  const found = await crossValidate(linear(), tracks, splits, rng, {
    onFold: (...args) => told.push(args),
  });
  assertEquals([...found.rows], [...Array(150).keys()]);
  assertEquals(found.classes, ["pop", "rap", "rock"]);
  assertEquals(told.map(([fold, done, total]) => [fold === found.folds[done - 1], done, total]), [
    [true, 1, 3],
    [true, 2, 3],
    [true, 3, 3],
  ]);
  // the pooled accuracy is the mean of the folds', weighted by their rows
  const pooled = scores(found.truth, found.probabilities).accuracy;
  const weighted = found.folds.reduce((sum, f) => sum + f.scores.accuracy * f.rows.validation, 0);
  assertAlmostEquals(pooled, weighted / 150);
  assert(found.mean.accuracy > .8);
  assertEquals(found.folds[0].trainingScores, undefined);
});

Deno.test("a fold's predictions are those of a model that did not see it", async () => {
  const tracks = toyTracks(90),
    rng = new Rng(2),
    splits = stratifiedKFold(tracks, { folds: 3 }, rng);
  const found = await crossValidate(linear(), tracks, splits, rng);
  const { train, validation } = splits[1];
  const alone = await evaluateOn(linear(), tracks, train, validation, rng.fork("fold 1"));
  validation.forEach((row, i) =>
    assertEquals(
      found.probabilities.data.slice(3 * row, 3 * row + 3),
      alone.probabilities.data.slice(3 * i, 3 * i + 3),
    )
  );
  assertEquals(alone.scores, found.folds[1].scores);
});

Deno.test("the same seed gives the same numbers, and each fold its own randomness", async () => {
  const drawn: string[] = [];
  const estimator: Estimator = {
    ...linear(),
    fit: (tracks, rows, rng) => (drawn.push(rng.path), linear().fit(tracks, rows, rng)),
  };
  const tracks = toyTracks(60), splits = stratifiedKFold(tracks, { folds: 2 }, new Rng(1));
  const run = async () =>
    (await crossValidate(estimator, tracks, splits, new Rng(9))).probabilities;
  assertEquals(await run(), await run());
  assertEquals(drawn, ["9/fold 0", "9/fold 1", "9/fold 0", "9/fold 1"]);
});

Deno.test("a row validated twice has the mean of its two predictions", async () => {
  const tracks = toyTracks(60), [a, b] = stratifiedKFold(tracks, { folds: 2 }, new Rng(1));
  const again = { ...a, train: b.validation.slice(0, 20) };
  const found = await crossValidate(linear(), tracks, [a, again], new Rng(1));
  const one = await crossValidate(linear(), tracks, [a], new Rng(1));
  const two = await evaluateOn(
    linear(),
    tracks,
    again.train,
    again.validation,
    new Rng(1).fork("fold 1"),
  );
  assertEquals(found.rows, a.validation);
  assertAllClose(
    found.probabilities.data,
    one.probabilities.data.map((p, i) => (p + two.probabilities.data[i]) / 2),
  );
  assertEquals(one.sd.accuracy, NaN);
});

Deno.test("mean, deviation and interval over folds are those of Student's t", () => {
  const of = (accuracy: number) =>
    ({
      ...Object.fromEntries(["mcc", "kappa"].map((name) => [name, 0])),
      accuracy,
    }) as unknown as Fold["scores"];
  const { mean, sd, interval } = overFolds([.5, .6, .7].map(of));
  assertAllClose([mean.accuracy, sd.accuracy], [.6, .1]);
  const half = tQuantile(.95, 2) * .1 / Math.sqrt(3);
  assertAllClose(interval.accuracy, [.6 - half, .6 + half]);
});

Deno.test("rows on both sides, no rows and no splits are refused", async () => {
  const tracks = toyTracks(30), rng = new Rng(1), rows = Int32Array.of(0, 1, 2, 3, 4, 5);
  await assertFails(() => evaluateOn(linear(), tracks, rows, Int32Array.of(9, 4), rng), "row 6");
  await assertFails(() => evaluateOn(linear(), tracks, rows, new Int32Array(), rng), "no rows");
  await assertFails(() => crossValidate(linear(), tracks, [], rng), "found none");
});

Deno.test("scores of the training rows come when they are asked for, under grouped folds too", async () => {
  const tracks = toyTracks(120, { repeated: 4 }), rng = new Rng(1);
  const splits = stratifiedKFold(tracks, { folds: 3, group: "audio" }, rng);
  const found = await crossValidate(linear(), tracks, splits, rng, { training: true });
  assertEquals(found.rows.length, 120);
  assert(found.folds.every((fold) => fold.trainingScores!.accuracy > .5));
});

Deno.test("any estimator can be evaluated", async () => {
  const tracks = toyTracks(90), { train, validation } = holdOut(tracks, {}, new Rng(1));
  const found = await evaluateOn(
    onFeatures(numeric(), gaussianBayes()),
    tracks,
    train,
    validation,
    new Rng(1),
  );
  assert(found.scores.accuracy > .7);
  assertEquals(found.rows, { train: train.length, validation: validation.length });
  assert(found.seconds.fit >= 0 && found.seconds.predict >= 0);
});
