import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { codesOf } from "../../../lib/core/target.ts";
import { smallTracks } from "../../tracks.ts";
import type { Features, Scaler } from "../../../lib/features/features.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";
import { mlpRunner } from "../../../lib/experiments/runners/mlp_runner.ts";
import { formatRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { logUniform } from "../../../lib/experiments/search/distributions.ts";
import { grid, listed, random } from "../../../lib/experiments/search/space.ts";
import { bestRun } from "../../../lib/experiments/runs/standings.ts";
import { metricOf } from "../../../lib/evaluation/metrics/registry.ts";
import * as mlpTrial from "../../../lib/experiments/search/trial.ts";
import { trial } from "../../../lib/experiments/search/trial.ts";
import { type TrialData, trialData } from "../../../lib/experiments/search/trial_data.ts";

/** Three clouds of points in four dimensions, one per class, that hardly overlap. */
function clouds(rows: number, seed: string): TrialData["train"] {
  const rng = new Rng(seed), x = matrix(rows, ["a", "b", "c", "d"]), codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    codes[i] = i % 3;
    for (let j = 0; j < 4; j++) x.data[4 * i + j] = rng.normal() + 3 * Number(j === codes[i]);
  }
  return { x, y: { codes, classes: ["edm", "pop", "rap"] } };
}

const data: TrialData = { train: clouds(300, "train"), validation: clouds(90, "validation") };
const asked = { part: "03", name: "trial" };
const base = { epochs: 4, batchSize: 32, layers: [16], learningRate: .01 };
const bytes = (run: Run) => formatRun({ ...run, seconds: 0, created: "" });

Deno.test("the setting network names another kind, whose settings stand beside the training's", async () => {
  const settings = { ...base, epochs: 15, network: "rnn", cell: "lstm", units: [12], layers: [] };
  const { scores, engine } = await trial({ settings, seed: 1 }, data);
  assert(scores.accuracy > .7, `accuracy ${scores.accuracy}`);
  assertEquals([scores.parameters, engine], [4 * 12 * (1 + 12) + 4 * 12 + 12 * 3 + 3, "graph"]);
  const all = mlpTrial.complete(settings, data);
  assertEquals([all.network, all.bidirectional, all.batchSize], ["rnn", false, 32]);
  assertEquals("network" in mlpTrial.complete(base, data), false); // records of perceptrons stay as they are
  assert(mlpTrial.cost({ ...settings, units: [24] }, data) > mlpTrial.cost(settings, data));
  await assertFails(() => mlpTrial.complete({ ...settings, members: 3 }, data), "members", "units");
  await assertFails(() => mlpTrial.complete({ network: "lstm" }, data), "lstm", "rnn");
});

Deno.test("a trial learns what can be learnt and says how well, with a curve of every epoch", async () => {
  const { scores, curve, engine } = await trial(
    { settings: { ...base, epochs: 15 }, seed: 1 },
    data,
  );
  assert(scores.accuracy > .85 && scores.macroF1 > .85 && scores.logLoss < .5);
  for (const name of Object.keys(scores)) metricOf(name); // each knows its direction
  assertAlmostEquals(scores.gap, scores.trainAccuracy - scores.accuracy);
  assertEquals([scores.epochs, scores.steps], [15, 15 * 10]);
  assertEquals(scores.parameters, 4 * 16 + 16 + 16 * 3 + 3);
  assertEquals(engine, "wasm");
  for (const series of Object.values(curve!)) assertEquals(series.length, 15);
  // the weights of the best epoch are those that were scored
  const losses = curve!.validationLoss;
  assertEquals(scores.bestEpoch, 1 + losses.indexOf(Math.min(...losses)));
  assertAlmostEquals(scores.logLoss, Math.min(...losses), 1e-5);
});

