import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { crossValidate } from "../../lib/evaluation/cross_validate.ts";
import { stratifiedOrder } from "../../lib/evaluation/stratified_order.ts";
import { learningCurveOverRows } from "../../lib/evaluation/learning_curve.ts";
import { type CurvePoint, ValidationCurve } from "../../lib/evaluation/score_curve.ts";
import { validationCurve } from "../../lib/evaluation/validation_curve.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";

const linear = (c = 1) => onFeatures(numeric(), standard(), logistic({ c }));

Deno.test("every beginning of stratifiedOrder rows holds the genres in their shares", () => {
  const tracks = toyTracks(90), rows = Int32Array.from({ length: 90 }, (_, i) => i);
  const order = stratifiedOrder(tracks, rows, new Rng(1));
  assertEquals(order.toSorted(), rows);
  for (let n = 3; n <= 90; n += 3) {
    const counts = new Map<string, number>();
    for (const row of order.subarray(0, n)) {
      counts.set(tracks.texts("genre")[row], (counts.get(tracks.texts("genre")[row]) ?? 0) + 1);
    }
    for (const count of counts.values()) assert(Math.abs(count - n / 3) <= 1, `${count} of ${n}`);
  }
});

Deno.test("a learning curve trains on nested rows and judges on the same ones", async () => {
  const seen: [number[], string][] = [], told: [number, number][] = [];
  const estimator: Estimator = {
    ...linear(),
    fit: (tracks, rows, rng) => (seen.push([[...rows], rng.path]), linear().fit(tracks, rows, rng)),
  };
  const tracks = toyTracks(150), split = holdOut(tracks, { fraction: .2 }, new Rng(1));
  const { name, points } = await learningCurveOverRows(
    estimator,
    tracks,
    split,
    [12, .5, 1],
    new Rng(2),
    {
      repeats: 2,
      name: "linear: rows",
      onFit: (...of) => told.push(of),
    },
  );
  assertEquals(points.map(({ value, repeat }) => [value, repeat]), [
    [12, 0],
    [60, 0],
    [120, 0],
    [12, 1],
    [60, 1],
    [120, 1],
  ]);
  assertEquals([name, told.length, told[0], told.at(-1)], ["linear: rows", 7, [0, 6], [6, 6]]);
  assert(seen[0][0].every((row) => seen[1][0].includes(row)));
  assert(seen[0][0].join() !== seen[3][0].join());
  assertEquals(seen[2][0], [...split.train]);
  assert(points[2].scores.accuracy > .8 && points[2].trainingScores.accuracy > .8);
  for (const size of [0, 121, 20.5]) {
    await assertFails(
      () => learningCurveOverRows(estimator, tracks, split, [size], new Rng(1)),
      "up to 120",
    );
  }
});

Deno.test("a validation curve has training and validation scores at every value", async () => {
  const tracks = toyTracks(90), rng = new Rng(1), told: number[] = [];
  const splits = stratifiedKFold(tracks, { folds: 3 }, rng);
  const curve = await validationCurve(linear, [1e-6, 1], tracks, splits, rng, {
    onValue: (done) => told.push(done),
  });
  const [low, high] = curve.means;
  assertEquals([[low.value, high.value], told], [[1e-6, 1], [0, 1, 2]]);
  assertEquals(curve.points.map(({ value, repeat }) => `${value} ${repeat}`).slice(3), [
    ...["1 0", "1 1", "1 2"],
  ]);
  assert(high.scores.logLoss < low.scores.logLoss);
  assert(high.trainingScores.logLoss < high.scores.logLoss);
  const alone = await crossValidate(linear(1), tracks, splits, rng);
  assertEquals(high.scores, alone.mean);
});

Deno.test("the value of the best validation score is kept, the first of equals", async () => {
  const at = (value: number, accuracy: number, logLoss = NaN): CurvePoint => ({
    ...{ value, repeat: 0, seconds: { fit: 0, predict: 0 }, trainingScores: {} },
    scores: { accuracy, logLoss },
  });
  const curve = (...points: CurvePoint[]) => new ValidationCurve("depth", points, "accuracy");
  assertEquals(curve(at(1, .5), at(3, .75), at(4, .75)).best(), 3);
  assertEquals(curve(at(9, NaN), at(1, .5), at(9, NaN)).best(), 1);
  assertEquals(curve(at(1, .5, .2), at(2, .75, .3)).best("logLoss"), 1);
  // over folds the mean decides
  assertEquals(curve(at(1, .5), at(1, .75), at(2, .25), at(2, .875)).best(), 1);
  await assertFails(() => curve(at(1, NaN)).best(), "depth", "no values", "accuracy");
  await assertFails(() => curve().best(), "no values");
});
