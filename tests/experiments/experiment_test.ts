import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { majority } from "../../lib/models/majority.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { shown } from "../../lib/show/watched.ts";
import { byVariant } from "../../lib/experiments/summarise.ts";
import { localRunner } from "../../lib/experiments/runners/runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { oneOf } from "../../lib/experiments/search/distributions.ts";
import { grid, random } from "../../lib/experiments/search/space.ts";
import * as mlpTrial from "../../lib/experiments/search/trial.ts";
import { trialData } from "../../lib/experiments/search/trial_data.ts";
import { assertEquals, assertFails } from "../assert.ts";
import { network, split, STUDY, toyExperiment, tracks } from "./toy_experiment.ts";

Deno.test("records have part, seeds, split and study from the experiment, and their name from the question", async () => {
  const { experiment, runs } = await toyExperiment();
  await experiment.search("width", { layers: [[2], [3]] });
  const kept = await runs.all();
  assertEquals(kept.length, 4);
  for (const run of kept) {
    assertEquals([run.part, run.name, run.status], ["03", "width", "done"]);
    assertEquals(run.split, { holdOut: .3, group: "audio" });
    assertEquals(run.study, STUDY);
    assertEquals([run.settings.epochs, run.settings.batchSize], [2, 32]);
  }
  assertEquals(kept.map(({ seed }) => seed).sort(), [5, 5, 6, 6]);
});

Deno.test("an experiment's records are those of the same search written out", async () => {
  const { experiment, runs } = await toyExperiment();
  const found = await experiment.search("rate", { learningRate: [.01, .1] });
  const data = await trialData(tracks, split, new Rng(1), numeric(), standard());
  const byHand = await search(grid({ learningRate: [.01, .1] }), localRunner(mlpTrial, data), {
    ...{ part: "03", name: "rate", base: network, seeds: 2, seed: 5 },
    split: split.provenance,
    runs, // so that nothing is trained twice
  });
  assertEquals(byHand.map(({ id }) => id), found.map(({ id }) => id));
  assertEquals((await runs.all()).length, 4);
});

Deno.test("a plain object is a grid, a list is just these settings, and a space is taken as it is", async () => {
  const { experiment } = await toyExperiment({}, { seeds: 1 });
  const tried = async (what: Parameters<typeof experiment.search>[1]) =>
    (await experiment.search("tried", what)).map(({ settings }) => [
      settings.layers,
      settings.batchSize,
    ]);
  const all = await tried({ layers: [[2], [3]], batchSize: [16, 32] });
  assertEquals(all, [[[2], 16], [[2], 32], [[3], 16], [[3], 32]]);
  assertEquals(await tried([{ layers: [5] }, {}]), [[[5], 32], [[4], 32]]);
  assertEquals((await tried(random({ layers: oneOf([2], [3], [5]) }, { trials: 2 }))).length, 2);
  assertEquals(await tried({}), [[[4], 32]]); // nothing varied: the experiment's network
  await assertFails(() => experiment.search("typo", { layer: [[2]] }), "layer");
});

Deno.test("what a search says of its networks goes before what the experiment says", async () => {
  const { experiment } = await toyExperiment();
  const [run, ...rest] = await experiment.search("own", { layers: [[2]] }, {
    network: { layers: [9], epochs: 1 },
    seeds: 1,
  });
  assertEquals(rest, []);
  assertEquals([run.settings.layers, run.settings.epochs, run.settings.batchSize], [[2], 1, 32]);
});

Deno.test("a quick study keeps to few seeds and epochs, but not of what is varied or said to be needed", async () => {
  const plan = { seeds: 3, network: { ...network, epochs: 50 } };
  const { experiment } = await toyExperiment({ quick: true }, plan);
  const found = await experiment.search("quick", { layers: [[2]] });
  assertEquals(found.map(({ settings, seed }) => [settings.epochs, seed]), [[6, 5], [6, 6]]);
  const one = { seeds: 1 };
  const [fewer] = await experiment.search("fewer", {}, { ...one, network: { epochs: 4 } });
  assertEquals(fewer.settings.epochs, 4);
  const [needed] = await experiment.search("needed", {}, { ...one, quick: { epochs: 8 } });
  assertEquals(needed.settings.epochs, 8);
  const varied = await experiment.search("varied", { epochs: [1, 9] }, one);
  assertEquals(varied.map(({ settings }) => settings.epochs), [1, 9]);
  const { experiment: whole } = await toyExperiment({}, { network: { ...network, epochs: 7 } });
  const [run] = await whole.search("whole", {}, { ...one, quick: { epochs: 1 } });
  assertEquals(run.settings.epochs, 7);
});

Deno.test("an experiment tells how far it is, and show makes one bar of each search and evaluation", async () => {
  const { experiment, events } = await toyExperiment();
  await experiment.search("width", { layers: [[2], [3]] });
  await experiment.search("width", { layers: [[2]] }); // from the records, with a bar of its own
  await experiment.evaluate("beside", { majority: onFeatures(numeric(), majority()) });
  const bars: string[] = [], ended: string[] = [];
  const show = shown((title, total) => {
    bars.push(`${title} ${total}`);
    return { ended: false, update() {}, end: () => Promise.resolve(void ended.push(title)) };
  });
  events.forEach(show);
  assertEquals(bars, ["width 4", "width 2", "beside 1"]);
  assertEquals(ended, ["width", "width", "beside"]);
});

