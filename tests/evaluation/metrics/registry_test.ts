import { matrix } from "../../../lib/core/matrix.ts";
import { evaluate } from "../../../lib/experiments/evaluate.ts";
import { oneStandardErrorRule } from "../../../lib/experiments/runs/one_standard_error.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { bestRun, rankSettings } from "../../../lib/experiments/runs/standings.ts";
import { scores } from "../../../lib/evaluation/metrics/metrics.ts";
import { multilabelScores } from "../../../lib/evaluation/metrics/multilabel.ts";
import { direction, metricOf, METRICS } from "../../../lib/evaluation/metrics/registry.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { leaderboard } from "../../../lib/show/figures/search.ts";
import { parallelCoordinates } from "../../../lib/show/figures/parallel.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { smallJudged } from "../../experiments/small_judged.ts";
import { smallRun } from "../../experiments/small_run.ts";

const LESS = [
  ...["logLoss", "brier", "calibrationError", "accuracySd", "loss", "trainLogLoss", "gap"],
  ...["hammingLoss", "coverageError", "rankingLoss", "seconds", "trainingSeconds", "bestEpoch"],
];

Deno.test("of losses, errors and costs less is better, of everything else more", () => {
  for (const score of LESS) assertEquals(direction(score), -1, score);
  for (const score of ["accuracy", "macroF1", "rocAuc", "newRecall", "meanAveragePrecision"]) {
    assertEquals(direction(score), 1, score);
  }
  assertEquals(metricOf("accuracyFold12"), metricOf("accuracy"));
});

Deno.test("every score that is computed anywhere has its direction", async () => {
  const truth = matrix(2, ["live", "remix"], Float32Array.of(1, 0, 1, 1));
  const { models, tracks, folds, rng, key } = await smallJudged();
  const store = openRuns(await Deno.makeTempDir());
  await evaluate(models, tracks, folds.random, rng, { runs: store, key });
  const computed = [
    ...Object.keys(scores(Int32Array.of(0, 1), matrix(2, ["a", "b"], Float32Array.of(1, 0, 0, 1)))),
    ...Object.keys(multilabelScores(truth, truth)).filter((name) => name !== "reports"),
    ...Object.keys((await store.all())[0].scores), // of each fold, too
  ];
  for (const name of computed) metricOf(name);
  assertEquals([...METRICS].filter(([name, metric]) => name !== metric.name), []);
});

const runs = [.9, .2, .5].map((loss, i) =>
  smallRun({ width: i }, { accuracy: .5, trainLogLoss: loss, hammingLoss: loss, made: loss })
);

Deno.test("ranking by a loss of the training, or of tags, keeps the lowest", () => {
  for (const score of ["trainLogLoss", "hammingLoss"]) {
    assertEquals(rankSettings(runs, score).map(({ settings }) => settings.width), [1, 2, 0]);
    assertEquals(bestRun(runs, score).settings.width, 1);
    assertEquals(oneStandardErrorRule(runs, () => 0, score).settings.width, 1);
  }
  const rows = runs.map(({ scores }, i) => ({ name: `${i}`, score: scores.trainLogLoss }));
  assertEquals(leaderboard(rows, { score: "trainLogLoss" }).data[0].y, ["1", "2", "0"]);
});

Deno.test("a score that nobody knows ranks nothing, and the message names those that are known", async () => {
  const ways = [
    () => rankSettings(runs, "made"),
    () => bestRun(runs, "made"),
    () => oneStandardErrorRule(runs, () => 0, "made"),
    () => leaderboard([{ name: "a", score: 1 }], { score: "made" }),
    () => parallelCoordinates(runs, ["width"], "made"),
  ];
  for (const way of ways) await assertFails(way, "made", "registry.ts", "accuracy", "logLoss");
});

Deno.test("a search refuses a score that nobody knows before its first run, and halves by a loss", async () => {
  let trained = 0;
  const trial = {
    rows: () => 1,
    trial: ({ settings }: { settings: { x?: number } }) => {
      trained++;
      return { scores: { accuracy: .5, trainLogLoss: settings.x!, made: settings.x! } };
    },
  };
  const asked = { part: "00", name: "losses" }, space = grid({ x: [3, 1, 2] });
  await assertFails(
    () => search(space, localRunner(trial, {}), { ...asked, score: "made" }),
    "made",
    "trainLogLoss",
  );
  assertEquals(trained, 0);
  const found = await search(
    halving(space, { minimum: 1, maximum: 3 }),
    localRunner(trial, {}),
    { ...asked, score: "trainLogLoss" },
  );
  assertEquals(found.at(-1)!.settings, { x: 1, epochs: 3 });
  assert(found.length === 4);
});
