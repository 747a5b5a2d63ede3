import { makeRun, type Run } from "../../lib/experiments/runs/record.ts";
import { byVariant, summarise } from "../../lib/experiments/summarise.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { madeEvaluated, sureOf } from "./made_evaluated.ts";

/** Runs of one batch size whose accuracies are given, seed by seed; NaN: it failed. */
const sized = (batchSize: number, ...accuracies: number[]): Run[] =>
  accuracies.map((accuracy, seed) =>
    makeRun(
      {
        ...{ part: "03", name: "toy", settings: { batchSize, epochs: 5 }, seed },
        ...{ data: { fingerprint: "f", rows: 9 }, split: null },
      },
      Number.isNaN(accuracy)
        ? { error: "the loss is NaN", seconds: 1 }
        : { scores: { accuracy, logLoss: 1 - accuracy, gap: .1 }, seconds: batchSize },
    )
  );
const called = (variant: string, runs: Run[]) =>
  runs.map((run) => ({ ...run, label: { step: "start", variant } }));

Deno.test("runs over seeds are rows with means, the first score's spread, and what was varied", () => {
  const runs = [...sized(64, .59, .61), ...sized(8, .60, .62), ...sized(512, .50, .52)];
  const rows = summarise(runs, ["accuracy", "seconds"]);
  assertEquals(rows.map(({ batchSize }) => batchSize), [8, 64, 512]); // the best first
  assertEquals(Object.keys(rows[0]), ["batchSize", "accuracy", "spread", "seconds"]);
  assertAlmostEquals(Number(rows[0].accuracy), .61);
  assertAlmostEquals(Number(rows[0].spread), Math.SQRT1_2 * .02);
  assertEquals(rows[0].seconds, 8);
});

Deno.test("the best has the least of a loss, and the first score has the spread", () => {
  const runs = [...sized(64, .5, .7), ...sized(8, .8, .9)];
  const rows = summarise(runs, ["logLoss", "accuracy"]);
  assertEquals(rows.map(({ batchSize }) => batchSize), [8, 64]);
  assertEquals(Object.keys(rows[0]), ["batchSize", "logLoss", "spread", "accuracy"]);
});

Deno.test("rows stand in the order of a setting where asked, and failures are counted", () => {
  const shuffled = [...sized(512, .5), ...sized(8, .4), ...sized(1024, NaN), ...sized(64, .6)];
  const rows = summarise(shuffled, ["accuracy"], { by: "batchSize" });
  assertEquals(rows.map(({ batchSize, failed }) => [batchSize, failed]), [
    [8, 0],
    [64, 0],
    [512, 0],
    [1024, 1],
  ]);
  assert(Number.isNaN(rows[3].accuracy));
  assertEquals(summarise(shuffled, ["accuracy"], { limit: 1 }), [
    { batchSize: 64, accuracy: .6, spread: NaN, failed: 0 },
  ]);
});

Deno.test("a setting of words keeps the order in which its values came", () => {
  const of = (optimiser: string, accuracy: number) => {
    const [run] = sized(8, accuracy);
    return { ...run, settings: { optimiser } };
  };
  const runs = [of("sgd", .5), of("adam", .7), of("lion", .6)];
  const rows = summarise(runs, ["accuracy"], { by: "optimiser" });
  assertEquals(rows.map(({ optimiser }) => optimiser), ["sgd", "adam", "lion"]);
});

Deno.test("runs that are known by variants are a row for each, in their order", () => {
  const runs = [...called("scratch", sized(8, .5, .7)), ...called("copied", sized(64, .8, NaN))];
  assertEquals(Object.keys(byVariant(runs)), ["scratch", "copied"]);
  assertEquals(byVariant(runs).copied, runs.slice(2));
  const rows = summarise(runs, ["accuracy", "seconds"]);
  assertEquals(rows.map(({ variant, failed }) => [variant, failed]), [["scratch", 0], [
    "copied",
    1,
  ]]);
  assertAlmostEquals(Number(rows[0].accuracy), .6);
  assertAlmostEquals(Number(rows[0].spread), Math.SQRT1_2 * .2);
  assertEquals([rows[1].accuracy, rows[1].spread, rows[1].seconds], [.8, NaN, 64]);
  const ranked = summarise(runs, ["accuracy"], { by: "rank" });
  assertEquals(ranked.map(({ batchSize }) => batchSize), [64, 8]);
});

Deno.test("a variant whose runs all failed has its row, without numbers", () => {
  const [row] = summarise(called("frozen", sized(8, NaN, NaN)), ["accuracy"]);
  assertEquals(row, { variant: "frozen", accuracy: NaN, spread: NaN, failed: 2 });
});

Deno.test("runs without variants are known by their names", () => {
  assertEquals(Object.keys(byVariant(sized(8, .5))), ["toy"]);
});

Deno.test("models that were evaluated are a row each, with the spread over their seeds", () => {
  const classes = ["pop", "rap"], truth = [0, 1, 0, 1];
  const a = madeEvaluated(truth, sureOf(truth, classes), { name: "a", seconds: 3 });
  const b = madeEvaluated(truth, sureOf([0, 0, 0, 0], classes), { name: "b" });
  assertEquals(summarise([b, a], ["accuracy", "seconds"]), [
    { model: "b", accuracy: .5, seconds: 1 },
    { model: "a", accuracy: 1, seconds: 3 },
  ]);
  assertEquals(Object.keys(summarise([a])[0]), [
    "model",
    "accuracy",
    "macroF1",
    "logLoss",
    "seconds",
  ]);
  const twice = madeEvaluated(truth, [sureOf(truth, classes), sureOf([0, 0, 0, 0], classes)]);
  const [row] = summarise([twice], ["accuracy", "seconds"]);
  assertEquals(Object.keys(row), ["model", "accuracy", "spread", "seconds"]);
  assertAlmostEquals(Number(row.accuracy), .75);
  assertAlmostEquals(Number(row.spread), Math.SQRT1_2 * .5);
  assertEquals(summarise([a, b], ["accuracy"], { limit: 1 }).length, 1);
});

Deno.test("models on folds have the first score's spread and interval, and are ranked where asked", () => {
  const classes = ["pop", "rap"], truth = Array.from({ length: 12 }, (_, i) => i % 2);
  const of = (name: string, said: number[]) =>
    madeEvaluated(truth, sureOf(said, classes), { name, folds: 3 });
  const poor = of("poor", truth.map(() => 0)), good = of("good", truth);
  const rows = summarise([poor, good], ["accuracy", "seconds"], { by: "rank" });
  assertEquals(rows.map(({ model }) => model), ["good", "poor"]);
  const [low, high] = poor.interval();
  assertEquals(rows[1], {
    ...{ model: "poor", accuracy: poor.scores.accuracy, spread: poor.spread(), low, high },
    seconds: 1,
  });
  const [first] = summarise([poor, good], ["logLoss"], { by: "rank", limit: 1 });
  assertEquals(first.model, "good"); // less of it is better
});

Deno.test("a score that no run has is refused, and nothing makes no rows", async () => {
  await assertFails(() => summarise(sized(8, .5), ["macroF1"]), "macroF1");
  assertEquals([summarise([]), summarise([], ["accuracy"], { by: "variant" })], [[], []]);
});
