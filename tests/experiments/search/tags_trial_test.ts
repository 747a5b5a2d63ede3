/** Searches over networks of tags: the same trial, other scores. */
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { formatRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { bestRun } from "../../../lib/experiments/runs/standings.ts";
import { metricOf } from "../../../lib/evaluation/metrics/registry.ts";
import { mlpRunner } from "../../../lib/experiments/runners/mlp_runner.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { grid, listed } from "../../../lib/experiments/search/space.ts";
import * as mlpTrial from "../../../lib/experiments/search/trial.ts";
import type { TrialData } from "../../../lib/experiments/search/trial_data.ts";
import { tagged } from "../../models/tag_contract.ts";

const tags = ["sad", "slow", "live"];
const data: TrialData = { train: tagged(tags, 300), validation: tagged(tags, 90, 2) };
const asked = { part: "03", name: "tags", score: "weightedF1" };
const base = { epochs: 6, batchSize: 32, layers: [16], learningRate: .01 };
const bytes = (run: Run) => formatRun({ ...run, seconds: 0, created: "" });

Deno.test("a trial of tags has every score of tags, and the gap of the main one", async () => {
  await ready();
  const before = tf.memory().numTensors;
  const { scores, curve, engine } = await mlpTrial.trial(
    { settings: { ...base, epochs: 15 }, seed: 1 },
    data,
  );
  assertEquals([engine, tf.memory().numTensors], ["wasm", before]);
  for (const name of Object.keys(scores)) {
    const { of } = metricOf(name); // each knows its direction
    assert(of.includes("tags") || of.includes("training"), `${name} is of ${of}`);
  }
  assert(scores.macroF1 > .9 && scores.weightedF1 > .9 && scores.hammingLoss < .1);
  assertAlmostEquals(scores.gap, scores.trainMacroF1 - scores.macroF1);
  const judgedByItself = await mlpTrial.trial(
    { settings: { ...base, epochs: 1 }, seed: 1 },
    { ...data, validation: data.train },
  ); // two ways to the same numbers
  assertEquals(judgedByItself.scores.gap, 0);
  assertAlmostEquals(judgedByItself.scores.trainLogLoss, judgedByItself.scores.logLoss, 1e-12);
  assertEquals(["accuracy", "trainAccuracy"].filter((name) => name in scores), []);
  const losses = curve!.validationLoss;
  assertEquals(scores.bestEpoch, 1 + losses.indexOf(Math.min(...losses)));
  assertAlmostEquals(scores.logLoss, Math.min(...losses), 1e-5);
});

Deno.test("a search by weighted F1 keeps the network that tells the tags", async () => {
  const space = listed([
    { learningRate: 1e-6 }, // learns nothing
    { learningRate: .01 },
    { learningRate: .01, rows: 10, epochs: 1 },
  ]);
  let leader: Run | undefined;
  const runs = await search(space, localRunner(mlpTrial, data), {
    ...{ ...asked, base, seeds: 2 },
    onProgress: ({ best }) => void (leader = best),
  });
  const kept = bestRun(runs, "weightedF1");
  assertEquals([kept.settings.learningRate, kept.settings.rows], [.01, null]);
  assertEquals(leader?.settings, kept.settings);
  assert(runs.every((run) => run.scores.weightedF1 <= kept.scores.weightedF1 + .1));
  // where less is better, less is kept
  assertEquals(bestRun(runs, "hammingLoss").settings, kept.settings);
});

Deno.test("records of networks of tags are the same bytes in this thread and on workers", async () => {
  const space = grid({ members: [1, 2], labelSmoothing: [0, .1] });
  const records = await Promise.all(
    [localRunner(mlpTrial, data), mlpRunner(data, { workers: 2 })].map(async (runner) => {
      const runs = await search(space, runner, { ...asked, base });
      await runner.close();
      assertEquals(runs.map(({ error }) => error), new Array(4).fill(undefined));
      return runs.map(bytes);
    }),
  );
  assertEquals(new Set(records[0]).size, 4);
  assertEquals(records[1], records[0]);
});

Deno.test("rows take part of the training rows with their tags, always the same of one seed", async () => {
  const few = (rows: number | null, seed = 1) =>
    mlpTrial.trial({ settings: { ...base, rows }, seed }, data);
  const [a, b, other] = [await few(64), await few(64), await few(64, 2)];
  assertEquals(a, b);
  assertEquals(a.scores.steps, 6 * 2);
  assert(a.curve!.loss[0] !== other.curve!.loss[0]);
});

Deno.test("a setting that tags cannot have is refused by name", async () => {
  const settings = { ...base, classWeights: "balanced" };
  await assertFails(() => mlpTrial.trial({ settings, seed: 1 }, data), "classWeights", "tags");
});
