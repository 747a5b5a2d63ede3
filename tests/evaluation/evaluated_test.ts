import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { Evaluated } from "../../lib/evaluation/evaluated.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { lookupByColumn } from "../../lib/evaluation/leakage.ts";
import { scores } from "../../lib/evaluation/metrics/metrics.ts";
import { tQuantile } from "../../lib/evaluation/statistics/distributions.ts";
import { wilson } from "../../lib/evaluation/statistics/shares.ts";
import { multilabelScores } from "../../lib/evaluation/metrics/multilabel.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";
import { madeEvaluated, sureOf } from "../experiments/made_evaluated.ts";

const CLASSES = ["pop", "rap"], truth = [0, 1, 0, 1, 0, 1];
const [good, fair, bad] = [[0, 1, 0, 1, 0, 0], [0, 1, 0, 0, 0, 0], [1, 0, 0, 1, 0, 1]]
  .map((codes) => sureOf(codes, CLASSES));

Deno.test("of a hold-out with one seed, the scores are those of its answers", () => {
  const model = madeEvaluated(truth, good);
  assertEquals(model.scores, scores(Int32Array.from(truth), good));
  assertEquals([model.main, [...model.predicted]], ["accuracy", [0, 1, 0, 1, 0, 0]]);
  assertEquals(model.confusion, [[3, 0], [1, 2]]);
  assertEquals([model.trainingScores, model.seconds], [undefined, 1]);
  assertEquals(model.folds, [{ scores: model.scores, rows: { train: 6, validation: 6 } }]);
});

Deno.test("of several seeds, scores and seconds are means, and single predictions the first seed's", () => {
  const model = madeEvaluated(truth, [good, bad]);
  assertAllClose(model.overSeeds("accuracy"), [5 / 6, 4 / 6]);
  assertAllClose([model.scores.accuracy, model.spread()], [.75, Math.SQRT1_2 / 6]);
  assertEquals(model.probabilities, good);
  assertEquals(model.overSeeds("seconds"), [1, 1]);
});

Deno.test("of folds, a score is the mean over folds, not over rows", () => {
  const model = madeEvaluated([0, 1, 0, 1, 0, 1, 0], sureOf([0, 1, 0, 1, 0, 0, 1], CLASSES), {
    folds: 2, // four rows, all right, and three of which one is
  });
  assertEquals(model.folds.map(({ rows }) => rows.validation), [4, 3]);
  assertAllClose([model.scores.accuracy], [(1 + 1 / 3) / 2]);
  assertAllClose([model.spread()], [Math.SQRT1_2 * (1 - 1 / 3)]);
});

Deno.test("the interval is Wilson's of a hold-out's accuracy, Student's over folds, else none", () => {
  assertEquals(madeEvaluated(truth, good).interval(), wilson(5, 6));
  assertEquals(madeEvaluated(truth, good).interval("logLoss"), [NaN, NaN]);
  const folded = madeEvaluated(truth, good, { folds: 3 }); // 1, 1 and 1/2
  const half = tQuantile(.95, 2) * folded.spread() / Math.sqrt(3);
  assertAllClose(folded.interval(), [5 / 6 - half, 5 / 6 + half]);
  assert(folded.interval("logLoss").every(Number.isFinite));
  assertEquals(folded.estimate("at random"), {
    ...{ name: "made", way: "at random", value: folded.scores.accuracy },
    interval: folded.interval(),
  });
});

Deno.test("the interval of several seeds on folds is around the mean of both", () => {
  const model = madeEvaluated(truth, [good, fair], { folds: 3 });
  const [low, high] = model.interval();
  assertAllClose([(low + high) / 2], [model.scores.accuracy]); // of the folds' means over seeds
  const same = madeEvaluated(truth, [good, good], { folds: 3 });
  assertEquals(same.interval(), madeEvaluated(truth, good, { folds: 3 }).interval());
});

