/** A table of tags, of columns that no study has, the whole way from file to file. */
import { anyOfK, isTags, supportOf } from "../../lib/core/target.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows, taskOf } from "../../lib/data/dataset.ts";
import { exportPredictions } from "../../lib/data/prediction.ts";
import { parseTable } from "../../lib/data/read.ts";
import type { Schema } from "../../lib/data/schema.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import { average } from "../../lib/models/blend.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { neighbours } from "../../lib/models/neighbours.ts";
import { perTag } from "../../lib/models/per_tag.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { table } from "../../lib/show/tables.ts";
import { pairedInterval } from "../../lib/evaluation/compare.ts";
import { crossValidate, evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { loadPrediction } from "../../lib/experiments/kept.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { mlpRunner } from "../../lib/experiments/runners/mlp_runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { trialData } from "../../lib/experiments/search/trial_data.ts";
import { rankSettings } from "../../lib/experiments/runs/standings.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { toyExperiment } from "./toy_experiment.ts";

const schema: Schema = {
  row: "plant",
  columns: {
    name: { kind: "text", source: "label" },
    height: { kind: "number", unit: "cm", range: [0, 500] },
    leaves: { kind: "number", whole: true },
    traits: { kind: "tags", source: ["tall", "leafy", "rare"] },
  },
  task: "traits",
  groups: { bed: { text: "bed" } },
  keys: {},
  caption: ["name"],
  leaks: [],
};

/** Tall above 100 cm, leafy above 50 leaves; few are rare, whatever they look like. */
function plants(rows: number, rng: Rng, labelled = true): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const height = rng.int(200), leaves = rng.int(100);
    const traits = [height > 100, leaves > 50, i % 20 === 0].map(Number);
    return [`plant ${i}`, `bed ${i >> 2}`, height, leaves, ...labelled ? traits : []].join(";");
  });
  const header = ["label", "bed", "height", "leaves", ...labelled ? ["tall", "leafy", "rare"] : []];
  return [header.join(";"), ...lines].join("\n") + "\n";
}

const garden = parseTable(plants(240, new Rng("plants")), "garden.csv", schema, {
  labels: "given",
});
const sizes = numeric({ columns: ["height", "leaves"] });

Deno.test("a table of tags is read by its schema, and what is no tag is refused with its place", async () => {
  const y = anyOfK(taskOf(garden, allRows(garden)), "this test");
  assertEquals(y.classes, ["tall", "leafy", "rare"]);
  assertEquals(supportOf(y)[2], 12);
  const broken = plants(30, new Rng("broken")).replace(/1\n/, "maybe\n");
  const [row] = broken.split("\n").flatMap((line, i) => line.endsWith("maybe") ? [i + 1] : []);
  const read = () => parseTable(broken, "garden.csv", schema, { labels: "given" });
  await assertFails(read, `garden.csv, row ${row}, column rare`, '"maybe"', "0 or 1");
  const lacking = "label;bed;height;leaves;tall\nplant;bed;3;4;1\n";
  await assertFails(
    () => parseTable(lacking, "garden.csv", schema, { labels: "given" }),
    "garden.csv, row 1",
    "missing columns leafy, rare",
  );
});

Deno.test("splits of tags hold every tag in its share, and relatives together", () => {
  const rng = new Rng("splits"), all = supportOf(taskOf(garden, garden.complete));
  const { validation } = holdOut(garden, { fraction: .25 }, rng);
  const held = supportOf(taskOf(garden, validation));
  all.forEach((n, c) => assert(Math.abs(held[c] - n / 4) <= 1, `tag ${c}: ${held[c]} of ${n}`));

  const folds = stratifiedKFold(garden, { folds: 4 }, rng);
  assertEquals(
    folds.flatMap(({ validation }) => [...validation]).sort((a, b) => a - b).length,
    240,
  );
  for (const fold of folds) assertEquals(supportOf(taskOf(garden, fold.validation))[2], 3);

  const beds = garden.groups("bed");
  for (const { train, validation } of stratifiedKFold(garden, { folds: 4, group: "bed" }, rng)) {
    const learnt = new Set(train.map((row) => beds[row]));
    assert(validation.every((row) => !learnt.has(beds[row])));
  }
});

