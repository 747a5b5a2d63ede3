import { argmax, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { allRows, classesOf, type Dataset, withColumns } from "../../lib/data/dataset.ts";
import { targetEncoding } from "../../lib/features/target_encoding.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { ngramLogistic } from "../../lib/models/ngram_logistic.ts";
import { outOfFoldPredictions } from "../../lib/models/out_of_fold_predictions.ts";
import { outOfFold } from "../../lib/models/out_of_fold.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { smallTracks } from "../tracks.ts";

const SYLLABLES = ["ba", "do", "mi", "ra", "tu"];

/** Titles of three syllables; genres as told. */
function named(rows: number, seed: number, genreOf: (title: string, rng: Rng) => string): Dataset {
  const rng = new Rng(seed);
  return smallTracks(Array.from({ length: rows }, () => {
    const title = [0, 1, 2].map(() => rng.choice(SYLLABLES)).join(" ");
    return { title, album: rng.choice(SYLLABLES), genre: genreOf(title, rng) };
  }));
}

const estimator = ngramLogistic({ of: "title", c: 10, minTexts: 1 });

/** Says 1 for the genres of the rows that it was fitted on and 0 for any other: what leaks would show. */
const memory: Estimator = {
  name: "memory",
  settings: {},
  fit(tracks, rows) {
    const { classes } = classesOf(tracks, rows), known = new Set(rows);
    return Promise.resolve({
      classes,
      predictProba: (_tracks, rows) => {
        const out = matrix(rows.length, classes);
        rows.forEach((row, i) => out.data.fill(known.has(row) ? 1 : 0, i * 2, i * 2 + 2));
        return Promise.resolve(out);
      },
    });
  },
};

Deno.test("training rows are asked about by models that have not learnt them, others by one of all", async () => {
  const tracks = named(50, 1, (title) => title.includes("ba") ? "pop" : "rap");
  const rows = allRows(tracks).filter((row) => row % 2 === 0);
  const fitted = await outOfFoldPredictions(memory, { folds: 4 }).fit(tracks, rows, new Rng(1));
  assertEquals(new Set(fitted.train.data), new Set([0]));
  const whole = await fitted.transform(tracks, allRows(tracks));
  assertEquals([...whole.data.subarray(0, 4)], [1, 1, 0, 0]);
});

Deno.test("a row's own label never changes its own features", async () => {
  const tracks = named(60, 2, (title) => title.includes("ba") ? "pop" : "rap");
  const fold = Int32Array.from({ length: 60 }, (_, i) => i % 5), rows = allRows(tracks);
  const opinion = async (tracks: Dataset) =>
    await outOfFold(estimator, tracks, rows, fold, new Rng(1));
  const before = await opinion(tracks);
  for (const row of [0, 7, 33]) {
    const genre = tracks.texts("genre").map((own, i) =>
      i === row ? (own === "pop" ? "rap" : "pop") : own
    );
    const after = await opinion(withColumns(tracks, { texts: { genre } }));
    assertEquals(
      after.data.subarray(2 * row, 2 * row + 2),
      before.data.subarray(2 * row, 2 * row + 2),
    );
    assert(after.data.some((value, at) => value !== before.data[at]), "others do change");
  }
});

Deno.test("opinions are the estimator's probabilities, or their logarithms, in named columns", async () => {
  const tracks = named(80, 3, (title) => title.includes("ba") ? "pop" : "rap"),
    rows = allRows(tracks);
  const share = await outOfFoldPredictions(estimator, { name: "titles" }).fit(
    tracks,
    rows,
    new Rng(1),
  );
  const log = await outOfFoldPredictions(estimator, { as: "log" }).fit(tracks, rows, new Rng(1));
  assertEquals(share.train.names, ["titles: pop", "titles: rap"]);
  assertEquals(log.train.names, ["ngramLogistic: pop", "ngramLogistic: rap"]);
  const clipped = share.train.data.map((p) => Math.log(Math.max(p, .01)));
  assertAllClose(log.train.data, clipped, { absolute: 1e-6 });
  const alone = await (await estimator.fit(tracks, rows, new Rng(1).fork("all")))
    .predictProba(tracks, rows);
  assertEquals((await share.transform(tracks, rows)).data, alone.data);
});

Deno.test("opinions on finer labels have a column for each of them", async () => {
  const plain = named(90, 4, (title) => title.includes("ba") ? "pop" : "rap");
  const titles = plain.texts("title");
  const subgenre = titles.map((title) => title.endsWith("mi") ? "a" : "b");
  const tracks = withColumns(plain, { texts: { subgenre } });
  const rows = allRows(tracks),
    asked = outOfFoldPredictions(estimator, { of: "subgenre", folds: 3 });
  const fitted = await asked.fit(tracks, rows, new Rng(1));
  assertEquals(fitted.train.names.map((name) => name.slice(15)), [
    "pop: a",
    "pop: b",
    "rap: a",
    "rap: b",
  ]);
  const unlabelled = smallTracks(titles.map((title) => ({ title })));
  const found = await fitted.transform(unlabelled, rows);
  for (let i = 0; i < found.rows; i++) {
    assertAlmostEquals(found.data.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b), 1, 1e-6);
  }
});

/** Validation accuracy of a logistic regression on opinions. */
async function accuracy(tracks: Dataset, seed: number): Promise<number> {
  const split = holdOut(tracks, { fraction: .3 }, new Rng(seed));
  const model = onFeatures(outOfFoldPredictions(estimator, { as: "log" }), logistic());
  const fitted = await model.fit(tracks, split.train, new Rng(seed));
  const found = argmax(await fitted.predictProba(tracks, split.validation));
  const { codes } = classesOf(tracks, split.validation);
  return found.reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / codes.length;
}

Deno.test("with shuffled labels, a model on opinions is no better than chance", async () => {
  const tracks = named(1500, 5, (_, rng) => rng.choice(["pop", "rap", "rock", "latin"]));
  // 450 validation rows: chance is .25 with a standard error of .02
  for (const seed of [1, 2, 3]) assertAlmostEquals(await accuracy(tracks, seed), .25, .06);
});

Deno.test("with labels that the texts tell, a model on opinions finds them", async () => {
  const tracks = named(400, 6, (title) => title.includes("ba") ? "pop" : "rap");
  assert(await accuracy(tracks, 1) > .9);
});

Deno.test("any estimator has opinions, on features that look at labels too", async () => {
  const tracks = named(60, 7, (title) => title.includes("ba") ? "pop" : "rap"),
    rows = allRows(tracks);
  const inner = onFeatures(targetEncoding({ by: ["title"], folds: 3 }), logistic());
  const once = await outOfFoldPredictions(inner, { folds: 3 }).fit(tracks, rows, new Rng(1));
  const again = await outOfFoldPredictions(inner, { folds: 3 }).fit(tracks, rows, new Rng(1));
  assertEquals(once.train.names, ["logistic: pop", "logistic: rap"]);
  assertEquals(once.train.data, again.train.data);
});

Deno.test("folds that cannot be dealt are refused, and settings survive JSON", async () => {
  const tracks = named(4, 8, (_, rng) => rng.choice(["pop", "rap"])), rows = allRows(tracks);
  await assertFails(
    () => outOfFoldPredictions(estimator, { folds: 5 }).fit(tracks, rows, new Rng(1)),
    "5 folds",
  );
  await assertFails(
    () => outOfFoldPredictions(estimator, { folds: 1 }).fit(tracks, rows, new Rng(1)),
    "at least 2",
  );
  const { settings } = outOfFoldPredictions(estimator);
  assertEquals(JSON.parse(JSON.stringify(settings)), settings);
});