Deno.test("the report and the pairs are of all rows judged, under the task's name", () => {
  const model = madeEvaluated(truth, good);
  const report = model.report.map(({ genre, precision, recall, support }) => [
    ...[genre, precision, recall, support],
  ]);
  assertEquals(report, [["pop", .75, 1, 3], ["rap", 1, 2 / 3, 3]]);
  const [{ a, b, bAsA, ofMistakes }] = model.confusedPairs;
  assertEquals([a, b, bAsA, ofMistakes], ["pop", "rap", 1, 1]);
  assertEquals(model.roc.map(({ name }) => name), CLASSES);
  assertEquals(model.precisionRecall.map(({ name }) => name), CLASSES);
  const counts = model.calibration({ bins: 5 }).map(({ count }) => count);
  assertEquals(counts.reduce((sum, count) => sum + count, 0), 6);
});

const tracks = smallTracks(
  Array.from({ length: 40 }, (_, i) => ({
    genre: CLASSES[i % 2],
    album: CLASSES[Number(i % 2 === 1 && i > 9)], // the first five raps stand on the pop album
    title: `title ${i}`,
  })),
);

Deno.test("groups and mistakes are told of the file's rows, not of places in the answers", async () => {
  const split = holdOut(tracks, { fraction: .5 }, new Rng(1));
  const [model] = await evaluate(
    { album: lookupByColumn("track_album_name") },
    tracks,
    split,
    new Rng(1),
  );
  const wrong = (row: number) => row % 2 === 1 && row <= 9;
  const groups = model.accuracyBy((row) => wrong(row) ? "pop album" : "own album");
  assertEquals(groups.map(({ name, accuracy }) => [name, accuracy]), [["own album", 1], [
    "pop album",
    0,
  ]]);
  assertEquals(groups[1].rows, split.validation.filter(wrong).length);
  assertEquals(model.accuracyBy((row) => row, { fewest: 2 }), []);
  const titles = model.confidentMistakes().map(({ title }) => String(title));
  assertEquals(
    titles.sort(),
    [...split.validation.filter(wrong)].map((row) => `title ${row}`).sort(),
  );
  assertEquals(model.confidentMistakes(1).length, 1);
});

Deno.test("of tags the main score is macro F1, and there is no truth to compare classes with", () => {
  const tags = Uint8Array.of(1, 0, 1, 1), target = { classes: ["live", "remix"], tags };
  const probabilities = matrix(2, target.classes, Float32Array.of(.9, .2, .8, .4));
  const rows = Int32Array.of(0, 1), none = Int32Array.of(2), provenance = {};
  const model = new Evaluated({
    ...{ name: "tags", settings: {}, data: tracks, rows, target },
    splits: [{ train: none, validation: rows, provenance }],
    answers: [{ probabilities, seconds: { fit: 1, predict: 0 } }],
  });
  const truth = matrix(2, target.classes, Float32Array.from(tags));
  assertEquals([model.main, model.truth.length], ["macroF1", 0]);
  assertEquals(model.scores.macroF1, multilabelScores(truth, probabilities).macroF1);
  assertEquals(model.interval(), [NaN, NaN]);
});

Deno.test("the same rows answered otherwise are another model on the same folds", () => {
  const model = madeEvaluated(truth, good, { folds: 3 });
  const { answers } = madeEvaluated(truth, bad),
    other = model.with({
      ...{ name: "other", settings: { width: 1 }, answers },
    });
  assertEquals([other.name, other.settings, other.rows], ["other", { width: 1 }, model.rows]);
  assertEquals([other.splits, other.probabilities], [model.splits, bad]);
});

Deno.test("answers of other rows or classes, and none at all, are refused", async () => {
  await assertFails(() => madeEvaluated([0, 1], good), "6 × 2", "2 rows × 2 classes");
  const model = madeEvaluated(truth, good), seconds = { fit: 1, predict: 1 };
  const three = { probabilities: matrix(6, ["pop", "rap", "rock"]), seconds };
  const parts = { name: "wide", settings: {}, answers: [three] };
  await assertFails(() => model.with(parts), "wide was not judged on these rows", "6 × 3");
  await assertFails(() => model.with({ ...parts, answers: [] }), "was not judged");
});
