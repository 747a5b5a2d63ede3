/** The whole way of a study with a table that is not the course's: one class per row. */
import { join } from "node:path";
import { argmax } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows, classesOf, withColumns } from "../../lib/data/dataset.ts";
import { exportPredictions } from "../../lib/data/prediction.ts";
import { parseTable } from "../../lib/data/read.ts";
import { holdOut, stratifiedKFold } from "../../lib/data/split.ts";
import { stackDatasets } from "../../lib/data/stack.ts";
import { combine } from "../../lib/features/combine.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import { neighbourTargetEncoding } from "../../lib/features/neighbour_target_encoding.ts";
import { targetEncoding } from "../../lib/features/target_encoding.ts";
import { boosting } from "../../lib/models/boosting.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { ngramLogistic } from "../../lib/models/ngram_logistic.ts";
import { bars, confusionMatrix, distributions } from "../../lib/show/figures.ts";
import { table } from "../../lib/show/tables.ts";
import { withUnit } from "../../lib/show/marks/axes.ts";
import { useWords } from "../../lib/show/words.ts";
import { compareCrossValidated } from "../../lib/evaluation/compare.ts";
import { drift } from "../../lib/evaluation/drift.ts";
import { crossValidate, evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { confidentMistakes } from "../../lib/evaluation/mistakes.ts";
import { leakageByColumn } from "../../lib/evaluation/leakage.ts";
import { permutationImportance } from "../../lib/evaluation/explain/importance.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { bestRun, rankSettings } from "../../lib/experiments/runs/standings.ts";
import { confusion } from "../../lib/evaluation/metrics/confusion.ts";
import { mlpRunner } from "../../lib/experiments/runners/mlp_runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { trialData } from "../../lib/experiments/search/trial_data.ts";
import { columnsOf } from "../../lib/evaluation/statistics/columns.ts";
import { describe } from "../../lib/evaluation/statistics/describe.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { flowers, flowersFile, schema } from "./flowers.ts";

const KINDS = ["aster", "iris", "lily"];
const data = flowers(), split = holdOut(data, { fraction: .3 }, new Rng(1));
/** The hour is a circle: an iris opens at 23, 0 or 1. */
const measures = numeric({ columns: ["petal", { column: "hour", as: "circle", period: 24 }] });
const linear = onFeatures(measures, standard(), logistic());

Deno.test("columns of another study are read by its schema, and refused in its words", async () => {
  assertEquals([data.rows, data.table.delimiter, data.complete.length], [60, ";", 60]);
  assertEquals([data.texts("kind")[1], data.texts("note")[0]], ["iris", "a fine aster"]);
  assertEquals(classesOf(data, Int32Array.of(0, 2)), {
    codes: Int32Array.of(0, 2),
    classes: KINDS,
  });
  assertEquals(data.groups("bed").slice(5, 7), Int32Array.of(0, 1));
  const height = flowersFile().replace("stem (cm)", "height"); // the second of the column's names
  assertEquals(parseTable(height, "f.csv", schema).numbers("stem"), data.numbers("stem"));

  const refused = (text: string, ...parts: string[]) =>
    assertFails(() => parseTable(text, "f.csv", schema, { labels: "several" }), "f.csv", ...parts);
  await refused(flowersFile(60, { labelled: false }), "row 1", "missing column species;");
  await refused(flowersFile().replace("stem (cm)", "size"), "missing column stem (cm) or height;");
  await refused(flowersFile().replace(";12;", ";noon;"), "column hour", '"noon"', "a whole number");
  await refused(
    flowersFile().replace(";aster\n", ";\n"),
    "row 2, column species: no kind",
    "a kind",
  );
  await refused(flowersFile(1), "column species: one class only", "two classes or more");
  await refused(flowersFile(0), "at least one flower");
  await assertFails(() => data.numbers("tempo"), "flowers.csv", "no tempo", "petal, stem, hour");
});

Deno.test("a flower without a number or a date is no complete row, and its gap becomes the median", async () => {
  const lines = flowersFile(9).split("\n").map((line) => line.split(";"));
  lines[2][1] = "", lines[5][4] = "";
  const gaps = parseTable(lines.map((cells) => cells.join(";")).join("\n"), "f.csv", schema);
  assertEquals([...gaps.complete], [0, 2, 3, 5, 6, 7, 8]);
  const { transform } = await numeric({ columns: ["petal"] }).fit(gaps, gaps.complete, new Rng(1));
  const { data: filled } = await transform(gaps, Int32Array.of(1));
  const sorted = Array.from(gaps.complete, (row) => gaps.numbers("petal")[row]).sort((a, b) =>
    a - b
  );
  assertEquals(filled[0], Math.fround(sorted[3]));
});

Deno.test("flowers are split by kind, and by bed where asked", async () => {
  const count = (rows: Int32Array) =>
    KINDS.map((kind) => rows.filter((row) => data.texts("kind")[row] === kind).length);
  assertEquals([count(split.train), count(split.validation)], [[14, 14, 14], [6, 6, 6]]);
  for (const { validation } of stratifiedKFold(data, {}, new Rng(1))) {
    assertEquals(count(validation), [4, 4, 4]);
  }
  const beds = data.groups("bed");
  for (const { train, validation } of stratifiedKFold(data, { group: "bed" }, new Rng(1))) {
    const learnt = new Set(train.map((row) => beds[row]));
    assert(validation.length > 0 && validation.every((row) => !learnt.has(beds[row])));
  }
  await assertFails(
    () => stratifiedKFold(data, { group: "album" }, new Rng(1)),
    "one of bed, measures",
  );
});

Deno.test("numbers become columns: circles, categories and bins, or all as they are", async () => {
  const all = await numeric().fit(data, split.train, new Rng(1));
  assertEquals(all.train.names, ["petal", "stem", "hour"]);
  const columns = [
    { column: "hour", as: "oneHot", values: [11, 12] },
    { column: "year", as: "bins", width: 2, name: "years" },
  ] as const;
  const { train } = await numeric({ columns }).fit(data, data.complete, new Rng(1));
  assertEquals(train.names, ["hour_11", "hour_12", "years_2020", "years_2022", "years_2024"]);
  assertEquals(train.data.subarray(2, 5).reduce((sum, x) => sum + x, 0), 1);
  const { train: circle } = await measures.fit(data, data.complete, new Rng(1));
  assertEquals(circle.names, ["petal", "hour_sin", "hour_cos"]);
});

Deno.test("an estimator of another table is evaluated, cross-validated and compared", async () => {
  const { scores, truth, probabilities } = await evaluateOn(
    linear,
    data,
    split.train,
    split.validation,
    new Rng(1),
  );
  assert(scores.accuracy > .9, `accuracy ${scores.accuracy}`);
  assertEquals(probabilities.names, KINDS);
  const splits = stratifiedKFold(data, { group: "bed" }, new Rng(2));
  const judged = await crossValidate(linear, data, splits, new Rng(1));
  const other = await crossValidate(onFeatures(numeric(), majority()), data, splits, new Rng(1));
  const { folds, rows } = compareCrossValidated(judged, other);
  assert(folds.difference > .5 && folds.p < .01 && rows.onlyA > 30 && rows.p < 1e-6);

  const shown = table([{ model: "linear", ...judged.mean }], ["model", "accuracy", "logLoss"]);
  assertEquals([shown.cells[0][0], Number(shown.cells[0][1])], ["linear", judged.mean.accuracy]);
  const counts = confusion(truth, argmax(probabilities), 3);
  assertEquals(confusionMatrix({ confusion: counts, classes: KINDS }).data.length > 0, true);
});

Deno.test("features and models that look at labels, groups and texts take any schema", async () => {
  const looking = combine(
    targetEncoding({ by: ["hour"], folds: 5 }),
    neighbourTargetEncoding({ space: measures, k: 5, folds: 5 }),
  );
  const { train } = await looking.fit(data, split.train, new Rng(1));
  assertEquals(train.names.slice(0, 4), ["hour: aster", "hour: iris", "hour: lily", "hour: rows"]);
  for (
    const estimator of [
      onFeatures(looking, boosting({ rounds: 30, minSamplesLeaf: 3 })),
      ngramLogistic({ minTexts: 1 }),
    ]
  ) {
    const { scores } = await evaluateOn(estimator, data, split.train, split.validation, new Rng(1));
    assert(scores.accuracy > .5, `${estimator.name}: ${scores.accuracy}`);
  }
  await assertFails(
    () => ngramLogistic({ of: "title" }).fit(data, split.train, new Rng(1)),
    "note or all",
  );
});

Deno.test("what describes and explains the course's file describes and explains another", async () => {
  const about = describe(data);
  assertEquals(about.columns.map(({ column }) => column), ["petal", "stem", "hour", "year"]);
  assertEquals(about.amounts, ["petal", "stem", "year"]);
  assertEquals(Object.keys(columnsOf(data)), ["note", "kind", "petal", "stem", "hour", "year"]);
  const [first, second] = about.association(new Rng(1)).map(({ column, kind }) => [column, kind]);
  assertEquals([first, second], [["hour", "category"], ["petal", "number"]]);
  assertEquals(about.duplicates().distinct, 60);
  assertEquals(about.duplicates("bed").sizes, [{ size: 6, groups: 10 }]);
  const found = await leakageByColumn(data, stratifiedKFold(data, {}, new Rng(1)), new Rng(1));
  assertEquals(found, [{ column: "latin name", distinct: 3, accuracy: 1 }]); // the schema's leak

  const tall = withColumns(data, { numbers: { stem: data.numbers("stem").map((x) => x + 50) } });
  assertEquals(drift({ data, tall }).columns[0].column, "stem");
  assertEquals(describe(stackDatasets([data, data])).duplicates().rows, 120); // twins run across files
  const fitted = await linear.fit(data, split.train, new Rng(1));
  const drops = await permutationImportance(fitted, data, split.validation, new Rng(1));
  assertEquals(drops.map(({ column }) => column).sort(), ["hour", "petal", "seen", "stem"]);
  assert(
    drops[0].drop > .2 &&
      drops.every(({ column, drop }) => !["seen", "stem"].includes(column) || drop === 0),
  );
  const turned = await linear.fit(
    withColumns(data, { texts: { kind: data.texts("kind").toReversed() } }),
    split.train,
    new Rng(1),
  );
  const wrong = confidentMistakes(
    data,
    split.validation,
    await turned.predictProba(data, split.validation),
    1,
  );
  assertEquals(Object.keys(wrong[0]).slice(0, 2), ["note", "petal"]); // the schema's caption
});

Deno.test("figures speak the study's words, and give its classes its colours", () => {
  useWords({ rows: "flowers", task: "kind", colours: { iris: "#0072b2" }, units: { petal: "mm" } });
  assertEquals([withUnit("petal"), withUnit("stem")], ["petal (mm)", "stem"]);
  const { data: drawn, layout } = bars(data.texts("kind"));
  const colours = (drawn[0].marker as { color: string[] }).color;
  assertEquals([drawn[0].x, colours[1], new Set(colours).size], [KINDS, "#0072b2", 3]);
  assert(JSON.stringify(layout).includes("flowers"), "the axis counts flowers");
  const { petal, stem } = columnsOf(data) as Record<string, Float64Array>;
  assertEquals(distributions({ petal, stem }, data.texts("kind")).data.length, 6);
  assert(
    JSON.stringify(
      confusionMatrix({ confusion: [[1, 0], [0, 1]], classes: ["iris", "lily"] }).layout,
    ).includes("kind"),
  );
});

Deno.test("a network's settings are searched on another table, and its records found again", async () => {
  const out = await Deno.makeTempDir();
  try {
    const trials = await trialData(data, split, new Rng(1), measures, standard());
    const runner = mlpRunner(trials, { workers: 1 }), runs = openRuns(out);
    const space = grid({ layers: [[8], [16]], learningRate: [.03] });
    const asked = { part: "01", name: "width", base: { epochs: 40, batchSize: 8 }, runs, seeds: 2 };
    const found = await search(space, runner, asked), again = await search(space, runner, asked);
    await runner.close();
    assertEquals([found.length, again.map(({ id }) => id)], [4, found.map(({ id }) => id)]);
    assert(bestRun(found).scores.accuracy > .9, JSON.stringify(bestRun(found).scores));
    assertEquals(rankSettings(found).length, 2);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("predictions are exported under the task's name in the file, cells as they came", async () => {
  const out = await Deno.makeTempDir();
  try {
    const test = flowers(12, { seed: 2, labelled: false }),
      fitted = await linear.fit(data, data.complete, new Rng(1));
    const probabilities = await fitted.predictProba(test, allRows(test));
    const predicted = Array.from(argmax(probabilities), (code) => probabilities.names[code]);
    const path = await exportPredictions(test, predicted, {
      out,
      nom: "NOM",
      what: "base",
      probabilities,
    });
    assertEquals(path, join(out, "NOM_prediction_base.csv"));
    const lines = flowersFile(12, { seed: 2, labelled: false }).trimEnd().split("\n");
    const expected = lines.map((line, i) => `${line};${i === 0 ? "species" : predicted[i - 1]}\n`);
    assertEquals(await Deno.readTextFile(path), expected.join(""));
    const back = parseTable(await Deno.readFile(path), path, schema, { labels: "several" });
    assertEquals(back.texts("kind"), predicted);
    const right = predicted.filter((kind, i) => kind === KINDS[i % 3]).length;
    assert(right >= 11, `${right} of 12`);
    await assertFails(
      () => exportPredictions(test, predicted.slice(1), { out, nom: "NOM", what: "base" }),
      "row 13",
      "a kind",
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