Deno.test("no tensor is left behind, by a training that ends nor by one that fails", async () => {
  await ready();
  const before = tf.memory().numTensors;
  await trial({ settings: base, seed: 1 }, data);
  const wild = { ...base, optimiser: "adamw", learningRate: 100, weightDecay: 100 };
  await assertFails(() => trial({ settings: wild, seed: 1 }, data), "the loss is NaN at step");
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("records of trainings are the same bytes in this thread and on one or two workers", async () => {
  const space = grid({ dropout: [0, .3], batchNorm: [false, true], layers: [[16], [8, 8]] });
  const records = await Promise.all(
    [localRunner(mlpTrial, data), mlpRunner(data, { workers: 1 }), mlpRunner(data, { workers: 2 })]
      .map(async (runner) => {
        const runs = await search(space, runner, { ...asked, base, seeds: 2 });
        await runner.close();
        return runs.map(bytes);
      }),
  );
  assertEquals(records[0].length, 16);
  assertEquals(new Set(records[0]).size, 16);
  assertEquals(records[1], records[0]);
  assertEquals(records[2], records[0]);
});

Deno.test("a record holds every setting, so that it can be repeated from itself", async () => {
  const runner = localRunner(mlpTrial, data);
  const [run] = await search(listed([{ dropout: .1 }]), runner, { ...asked, base });
  assertEquals([run.settings.optimiser, run.settings.beta1, run.settings.activation], [
    "adam",
    .9,
    "relu",
  ]);
  const [again] = await search(listed([run.settings]), runner, { ...asked, seed: run.seed });
  assertEquals(bytes(again), bytes(run));
});

Deno.test("settings that neither network nor training knows are refused before the first run", async () => {
  const runner = mlpRunner(data, { workers: 1 });
  const refused = (settings: Record<string, unknown[]>, ...parts: string[]) =>
    assertFails(() => search(grid(settings), runner, asked), ...parts);
  await refused({ learningrate: [.1] }, "no such setting", "learningrate", "learningRate");
  await refused({ optimiser: ["adam", "adma"] }, "optimiser", "adma");
  await refused({ epochs: [1, 0] }, "epochs", "0");
  await refused({ rows: [100, 301] }, "rows", "301", "300");
  await runner.close();
});

Deno.test("a training that diverges is a failed run that names its step, and the others go on", async () => {
  const runner = mlpRunner(data, { workers: 2 });
  const space = listed([{ learningRate: .01 }, { learningRate: 900, optimiser: "sgd" }]);
  const runs = await search(space, runner, { ...asked, base: { ...base, layers: [16, 16] } });
  assertEquals(runs.map((run) => run.status), ["done", "failed"]);
  assert(/loss is \S+ at step \d+/.test(runs[1].error!), runs[1].error);
  await runner.close();
});

Deno.test("rows take part of the training rows, always the same of one seed", async () => {
  const few = (rows: number | null, seed = 1) => trial({ settings: { ...base, rows }, seed }, data);
  const [a, b, other, all] = [await few(64), await few(64), await few(64, 2), await few(null)];
  assertEquals(a, b);
  assertEquals([a.scores.steps, all.scores.steps], [4 * 2, 4 * 10]);
  assert(a.curve!.loss[0] !== other.curve!.loss[0]);
});

Deno.test("halving over epochs finds a good learning rate among hopeless ones", async () => {
  const runner = mlpRunner(data, { workers: 2 });
  const space = halving(random({ learningRate: logUniform(1e-6, 1e-1) }, { trials: 9 }), {
    minimum: 1,
    maximum: 9,
  });
  const runs = await search(space, runner, { ...asked, base: { ...base, epochs: undefined } });
  await runner.close();
  assertEquals(runs.length, 13);
  assertEquals(runs.at(-1)!.settings.epochs, 9);
  const rates = runs.slice(0, 9).map((run) => Number(run.settings.learningRate));
  assert(Number(bestRun(runs).settings.learningRate) > rates.sort((a, b) => a - b)[4]);
  assert(bestRun(runs).scores.accuracy > .85);
});

Deno.test("embeddings and ensembles are settings like any other", async () => {
  const runner = mlpRunner(data, { workers: 1 });
  const space = grid({
    embedding: ["none", ...["periodic", "piecewiseLinear"].map((kind) => ({ kind, size: 8 }))],
    members: [1, 4],
  });
  const runs = await search(space, runner, { ...asked, base: { ...base, epochs: 12 } });
  await runner.close();
  assertEquals(runs.map((run) => run.error), new Array(6).fill(undefined));
  assertEquals(new Set(runs.map((run) => run.scores.parameters)).size, 6);
  for (const run of runs) assert(run.scores.accuracy > .7, `${run.scores.accuracy}`);
});

Deno.test("costs follow the work: epochs, rows, width and small batches", () => {
  const cost = (changes: Record<string, unknown>) =>
    mlpTrial.cost({ ...base, ...changes }, data) / mlpTrial.cost(base, data);
  assertAlmostEquals(cost({ epochs: 8 }), 2);
  for (const more of [{ batchSize: 16 }, { layers: [64] }, { layers: [16, 16] }, { members: 4 }]) {
    assert(cost(more) > 1);
  }
  assert(cost({ rows: 100 }) < .5);
});

Deno.test("features are fitted on the training rows alone, and the record says how they were made", async () => {
  const genres = ["edm", "pop", "edm", "pop", "edm", "pop"];
  const tracks = smallTracks(genres.map((genre) => ({ genre })));
  const values = [1, 2, 3, 4, 50, 60], seen: number[][] = [];
  const pick = (rows: Int32Array) =>
    matrix(rows.length, ["value"], Float32Array.from(rows, (row) => values[row]));
  const features: Features = {
    name: "value",
    settings: { power: 1 },
    fit(_, rows) {
      seen.push([...rows]);
      return { train: pick(rows), transform: (_, rows) => pick(rows) };
    },
  };
  const byMaximum: Scaler = {
    name: "byMaximum",
    settings: {},
    fit: (x) => ({
      transform: ({ data, rows, names }) =>
        matrix(rows, names, data.map((value) => value / Math.max(...x.data))),
    }),
  };
  const [train, validation] = [Int32Array.of(0, 1, 2, 3), Int32Array.of(4, 5)];
  const made = await trialData(
    tracks,
    { train, validation, provenance: {} },
    new Rng(1),
    features,
    byMaximum,
  );
  assertEquals(seen, [[0, 1, 2, 3]]);
  assertEquals([...made.train.x.data], [.25, .5, .75, 1]);
  assertEquals([...made.validation.x.data], [12.5, 15]);
  assertEquals([...codesOf(made.validation.y)], [0, 1]);
  const runner = localRunner(mlpTrial, made);
  const [run] = await search(listed([{ epochs: 1, batchSize: 2 }]), runner, asked);
  assertEquals(run.data.made, {
    features: { name: "value", power: 1 },
    scaling: [{ name: "byMaximum" }],
  });
});
