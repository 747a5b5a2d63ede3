/** What the study does with few rows, and where trainings failed: it goes on, and says what it leaves out. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { numeric } from "../music.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { decisionTree } from "../../lib/models/tree.ts";
import { drift } from "../../lib/evaluation/drift.ts";
import { evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { pairedBySeed } from "../../lib/experiments/paired_by_seed.ts";
import { optimism } from "../../lib/evaluation/optimism.ts";
import { scarcest } from "../../lib/evaluation/scarce.ts";
import { lookupByColumn } from "../../lib/evaluation/leakage.ts";
import { fitting } from "../../lib/evaluation/fitting.ts";
import { evalCurve } from "../../lib/experiments/runs/eval_curve.ts";
import { scores } from "../../lib/evaluation/metrics/metrics.ts";
import { stepsToTarget } from "../../lib/experiments/transfer/steps_to_target.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { smallTracks } from "../tracks.ts";
import { toyTracks } from "./toy_tracks.ts";

/** What is written to the console meanwhile, line by line. */
async function said(work: () => unknown): Promise<string[]> {
  const lines: string[] = [], { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    await work();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("sizes that need more rows are left out and said; enough rows are not spoken of", async () => {
  const lines = await said(() => {
    assertEquals(fitting("batches", [8, 64, 512, 1024], 320), [8, 64]);
    assertEquals(fitting("batches", [8, 64, 512, 1024], 1024), [8, 64, 512, 1024]);
    assertEquals(fitting("batches", [64, 128], 40), [40]);
  });
  assertEquals(lines, [
    "Left out: batches of 512, 1024, for there are 320 rows to learn from.",
    "Left out: batches of 64, 128, for there are 40 rows to learn from.",
  ]);
});

Deno.test("three rows to predict cannot be told apart from the others, and this is said", async () => {
  const tree = onFeatures(numeric(), decisionTree());
  const lines = await said(async () => {
    const few = toyTracks(3, { seed: 2, role: "test" });
    const files = drift({ many: toyTracks(60), few });
    const { auc, interval, aucOfFolds } = await files.domainClassifier(tree, new Rng(1));
    assertEquals([auc, ...interval, ...aucOfFolds], [NaN, NaN, NaN]);
  });
  assertEquals(lines.length, 1);
  assert(lines[0].includes("3 different tracks") && lines[0].includes("5 folds"), lines[0]);
});

/** Twenty tracks of each of two genres; of pop on two albums, of rap in ten. */
const onAlbums = () =>
  smallTracks(Array.from({ length: 40 }, (_, i) => ({
    title: `title ${i}`,
    genre: i % 2 ? "rap" : "pop",
    album: i % 2 ? `rap ${i % 20}` : `pop ${i % 4}`,
    tempo: 80 + i,
  })));

Deno.test("groups of which a genre has fewer than folds are left out and said, random folds stay", async () => {
  const tracks = onAlbums();
  assertEquals(scarcest(tracks, "album"), { name: "pop", groups: 2 });
  const models = { title: lookupByColumn("track_name"), album: lookupByColumn("track_album_name") };
  const lines = await said(async () => {
    const both = await optimism(models, tracks, ["audio", "album"], new Rng(1));
    assertEquals(both.map(({ name, way }) => `${name}: ${way}`), [
      ...["title: random folds", "title: folds by audio"],
      ...["album: random folds", "album: folds by audio"],
    ]);
    const random = await optimism(models, tracks, ["album"], new Rng(1));
    assertEquals(random.map(({ value }) => value), [both[0].value, both[2].value]);
  });
  const line = "Left out: folds by album, for pop has 2 different ones, too few for 5 folds.";
  assertEquals(lines, [line, line]);
});

Deno.test("a genre that no row to judge on has is left out of means over genres, and said once", async () => {
  const names = ["pop", "rap", "rock"];
  const probabilities = matrix(
    4,
    names,
    Float32Array.of(...[.8, .1, .1], ...[.2, .7, .1], ...[.6, .3, .1], ...[.1, .8, .1]),
  );
  const { macroF1, rocAuc } = scores(Int32Array.of(0, 1, 0, 1), probabilities);
  assertEquals([macroF1, rocAuc], [1, 1]);
  const wrongly = matrix(2, names, Float32Array.of(.1, .1, .8, .1, .8, .1));
  assertAlmostEquals(scores(Int32Array.of(0, 1), wrongly).macroF1, 1 / 3); // rock was said, and is wrong

  const tracks = toyTracks(30), rows = Int32Array.from({ length: 30 }, (_, i) => i);
  const [learn, judge] = [rows.filter((i) => i < 21), rows.filter((i) => i >= 21 && i % 3 !== 2)];
  const lines = await said(async () => {
    for (let time = 0; time < 2; time++) {
      const { scores } = await evaluateOn(
        lookupByColumn("track_name"),
        tracks,
        learn,
        judge,
        new Rng(1),
      );
      assert(Number.isFinite(scores.rocAuc) && Number.isFinite(scores.macroF1));
    }
  });
  assertEquals(lines.length, 1);
  assert(lines[0].includes("rock") && lines[0].includes("6 tracks"), lines[0]);
});

const done = (variant: string, seed: number, accuracy: number) => ({
  ...{ seed, label: { variant }, status: "done" as const, scores: { accuracy } },
  curve: { "eval: step": [0, 10], "eval: accuracy": [0, accuracy], "eval: seconds": [0, 1] },
});
const failed = (variant: string, seed: number) => ({
  ...{ seed, label: { variant }, status: "failed" as const, scores: {} },
});

Deno.test("a gain is over the seeds that ended well on both sides, and no number where none did", () => {
  const gain = (...runs: Parameters<typeof pairedBySeed>[0]) =>
    pairedBySeed(runs, { against: "b" })[0];
  const a = [done("a", 1, .5), done("a", 2, .6), done("a", 3, .9)];
  const all = gain(...a, done("b", 1, .4), done("b", 2, .4), failed("b", 3));
  assertAlmostEquals(all.value, .15);
  assert(all.interval.every(Number.isFinite));
  const one = gain(done("a", 1, .5), failed("a", 2), done("b", 1, .25), done("b", 2, .4));
  assertEquals([one.value, ...one.interval], [.25, NaN, NaN]);
  const none = gain(failed("a", 1), failed("a", 2), done("b", 1, .4), done("b", 2, .4));
  assertEquals([none.value, ...none.interval], [NaN, NaN, NaN]);
});

Deno.test("looks and head starts pass failed trainings over", () => {
  assertEquals(evalCurve("a", [failed("a", 1), done("a", 2, .5)], "accuracy").y, [0, .5]);
  assertEquals(evalCurve("a", [failed("a", 1)], "accuracy").x, []);
  const against = { against: "b" }, first = done("b", 1, .5);
  const [some] = stepsToTarget(
    [first, done("b", 2, .5), done("a", 1, .5), failed("a", 2)],
    against,
  );
  assertEquals([some.reached, some.seeds, some.steps], [1, 2, 10]);
  const [none] = stepsToTarget([failed("b", 1), done("a", 1, .5)], against);
  assertEquals([none.reached, none.target, none.ratio], [0, NaN, NaN]);
});