Deno.test("the same experiment on another split says that split, and learns from its rows", async () => {
  const { experiment, runs } = await toyExperiment({}, { seeds: 1 });
  const other = holdOut(tracks, { fraction: .5 }, new Rng(3));
  const elsewhere = await experiment.with({ split: other });
  await experiment.search("here", {});
  await elsewhere.search("there", {});
  const [here, there] = await runs.all();
  assertEquals([here.split, there.split], [{ holdOut: .3, group: "audio" }, { holdOut: .5 }]);
  assertEquals(here.settings, there.settings);
  assertEquals(there.data.rows, other.train.length);
});

Deno.test("workers are opened by the first search, once, and closed with the experiment", async () => {
  const told: string[] = [];
  const { experiment } = await toyExperiment({}, {
    seeds: 1,
    runner: (data) => {
      told.push("opened");
      const runner = localRunner(mlpTrial, data);
      return { ...runner, close: () => (told.push("closed"), runner.close()) };
    },
  });
  assertEquals([told, experiment.trialData.train.x.rows], [[], split.train.length]);
  await experiment.search("a", {});
  await experiment.search("b", {});
  assertEquals(told, ["opened"]);
  await experiment.close();
  assertEquals(told, ["opened", "closed"]);
  await (await toyExperiment()).experiment.close(); // nothing was asked
});

Deno.test("a run's settings come back as a model on the same inputs, and a finding can be kept beside it", async () => {
  const { experiment, runs } = await toyExperiment({}, { seeds: 1 });
  const [run] = await experiment.search("width", { layers: [[3]] });
  const estimator = experiment.estimator(run.settings, { threads: 1 });
  assertEquals(estimator.settings.layers, [3]);
  assertEquals(estimator.settings.features, { name: "numeric", ...numeric().settings });
  const fitted = await estimator.fit(tracks, split.train, new Rng(1));
  assertEquals((await fitted.predictProba(tracks, split.validation)).rows, split.validation.length);
  const kept = await experiment.record("chosen", run.settings, {
    scores: { accuracy: .5 },
    seconds: 1,
  });
  assertEquals([kept.part, kept.seed, kept.split, kept.data], ["03", 5, run.split, run.data]);
  assertEquals((await runs.all({ name: "chosen" })).length, 1);
});

Deno.test("settings that have names come back known by their names, a run per seed", async () => {
  const { experiment, runs } = await toyExperiment();
  const asked = { narrow: { layers: [2] }, usual: {} };
  const found = await experiment.search("start", asked, { step: "where to start" });
  const { narrow, usual } = byVariant(found);
  assertEquals(narrow.map(({ seed, settings }) => [seed, settings.layers]), [
    ...[[5, [2]], [6, [2]]],
  ]);
  assertEquals(usual[0].settings.layers, [4]);
  assertEquals(usual[0].label, { step: "where to start", variant: "usual" });
  assertEquals((await runs.all({ name: "start" })).length, 4);
});

Deno.test("a search is known by the settings that it varies, or by the step that it says", async () => {
  const { experiment, runs } = await toyExperiment({}, { seeds: 1 });
  const stepOf = async (...asked: Parameters<typeof experiment.search>) =>
    (await experiment.search(...asked))[0].label;
  assertEquals(await stepOf("how large a batch?", { batchSize: [16, 32] }), { step: "batchSize" });
  assertEquals(await stepOf("shape", { layers: [[2]], dropout: [0] }), { step: "layers, dropout" });
  assertEquals(await stepOf("as it is", {}), undefined);
  assertEquals(await stepOf("as it is", [{}], { step: "usual" }), { step: "usual" });
  assertEquals(await stepOf("as it is", { batchSize: [32] }, { step: "our search" }), {
    step: "our search",
  });
  const [kept, ...others] = await runs.all({ name: "as it is" }); // thrice the same network
  assertEquals([kept.label, others], [{ step: "our search" }, []]);
});

Deno.test("inputs that are made in different ways are a setting more of the runs, and their step", async () => {
  const { experiment, runs } = await toyExperiment({}, { seeds: 1 });
  const all = numeric(), one = numeric({ columns: ["energy"] });
  const ways = { all: [all, standard()], one: [one, standard()] } as const;
  const found = await experiment.searchInputs("what to read", ways);
  assertEquals(found.map(({ settings }) => settings.inputs), ["all", "one"]);
  assertEquals(found.map(({ label }) => label), [{ step: "inputs" }, { step: "inputs" }]);
  assertEquals(new Set((await runs.all()).map(({ data }) => data.fingerprint)).size, 2);
});

Deno.test("a quick study evaluates with few seeds, searches few values, and compares few inputs", async () => {
  const { experiment } = await toyExperiment({ quick: true });
  const models = { bayes: onFeatures(numeric(), gaussianBayes()) };
  const seedsOf = async (seeds?: number) =>
    (await experiment.evaluate("beside", models, { seeds }))[0].answers.length;
  assertEquals([await seedsOf(5), await seedsOf(1), await seedsOf()], [2, 1, 1]);
  const widths = await experiment.search("width", { layers: [[1], [2], [3], [4], [5]] });
  const tried = [[1], [1], [3], [3], [5], [5]]; // each with two seeds
  assertEquals(widths.map(({ settings }) => settings.layers), tried);
  const ways = Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name) => [name, [numeric(), standard()] as const]),
  );
  const read = await experiment.searchInputs("inputs", ways, { seeds: 1 });
  assertEquals(read.map(({ settings }) => settings.inputs), ["a", "c", "e"]);
});

Deno.test("batches larger than the rows to learn from are left out", async () => {
  const { experiment } = await toyExperiment({}, { seeds: 1 });
  const found = await experiment.search("batch size", { batchSize: [16, 4096] });
  assertEquals(found.map(({ settings }) => settings.batchSize), [16]);
});
