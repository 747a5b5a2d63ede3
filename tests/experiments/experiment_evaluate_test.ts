import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { majority } from "../../lib/models/majority.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { toyTracks } from "./toy_tracks.ts";
import { split, toyExperiment, tracks } from "./toy_experiment.ts";

Deno.test("an estimator is fitted once on the experiment's split, and its record says so", async () => {
  const { experiment, runs, events } = await toyExperiment();
  const plain = onFeatures(numeric(), majority());
  const fitted: number[] = [];
  const counted = {
    ...plain,
    fit: (
      ...args: Parameters<typeof plain.fit>
    ) => (fitted.push(args[1].length), plain.fit(...args)),
  };
  const [first] = await experiment.evaluate("beside", { "the largest class": counted });
  const [again] = await experiment.evaluate("beside", { "the largest class": counted });
  assertEquals([fitted, again], [[split.train.length], first]);
  const [run] = await runs.all();
  assertEquals([run.part, run.name, run.seed], ["03", "the largest class", 5]);
  assertEquals(run.split, split.provenance);
  const { sides, ...data } = run.data;
  assertEquals(data, { fingerprint: "the files", rows: split.train.length });
  assertEquals(sides?.length, 16);
  assert(events.every(({ name }) => name === "beside"));
});

Deno.test("another hold-out of the same size and kind is judged anew, the same one is not", async () => {
  const { experiment, runs } = await toyExperiment();
  const of = (seed: number) =>
    experiment.with({ split: holdOut(tracks, { fraction: .3, group: "audio" }, new Rng(seed)) });
  const judge = async (seed: number) => {
    const [{ rows, truth }] = await (await of(seed)).evaluate("beside", {
      bayes: onFeatures(numeric(), gaussianBayes()),
    });
    return [rows, truth];
  };
  const [first, other, again] = [await judge(2), await judge(3), await judge(2)];
  assertEquals(again, first);
  const [rows] = other;
  assert(`${rows}` !== `${first[0]}`);
  assertEquals((await runs.all()).length, 2);
});

Deno.test("what learnt from all labelled rows answers for another file, once", async () => {
  const { experiment, runs } = await toyExperiment();
  const test = toyTracks(7, { seed: 9, role: "test" }), model = onFeatures(numeric(), majority());
  const first = await experiment.predict("all rows", model, test);
  assertEquals([first.probabilities.rows, first.run.split], [7, null]);
  assertEquals(first.run.data, { fingerprint: "the files", rows: tracks.complete.length });
  const again = await experiment.predict("all rows", model, test);
  assertEquals(again.probabilities, first.probabilities);
  assertEquals(again.run.created, first.run.created); // it is the kept one
  assertEquals((await runs.all()).length, 1);
});

Deno.test("an evaluation has its seeds, labels and what was chosen in its records", async () => {
  const { experiment, runs } = await toyExperiment({}, { chosen: { encoder: "tiny" } });
  const models = { bayes: onFeatures(numeric(), gaussianBayes()) };
  const [found] = await experiment.evaluate("beside", models, {
    ...{ seeds: 3, step: "alone", variants: ["counted"], training: true },
  });
  assertEquals([found.answers.length, typeof found.trainingScores?.accuracy], [3, "number"]);
  const kept = await runs.all();
  assertEquals(kept.map(({ seed }) => seed).sort(), [5, 6, 7]);
  for (const { label, settings } of kept) {
    assertEquals(label, { step: "alone", variant: "counted" });
    assertEquals(settings.chosen, { encoder: "tiny" });
  }
  const [own] = await experiment.evaluate("beside", models, { chosen: { bayes: { k: 1 } } });
  assertEquals(own.settings.chosen, { k: 1 });
});

const folds = stratifiedKFold(tracks, { folds: 3, group: "audio" }, new Rng(4));

Deno.test("an experiment on folds evaluates: its records name them, and nothing is fitted twice", async () => {
  const { experiment, runs } = await toyExperiment({}, { split: folds, inputs: undefined });
  const plain = onFeatures(numeric(), majority());
  let fits = 0;
  const model = {
    ...plain,
    fit: (...args: Parameters<typeof plain.fit>) => (fits++, plain.fit(...args)),
  };
  const [first] = await experiment.evaluate("folds", { majority: model });
  const [again] = await experiment.evaluate("folds", { majority: model });
  assertEquals([fits, first.folds.length, first.rows.length], [3, 3, 90]);
  assertEquals([again.scores, again.interval()], [first.scores, first.interval()]);
  const [run, ...others] = await runs.all();
  assertEquals([run.split, others], [{ folds: 3, group: "audio" }, []]);
  assertEquals([run.data.fingerprint, run.data.rows], ["the files", folds[0].train.length]);
  const kept = await experiment.record("blend", {}, { scores: { accuracy: .5 }, seconds: 1 });
  assertEquals([kept.split, kept.data], [run.split, run.data]);
  const here = await experiment.with({ split });
  await here.evaluate("hold-out", { majority: model });
  assertEquals((await runs.all({ name: "majority" })).length, 2);
});

Deno.test("an experiment without inputs, or on folds, says what it lacks to train networks", async () => {
  const { experiment: without } = await toyExperiment({}, { inputs: undefined });
  const { experiment: folded } = await toyExperiment({}, { split: folds });
  for (const [experiment, found] of [[without, "no inputs"], [folded, "folds"]] as const) {
    const lacks = (go: () => unknown) =>
      assertFails(async () => await go(), "experiment 03 trains no networks", found);
    const ways = { all: [numeric(), standard()] } as const;
    await lacks(() => experiment.search("width", { layers: [[2]] }));
    await lacks(() => experiment.trialData);
    await lacks(() => experiment.estimator({}));
    if (experiment === folded) await lacks(() => experiment.searchInputs("inputs", ways));
  }
});

Deno.test("without inputs, the same network can still be searched on inputs made in different ways", async () => {
  const { experiment } = await toyExperiment({}, { inputs: undefined, seeds: 1 });
  const [run] = await experiment.searchInputs("inputs", { all: [numeric(), standard()] });
  assertEquals([run.status, run.settings.inputs], ["done", "all"]);
});
