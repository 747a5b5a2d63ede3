import { Rng } from "../../lib/core/rng.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { shown } from "../../lib/show/watched.ts";
import { averageOf } from "../../lib/evaluation/blended.ts";
import { loadPrediction } from "../../lib/experiments/kept.ts";
import {
  type ExperimentEvent,
  type ExperimentPlan,
  openExperiment,
} from "../../lib/experiments/experiment.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { assertEquals, assertFails } from "../assert.ts";
import { toyTracks } from "./toy_tracks.ts";

const tracks = toyTracks(90);
const split = holdOut(tracks, { fraction: .3, group: "audio" }, new Rng(2));

/** An experiment on numbers that stand as they are, and the store and the events of it. */
async function toyExperiment(
  { quick, ...plan }: Partial<ExperimentPlan> & { quick?: boolean } = {},
) {
  const place = { part: "02", fingerprint: "the files", seed: 5, rng: new Rng(1), quick };
  const runs = openRuns(await Deno.makeTempDir()), events: ExperimentEvent[] = [];
  const experiment = await openExperiment(
    { ...place, runs, onEvent: (event) => events.push(event) },
    { data: tracks, split, inputs: [numeric()], ...plan },
  );
  return { experiment, runs, events };
}

Deno.test("scalers and a classifier are a model on the experiment's inputs, as if written out", async () => {
  const { experiment, runs } = await toyExperiment();
  const [listed] = await experiment.evaluate("models", { linear: [standard(), logistic()] });
  const written = onFeatures(numeric(), standard(), logistic());
  const [again] = await experiment.evaluate("models", { linear: written });
  assertEquals(again.probabilities, listed.probabilities);
  assertEquals((await runs.all()).length, 1); // one model, one record
  const { experiment: bare } = await toyExperiment({ inputs: undefined });
  await assertFails(
    () => bare.evaluate("models", { majority: [majority()] }),
    "no inputs",
    "majority",
  );
});

Deno.test("blends of evaluated models are kept beside them, folds and all, without a fit", async () => {
  const folds = stratifiedKFold(tracks, { folds: 3, group: "audio" }, new Rng(2));
  const { experiment, runs } = await toyExperiment({ split: folds });
  const models = { majority: [majority()], linear: [standard(), logistic()] } as const;
  const members = await experiment.evaluate("models", models);
  const average = await experiment.blend(members);
  const stack = await experiment.blend(members, logistic());
  assertEquals([average.name, stack.name], ["average", "stack"]);
  assertEquals(average.probabilities, averageOf(members).probabilities);
  const kept = await runs.all();
  assertEquals(kept.length, 4);
  const run = kept.find(({ name }) => name === "stack")!;
  assertEquals(run.label, { step: "blend", variant: "stack" });
  assertEquals([run.split, run.part, run.seed], [{ folds: 3, group: "audio" }, "02", 5]);
  assertEquals([run.data.fingerprint, run.data.rows], ["the files", folds[0].train.length]);
  assertEquals(run.scores.accuracy, stack.scores.accuracy);
  assertEquals([run.scores.accuracyLow, run.scores.accuracyHigh], [...stack.interval()]);
  assertEquals(run.scores.accuracyFold2, stack.foldScores()[1].accuracy);
  const found = await loadPrediction(runs.folder, run.id);
  assertEquals([found?.probabilities, found?.truth], [stack.probabilities, stack.truth]);
  await experiment.blend(members, logistic());
  assertEquals((await runs.all()).find(({ name }) => name === "stack"), run); // not written again
});

Deno.test("an experiment draws curves of its models, each with a bar, fewer sizes in a quick study", async () => {
  const { experiment, events } = await toyExperiment({ quick: true });
  const linear = (c: number) => [standard(), logistic({ c })] as const;
  const curve = await experiment.validationCurve("linear: c", [1e-6, 1], linear);
  assertEquals([curve.name, curve.best()], ["linear: c", 1]);
  const rows = await experiment.learningCurve("rows", linear(1), [.2, .4, .6, .8, 1], {
    repeats: 3,
  });
  const { length } = split.train;
  assertEquals(rows.points.map(({ value }) => value / length).map((share) => share.toFixed(1)), [
    ...["0.2", "0.6", "1.0", "0.2", "0.6", "1.0"],
  ]);
  const bars: string[] = [];
  events.forEach(shown((title, total) => {
    bars.push(`${title} ${total}`);
    return { ended: false, update() {}, end: () => Promise.resolve() };
  }));
  assertEquals(bars, ["linear: c 2", "rows 6"]);
});

Deno.test("a validation curve may learn from fewer rows, of each class its share", async () => {
  const learnt: number[] = [];
  const { experiment } = await toyExperiment();
  const counted = {
    ...majority(),
    fit: (...args: Parameters<ReturnType<typeof majority>["fit"]>) => {
      learnt.push(args[0].rows);
      return majority().fit(...args);
    },
  };
  for (const rows of [30, 1000]) {
    await experiment.validationCurve("rows", [1], () => [counted], { rows });
  }
  assertEquals(learnt, [30, split.train.length]);
});

Deno.test("sizes of more than the training rows are left out of a validation curve", async () => {
  const { experiment } = await toyExperiment(), { length } = split.train;
  const sized = await experiment.validationCurve("k", [1, length, length + 1], () => [majority()], {
    sizes: "neighbourhoods",
  });
  assertEquals(sized.means.map(({ value }) => value), [1, length]);
});

Deno.test("what needs one hold-out is refused on folds", async () => {
  const folds = stratifiedKFold(tracks, { folds: 3 }, new Rng(2));
  const { experiment } = await toyExperiment({ split: folds });
  await assertFails(() => experiment.explain([majority()]), "has folds", "an explanation");
  await assertFails(() => experiment.learningCurve("rows", [majority()], [1]), "a learning curve");
});
