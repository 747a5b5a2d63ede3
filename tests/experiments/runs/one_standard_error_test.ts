import { oneStandardErrorRule } from "../../../lib/experiments/runs/one_standard_error.ts";
import { makeRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

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
