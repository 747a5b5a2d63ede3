import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { cached } from "../../lib/features/cached.ts";
import type { Features } from "../../lib/features/features.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { randomForest } from "../../lib/models/forest.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { numeric } from "../music.ts";
import { crossValidate, evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { toyTracks } from "./toy_tracks.ts";

const tracks = toyTracks(180, { repeated: 6 }), rng = new Rng(1), x = numeric({ year: true });
const split = holdOut(tracks, { fraction: .25 }, rng);
const folds = {
  random: stratifiedKFold(tracks, { folds: 3 }, rng.fork("random")),
  grouped: stratifiedKFold(tracks, { folds: 3, group: "audio" }, rng.fork("grouped")),
};
const bayes = onFeatures(x, gaussianBayes());
const linear = onFeatures(x, standard(), logistic({ c: .5 }));
const forest = onFeatures(x, randomForest({ trees: 5 })); // draws at random
const key = {
  ...{ part: "05", seed: 4, split: null },
  data: { fingerprint: "toy", rows: split.train.length },
};
const newStore = async () => openRuns(await Deno.makeTempDir());

/** An estimator that counts how often it is fitted. */
function counted(estimator: Estimator): { estimator: Estimator; fits: () => number } {
  let fits = 0;
  const fit: Estimator["fit"] = (...all) => (fits++, estimator.fit(...all));
  return { estimator: { ...estimator, fit }, fits: () => fits };
}

Deno.test("every model is judged as if alone, whoever else is there", async () => {
  const [, among] = await evaluate({ bayes, forest, linear }, tracks, split, rng);
  const [alone] = await evaluate({ forest }, tracks, split, rng);
  assertEquals(alone.probabilities, among.probabilities);
});

Deno.test("two fits at a time answer as one at a time, and none is begun after one that fails", async () => {
  let running = 0, most = 0, begun = 0;
  const watched = (own: Estimator, fails = false): Estimator => ({
    ...own,
    async fit(...all) {
      begun++;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (fails) throw new Error("it failed");
      return await own.fit(...all).finally(() => running--);
    },
  });
  const two = { bayes: watched(bayes), forest: watched(forest) }, options = { seeds: 2, key };
  const one = await evaluate({ bayes, forest }, tracks, split, rng, options);
  const both = await evaluate(two, tracks, split, rng, { ...options, atOnce: 2 });
  assertEquals(
    both.map(({ answers }) => answers.map(({ probabilities }) => probabilities)),
    one.map((
      { answers },
    ) => answers.map(({ probabilities }) => probabilities)),
  );
  assertEquals([most, begun], [2, 4]);
  const failing = { first: watched(bayes, true), ...two };
  await assertFails(
    () => evaluate(failing, tracks, split, rng, { ...options, atOnce: 1 }),
    "failed",
  );
  assertEquals(begun, 5);
});

Deno.test("folds give the numbers of a cross-validation, a hold-out those of one fit", async () => {
  const own = rng.fork("forest");
  for (const splits of Object.values(folds)) {
    const [found] = await evaluate({ forest }, tracks, splits, rng);
    const direct = await crossValidate(forest, tracks, splits, own);
    assertEquals(found.probabilities, direct.probabilities);
    assertEquals(found.rows, direct.rows);
    assertEquals(found.truth, direct.truth);
    assertEquals(
      found.folds,
      direct.folds.map(({ scores, rows }) => ({ scores, rows })),
    );
    assertEquals(found.scores, direct.mean);
    assertEquals(found.interval("logLoss"), direct.interval.logLoss);
    assertEquals(found.spread("accuracy"), direct.sd.accuracy);
  }
  const [once] = await evaluate({ forest }, tracks, split, rng, { training: true });
  const { train, validation } = split;
  const direct = await evaluateOn(forest, tracks, train, validation, own, { training: true });
  assertEquals(once.probabilities, direct.probabilities);
  assertEquals([once.scores, once.trainingScores], [direct.scores, direct.trainingScores]);
  assertEquals(once.rows, validation);
});

Deno.test("a second session fits nothing and finds the same, of a hold-out and of folds", async () => {
  for (const [splits, fits] of [[split, 1], [folds.grouped, 3]] as const) {
    const runs = await newStore(), model = counted(forest);
    const judge = (fresh = false) =>
      evaluate({ forest: model.estimator }, tracks, splits, rng, {
        ...{ runs, key, fresh, training: "train" in splits },
      });
    const [first] = await judge(), [again] = await judge();
    assertEquals(model.fits(), fits);
    assertEquals(again.answers, first.answers); // with the seconds of the first session
    assertEquals([again.scores, again.folds], [first.scores, first.folds]);
    assertEquals(again.trainingScores, first.trainingScores);
    await judge(true);
    assertEquals(model.fits(), 2 * fits);
    const [run, ...others] = await runs.all();
    assertEquals([others, runs.skipped], [[], []]);
    assertEquals(run.scores.accuracy, first.scores.accuracy);
  }
});

Deno.test("a record of folds has every fold's accuracy, with its deviation and interval", async () => {
  const runs = await newStore();
  const [found] = await evaluate({ linear }, tracks, folds.random, rng, { runs, key });
  const [{ scores }] = await runs.all();
  const ofFolds = found.folds.map(({ scores }) => scores.accuracy);
  assertEquals([1, 2, 3].map((k) => scores[`accuracyFold${k}`]), ofFolds);
  assertEquals([scores.accuracyLow, scores.accuracyHigh], [...found.interval()]);
  assertEquals([scores.accuracy, scores.macroF1], [found.scores.accuracy, found.scores.macroF1]);
  assertEquals(scores.accuracySd, found.spread());
  assertAllClose([scores.fitSeconds + scores.predictSeconds], [found.seconds]);
});

Deno.test("every model is judged once per seed, counted from the key's, on features made once", async () => {
  const runs = await newStore(), told: string[] = [];
  let made = 0;
  const features: Features = { ...x, fit: (...all) => (made++, x.fit(...all)) };
  const shared = cached(features, new Rng("shared"));
  const models = {
    bayes: onFeatures(shared, gaussianBayes()),
    forest: onFeatures(shared, randomForest({ trees: 5 })),
  };
  const judge = () =>
    evaluate(models, tracks, split, rng, {
      ...{ runs, key, seeds: 3 },
      onFit: (done, note, total) => told.push(`${done} of ${total} ${note}`),
    });
  const first = await judge(), again = await judge();
  assertEquals(made, 1);
  assertEquals(again.map(({ answers }) => answers), first.map(({ answers }) => answers));
  assertEquals(first.map(({ name, answers }) => [name, answers.length]), [["bayes", 3], [
    "forest",
    3,
  ]]);
  assertEquals((await runs.all()).map(({ seed }) => seed).sort(), [4, 4, 5, 5, 6, 6]);
  assertEquals(told.slice(0, 3), ["0 of 6 ", "1 of 6 bayes, seed 4", "2 of 6 bayes, seed 5"]);
  assertEquals(told.slice(7).length, 7); // from the records: told as well
});

Deno.test("seeds change what hangs on chance and nothing else, and more of them no earlier one", async () => {
  const judge = (seeds: number) => evaluate({ bayes, forest }, tracks, split, rng, { key, seeds });
  const [certain, drawn] = await judge(3), [, fewer] = await judge(2);
  const answers = ({ answers }: typeof drawn) => answers.map(({ probabilities }) => probabilities);
  const [a, b, c] = answers(certain), [first, second] = answers(drawn);
  assertEquals([a, a], [b, c]);
  assert(first.data.some((p, i) => p !== second.data[i]));
  assertEquals(answers(fewer), [first, second]);
});

Deno.test("folds can be judged with several seeds, too", async () => {
  const [found] = await evaluate({ forest }, tracks, folds.random, rng, { seeds: 2 });
  assertEquals([found.answers.length, found.folds.length], [2, 3]);
  const second = await crossValidate(
    forest,
    tracks,
    folds.random,
    rng.fork("seed 2").fork("forest"),
  );
  assertEquals(found.answers[1].probabilities, second.probabilities);
  assertEquals(found.overSeeds("accuracy")[1], second.mean.accuracy);
});

Deno.test("records have the step, each model's variant, and what validation chose of it", async () => {
  const runs = await newStore();
  const judge = (more: Parameters<typeof evaluate>[4]) =>
    evaluate({ bayes, linear }, tracks, split, rng, { runs, key, ...more });
  await judge({
    ...{ label: { step: "alone" }, variants: ["counted", "weighted"] },
    chosen: { linear: { c: .5 }, bayes: { scaling: "none" } },
  });
  const own = (await runs.all()).map(({ name, label, settings }) => ({
    ...{ name, label },
    chosen: settings.chosen,
  }));
  assertEquals(own, [
    { name: "bayes", label: { step: "alone", variant: "counted" }, chosen: { scaling: "none" } },
    { name: "linear", label: { step: "alone", variant: "weighted" }, chosen: { c: .5 } },
  ]);
  const [first, second] = await judge({ chosen: { encoder: "tiny" } }); // of all models
  assertEquals([first, second].map(({ settings }) => settings.chosen), [
    { encoder: "tiny" },
    { encoder: "tiny" },
  ]);
  await assertFails(() => judge({ variants: ["one"] }), "one per model", "1 for 2 models");
});

Deno.test("another label is the same prediction, kept under its new label", async () => {
  const runs = await newStore(), model = counted(bayes);
  for (const variant of ["old", "new"]) {
    const options = { runs, key, variants: [variant] };
    await evaluate({ bayes: model.estimator }, tracks, split, rng, options);
  }
  assertEquals(model.fits(), 1);
  assertEquals((await runs.all()).map(({ label }) => label), [{ variant: "new" }]);
});

Deno.test("what cannot be judged is refused", async () => {
  const rows = Int32Array.of(0, 1, 2, 3, 4, 5), { provenance } = split;
  const judge = (train: Int32Array, validation: Int32Array) =>
    evaluate({ bayes }, tracks, { train, validation, provenance }, rng);
  await assertFails(() => judge(rows, Int32Array.of(9, 4)), "row 6");
  await assertFails(() => judge(rows, new Int32Array()), "no rows");
  await assertFails(() => evaluate({ bayes }, tracks, [], rng), "splits");
  assertEquals(await evaluate({}, tracks, split, rng), []);
});