Deno.test("estimators of tags are judged, kept, compared and shown as those of classes are", async () => {
  const split = holdOut(garden, { fraction: .25 }, new Rng("split")), rng = new Rng("judge");
  const model = onFeatures(sizes, standard(), perTag(logistic()));
  const { scores, probabilities, target } = await evaluateOn(
    ...[model, garden, split.train, split.validation, rng] as const,
  );
  assert(isTags(target) && probabilities.names.join() === "tall,leafy,rare");
  assert(scores.microF1 > .85, `micro F1 ${scores.microF1}`);

  const folds = stratifiedKFold(garden, { folds: 4 }, new Rng("folds"));
  const near = onFeatures(sizes, standard(), neighbours({ k: 5 }));
  const judged = [await crossValidate(near, garden, folds, rng)];
  judged.push(await crossValidate(onFeatures(sizes, majority()), garden, folds, rng));
  const micro = judged.map(({ folds }) => folds.map(({ scores }) => scores.microF1));
  const { low } = pairedInterval(micro[0], micro[1]);
  assert(low > 0, "neighbours know more than shares");

  const runs = openRuns(await Deno.makeTempDir());
  const key = {
    part: "tags",
    seed: 1,
    data: { fingerprint: garden.fingerprint, rows: 180 },
    split: {},
  };
  const both = onFeatures(sizes, standard(), average([neighbours({ k: 5 }), perTag(logistic())]));
  const ask = () => evaluate({ both }, garden, split, rng, { runs, key });
  const [first] = await ask(), [again] = await ask(), [{ id }] = await runs.all();
  assertEquals(again.probabilities.data, first.probabilities.data);
  assertEquals((await loadPrediction(runs.folder, id))?.target, first.target);
  const { hammingLoss } = first.scores;
  const shown = table([{ name: first.name, hammingLoss }], undefined, {
    highlightBest: ["hammingLoss"],
  });
  assert(String(shown).includes("both"));
});

Deno.test("a search over networks of tags keeps the best by weighted F1", async () => {
  const split = holdOut(garden, { fraction: .25 }, new Rng("split"));
  const data = await trialData(garden, split, new Rng("features"), sizes, standard());
  const runner = mlpRunner(data, { workers: 1 });
  try {
    const base = { layers: [16], epochs: 12, batchSize: 16 }, score = "weightedF1";
    const asked = { part: "tags", name: "rate", base, score };
    const runs = await search(grid({ learningRate: [1e-6, 1e-2] }), runner, asked);
    assertEquals(runs.map(({ status }) => status), ["done", "done"]);
    assertEquals(rankSettings(runs, score)[0].settings.learningRate, 1e-2);
  } finally {
    await runner.close();
  }
});

Deno.test("an experiment on tags that names no score is led by the log-loss", async () => {
  const split = holdOut(garden, { fraction: .25 }, new Rng("split")), network = { layers: [4] };
  let leader: number | undefined;
  const { experiment } = await toyExperiment({
    onEvent(event) {
      if (event.kind === "search") leader = event.progress.best?.scores.logLoss;
    },
  }, { data: garden, split, inputs: [sizes, standard()], network, seeds: 1 });
  const runs = await experiment.search("rate", { learningRate: [1e-6, 1e-2] }, {
    network: { epochs: 4 },
  });
  assertEquals(leader, Math.min(...runs.map(({ scores }) => scores.logLoss)));
});

Deno.test("tags that were predicted stand in the file as it came, each in a column of its own", async () => {
  const out = await Deno.makeTempDir(), text = plants(5, new Rng("more"), false);
  const test = parseTable(text, "more.csv", schema);
  const network = mlpClassifier({ layers: [16], epochs: 8, batchSize: 16, validationShare: 0 });
  const model = await onFeatures(sizes, standard(), network).fit(
    garden,
    garden.complete,
    new Rng(1),
  );
  const probabilities = await model.predictProba(test, allRows(test));
  const tags = Uint8Array.from(probabilities.data, (p) => Number(p >= .5));
  const answer = { classes: model.classes, tags };
  const path = await exportPredictions(test, answer, {
    out,
    nom: "T",
    what: "tags",
    probabilities,
  });
  const lines = (await Deno.readTextFile(path)).trimEnd().split("\n");
  assertEquals(lines[0], "label;bed;height;leaves;tall;leafy;rare");
  lines.forEach((line, i) => assert(line.startsWith(text.split("\n")[i])));
  assert(lines.slice(1).every((line) => /;[01];[01];[01]$/.test(line)));
  const again = parseTable(Deno.readFileSync(path), "again.csv", schema, { labels: "given" });
  assertEquals(anyOfK(taskOf(again, allRows(again)), "test").tags, tags);
  await Deno.remove(out, { recursive: true });
});
