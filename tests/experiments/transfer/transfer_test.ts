/** A network of three genres learns a fourth. */
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { stackDatasets } from "../../../lib/data/stack.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { type Dataset, withColumns } from "../../../lib/data/dataset.ts";
import { numeric, QUANTITIES } from "../../music.ts";
import { standard } from "../../../lib/features/scale.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { oldNetwork } from "../../../lib/experiments/transfer/old_network.ts";
import { formatRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { spaceOf } from "../../../lib/experiments/search/tried.ts";
import { byVariant, summarise } from "../../../lib/experiments/summarise.ts";
import { metricOf } from "../../../lib/evaluation/metrics/registry.ts";
import { transferData } from "../../../lib/experiments/transfer/data.ts";
import { transferNetwork } from "../../../lib/experiments/transfer/network.ts";
import { transferRunner } from "../../../lib/experiments/transfer/runner.ts";
import * as transferTrial from "../../../lib/experiments/transfer/trial.ts";
import { toyTracks } from "../toy_tracks.ts";

/** Dataset of a fourth genre, which tempo tells. */
const edmTracks = (rows = 90): Dataset => {
  const genre = Array<string>(rows).fill("edm");
  const tracks = withColumns(toyTracks(rows, { seed: 9, shift: 60 }), { texts: { genre } });
  return { ...tracks, file: "edm" };
};
const old = toyTracks(600), four = stackDatasets([old, edmTracks()]);
const split = holdOut(four, { fraction: .3, group: "audio" }, new Rng(1));
const network = {
  plan: { layers: [16, 8], batchNorm: true },
  training: { epochs: 12, batchSize: 32, learningRate: .01, optimiser: "adamw" },
} as const;
const made = { network, inputs: [numeric(), standard()] as const };
const dataOf = (scaling: "kept" | "refitted" = "kept") =>
  transferData(four, ["pop", "rap", "rock"], split, new Rng(2), { ...made, scaling });
const data = await dataOf();
const trial = (settings: Record<string, unknown>, seed = 1) =>
  transferTrial.trial({ settings, seed }, data);

/** A test that must leave as many tensors as it found. */
function tidy(name: string, body: () => Promise<void>): void {
  Deno.test(name, async () => {
    await ready();
    const before = tf.memory().numTensors;
    await body();
    assertEquals(tf.memory().numTensors, before, "tensors were left behind");
  });
}

tidy("a transfer knows all genres, and begins where scratch has still to get to", async () => {
  const { scores, curve } = await trial({ evalEvery: 5, newClass: "imprinted" });
  assert(scores.accuracy > .75 && scores.newRecall > .8, JSON.stringify(scores));
  for (const name of Object.keys(scores)) metricOf(name); // each knows its direction
  assert(scores.oldAccuracy > .7 && scores.amongKnown >= scores.knownAccuracy);
  const scratch = await trial({ evalEvery: 5, start: "scratch" });
  assertEquals(scratch.scores.oldAccuracy, undefined);
  const [copied, fresh] = [curve!, scratch.curve!].map((each) => each["eval: accuracy"]);
  assertEquals(curve!["eval: step"].slice(0, 3), [0, 5, 10]);
  assert(copied[0] > fresh[0] + .2 && copied[1] > fresh[1]);
  assert(curve!["eval: edm"].at(-1)! > .8);
});

tidy("before any step a head of zeros answers as the old network does", async () => {
  const layerRates = { batchNorm1: 0, batchNorm2: 0 }; // or their averages would move
  const { scores } = await trial({ learningRate: 0, epochs: 1, newClass: "zeros", layerRates });
  assertEquals(scores.amongKnown, scores.oldAccuracy);
});

tidy("new rows alone drown the old genres; old rows or a teacher keep them apart", async () => {
  const alone = { oldShare: 0, oneClass: true, epochs: 15, restoreBest: false };
  const drowned = (await trial(alone)).scores;
  assert(drowned.newRecall > .99 && drowned.knownAccuracy < .2, JSON.stringify(drowned));
  const taught = (await trial({ ...alone, distillation: 5 })).scores;
  assert(taught.amongKnown >= drowned.amongKnown);
  const balanced = { epochs: 15, classWeights: "balanced" };
  const rehearsed = (await trial({ ...balanced, oldShare: .1 })).scores;
  assert(rehearsed.knownAccuracy > .4 && rehearsed.trainingRows < 120, JSON.stringify(rehearsed));
});

tidy("the head learns first, then everything, as one history", async () => {
  const { history, model } = await transferNetwork(
    data,
    { headFirst: 2, epochs: 3, evalEvery: 4 },
    1,
  );
  assertEquals(history.epochs.map(({ epoch }) => epoch), [1, 2, 3, 4, 5]);
  assertEquals(history.steps, 5 * Math.ceil(data.train.x.rows / 32));
  const steps = history.evalPoints!.map(({ step }) => step);
  assertEquals(steps, steps.toSorted((a, b) => a - b));
  assert(history.bestEpoch >= 3);
  model.dispose();
});

tidy("the old network is trained once for each seed, and every caller gets a copy", async () => {
  const [a, b, c] = [
    await oldNetwork(data, 1),
    await oldNetwork(data, 1),
    await oldNetwork(data, 2),
  ];
  const bytes = ({ model }: typeof a) => `${model.getWeights().map((w) => w.dataSync())}`;
  assert(a.model !== b.model && bytes(a) === bytes(b) && bytes(a) !== bytes(c));
  for (const { model } of [a, b, c]) model.dispose();
});

tidy("a kept scaler is the old rows' own; a refitted one is all training rows'", async () => {
  const other = await dataOf("refitted"), isNew = (row: number) => row >= old.rows;
  assertEquals(data.seen, data.train.x);
  assertEquals(other.seen.data, data.seen.data);
  assertEquals(other.old.train.x.data, data.old.train.x.data);
  const tempo = data.train.x.names.indexOf("tempo"), d = data.train.x.names.length;
  const meanOf = (x: typeof data.seen, rows: number[]) =>
    rows.reduce((sum, i) => sum + x.data[i * d + tempo], 0) / rows.length;
  const positions = Array.from(split.train.keys());
  const known = positions.filter((i) => !isNew(split.train[i]));
  assert(Math.abs(meanOf(data.train.x, known)) < 1e-5);
  assert(Math.abs(meanOf(other.train.x, positions)) < 1e-5);
  assert((await transferTrial.trial({ settings: {}, seed: 1 }, other)).scores.accuracy > .7);
});

Deno.test("records are the same but for the clock, in this thread and on workers", async () => {
  const still = (run: Run) => {
    const { "eval: seconds": _, ...curve } = run.curve!,
      { trainingSeconds: __, ...scores } = run.scores;
    return formatRun({ ...run, curve, scores, seconds: 0, created: "" });
  };
  const ways = {
    scratch: { start: "scratch" },
    frozen: { layerRates: { "*": 0, logits: 1 } },
    taught: { distillation: 1, oldShare: .2 },
  };
  const records = [];
  for (const runner of [localRunner(transferTrial, data), transferRunner(data, { workers: 2 })]) {
    const asked = { part: "06", name: "ways", seeds: 2, base: { epochs: 3, evalEvery: 5 } };
    const runs = await search(spaceOf(ways, 400).space, runner, asked);
    await runner.close();
    const found = byVariant(runs);
    assertEquals(Object.keys(found), ["scratch", "frozen", "taught"]);
    assertEquals(found.taught.map(({ seed }) => seed), [1, 2]);
    const [first] = summarise(runs, ["accuracy", "steps", "startAccuracy"]);
    assertEquals(Object.keys(first), ["variant", "accuracy", "spread", "steps", "startAccuracy"]);
    records.push(runs.map(still));
  }
  assertEquals(records[1], records[0]);
});

tidy("the same audio never stands on both sides, though it comes from both files", async () => {
  const same = Object.fromEntries(QUANTITIES.map((name) => [name, toyTracks(60).numbers(name)]));
  const both = stackDatasets([old, withColumns(edmTracks(60), { numbers: same })]);
  const { train, validation } = holdOut(both, { fraction: .3, group: "audio" }, new Rng(1));
  const of = (rows: Int32Array) => new Set(Array.from(rows, (row) => both.groups("audio")[row]));
  assertEquals([...of(train)].filter((audio) => of(validation).has(audio)), []);
  assertEquals(
    both.groups("audio")[0],
    both.groups("audio")[600],
    "twins across the files are known",
  );
  await Promise.resolve();
});

tidy("what cannot be transferred is refused in a sentence", async () => {
  const inputs = { ...made, scaling: "kept" } as const;
  for (const known of [["pop", "jazz"], ["edm", "pop", "rap", "rock"], []]) {
    const go = () => transferData(four, known, split, new Rng(2), inputs);
    await assertFails(go, "some of the table's", "edm, pop, rap, rock");
  }
  await assertFails(() => trial({ start: "everywhere" }), "start", "scratch, hidden or head");
  await assertFails(() => trial({ newShare: 2 }), "newShare", "from 0 to 1");
  await assertFails(() => trial({ headFirst: .5 }), "headFirst");
  await assertFails(() => trial({ layers: [4] }), "layers");
  await assertFails(() => trial({ oldShare: 0 }), "only the class edm", "oneClass");
});
