import { oneStandardErrorRule } from "../../../lib/study/runs/one_standard_error.ts";
import { overSeeds } from "../../../lib/study/runs/over_seeds.ts";
import { makeRun, type Run } from "../../../lib/study/runs/record.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

/** Runs of one batch size whose accuracies are given, seed by seed; NaN: it failed. */
const sized = (batchSize: number, ...accuracies: number[]): Run[] =>
  accuracies.map((accuracy, seed) =>
    makeRun(
      {
        part: "03",
        name: "toy",
        settings: { batchSize, epochs: 5 },
        seed,
        data: { fingerprint: "f", rows: 9 },
        split: null,
      },
      Number.isNaN(accuracy)
        ? { error: "the loss is NaN", seconds: 1 }
        : { scores: { accuracy, logLoss: -Math.log(accuracy), gap: .1 }, seconds: batchSize },
    )
  );
const runs = [...sized(8, .60, .62), ...sized(64, .59, .61), ...sized(512, .50, .52)];

Deno.test("of settings within the spread over seeds, the preferred one is kept, not the best", () => {
  const spread = Math.SQRT1_2 * .02; // of each pair, and so pooled
  const kept = oneStandardErrorRule(runs, (settings) => Number(settings.batchSize));
  assertEquals(kept.settings.batchSize, 64);
  assertAlmostEquals(kept.scores.accuracy.sd, spread);
  assertEquals(
    oneStandardErrorRule(runs, (settings) => -Number(settings.batchSize)).settings.batchSize,
    8,
  );
});

Deno.test("without a spread the best alone is good enough, whatever is preferred", () => {
  const single = [...sized(8, .6), ...sized(64, .599)];
  assertEquals(
    oneStandardErrorRule(single, (settings) => Number(settings.batchSize)).settings.batchSize,
    8,
  );
});

Deno.test("of losses, the small ones are as good as the best", () => {
  const kept = oneStandardErrorRule(runs, (settings) => Number(settings.batchSize), "logLoss");
  assertEquals(kept.settings.batchSize, 64);
});

Deno.test("failed settings are never kept, and nothing but failures is an error", async () => {
  const failed = sized(1024, NaN, NaN);
  const kept = oneStandardErrorRule([...runs, ...failed], (settings) => Number(settings.batchSize));
  assertEquals(kept.settings.batchSize, 64);
  await assertFails(() => oneStandardErrorRule(failed, () => 0), "no run");
});

Deno.test("runs over seeds are rows with means, the first score's spread, and what was varied", () => {
  const rows = overSeeds(runs, ["accuracy", "seconds"]);
  assertEquals(rows.map(({ batchSize }) => batchSize), [8, 64, 512]);
  assertEquals(Object.keys(rows[0]), ["batchSize", "accuracy", "spread", "seconds"]);
  assertAlmostEquals(Number(rows[0].accuracy), .61);
  assertAlmostEquals(Number(rows[0].spread), Math.SQRT1_2 * .02);
});

Deno.test("rows stand in the order of a setting where asked, and failures are counted", () => {
  const shuffled = [...sized(512, .5), ...sized(8, .4), ...sized(1024, NaN), ...sized(64, .6)];
  const rows = overSeeds(shuffled, ["accuracy"], { by: "batchSize" });
  assertEquals(rows.map(({ batchSize, failed }) => [batchSize, failed]), [
    [8, 0],
    [64, 0],
    [512, 0],
    [1024, 1],
  ]);
  assert(Number.isNaN(rows[3].accuracy));
  assertEquals(overSeeds(shuffled, ["accuracy"], { limit: 1 })[0].batchSize, 64);
});
