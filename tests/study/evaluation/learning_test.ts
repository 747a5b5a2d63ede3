import { Rng } from "../../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../../lib/data/split.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { standard } from "../../../lib/features/scale.ts";
import { type Estimator, onFeatures } from "../../../lib/models/estimator.ts";
import { logistic } from "../../../lib/models/logistic.ts";
import { decisionTree } from "../../../lib/models/tree.ts";
import { bestValue } from "../../../lib/study/evaluation/choice.ts";
import { crossValidate } from "../../../lib/study/evaluation/cross_validate.ts";
import {
  interleaved,
  learningCurveOverRows,
  validationCurve,
} from "../../../lib/study/evaluation/learning.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

const linear = (c = 1) => onFeatures(numeric(), standard(), logistic({ c }));

Deno.test("every beginning of interleaved rows holds the genres in their shares", () => {
  const tracks = toyTracks(90), rows = Int32Array.from({ length: 90 }, (_, i) => i);
  const order = interleaved(tracks, rows, new Rng(1));
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
  const seen: [number[], string][] = [];
  const estimator: Estimator = {
    ...linear(),
    fit: (tracks, rows, rng) => (seen.push([[...rows], rng.path]), linear().fit(tracks, rows, rng)),
  };
  const tracks = toyTracks(150), split = holdOut(tracks, { fraction: .2 }, new Rng(1));
  const points = await learningCurveOverRows(estimator, tracks, split, [12, .5, 1], new Rng(2), {
    repeats: 2,
  });
  assertEquals(points.map(({ rows, repeat }) => [rows, repeat]), [
    [12, 0],
    [60, 0],
    [120, 0],
    [12, 1],
    [60, 1],
    [120, 1],
  ]);
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
  const tracks = toyTracks(90),
    rng = new Rng(1),
    splits = stratifiedKFold(tracks, { folds: 3 }, rng);
  const told: number[] = [];
  const points = await validationCurve(linear, [1e-6, 1], tracks, splits, rng, {
    onPoint: ({ value }) => told.push(value),
  });
  assertEquals([points.map((point) => point.value), told], [[1e-6, 1], [1e-6, 1]]);
  assert(points[1].mean.logLoss < points[0].mean.logLoss);
  assert(points[1].trainingMean.logLoss < points[1].mean.logLoss);
  const alone = await crossValidate(linear(1), tracks, splits, rng);
  assertEquals(points[1].mean, alone.mean);
});

Deno.test("the value of the best validation score is kept, the first of equals", async () => {
  const tracks = toyTracks(90), rng = new Rng(1);
  const points = await validationCurve(
    (maxDepth) => onFeatures(numeric(), decisionTree({ maxDepth })),
    [1, 3, 3.0],
    tracks,
    [holdOut(tracks, { fraction: .3 }, rng)],
    rng,
  );
  assertEquals(bestValue(points), 3);
  assert(bestValue(points.map((point, i) => ({ ...point, value: i }))) === 1);
  const [{ mean, ...rest }] = points, without = { ...rest, mean: { ...mean, accuracy: NaN } };
  assertEquals(bestValue([without, ...points.slice(1), without]), 3);
  await assertFails(() => bestValue([without]), "no values", "accuracy");
  await assertFails(() => bestValue([]), "no values");
});
