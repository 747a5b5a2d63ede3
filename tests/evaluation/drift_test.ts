import { Rng } from "../../lib/core/rng.ts";
import { courseTracks, numeric, parseTracks, QUANTITIES, readTracks } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { drift } from "../../lib/evaluation/drift.ts";
import { kolmogorovSmirnov } from "../../lib/evaluation/statistics/kolmogorov.ts";
import { COLUMNS, fileOf } from "../data/tables.ts";
import { allRows, type Dataset } from "../../lib/data/dataset.ts";
import { stackDatasets } from "../../lib/data/stack.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import study from "../fixtures/study.json" with { type: "json" };
import { courseFile } from "../needs.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";

const linear = () => onFeatures(numeric(), standard(), logistic());

Deno.test("Kolmogorov and Smirnov's test agrees with SciPy's exact p-value on small samples", () => {
  for (const { a, b, d, p } of study.samples.small) {
    const found = kolmogorovSmirnov(a, b);
    assertAllClose([found.d, found.p], [d, p], { relative: 1e-9, absolute: 0 });
    const back = kolmogorovSmirnov(b, a);
    assertAllClose([back.d, back.p], [d, p], { relative: 1e-9, absolute: 0 });
  }
});

Deno.test("Kolmogorov and Smirnov's test agrees with SciPy on large samples, near and far out", () => {
  for (const { power, rows: [m, n], d, p } of study.samples.large) {
    const found = kolmogorovSmirnov(
      Float64Array.from({ length: m }, (_, i) => i / m),
      Float64Array.from({ length: n }, (_, i) => ((i + .5) / n) ** power),
    );
    assertAllClose([found.d, found.p], [d, p], { relative: 1e-8, absolute: 0 });
  }
});

Deno.test("equal samples are no distance apart, and gaps are refused", async () => {
  assertEquals(kolmogorovSmirnov([1, 2, 2], [2, 1, 2]), { d: 0, p: 1, at: 1 });
  await assertFails(() => kolmogorovSmirnov([1], []), "1 and 0 values");
  await assertFails(() => kolmogorovSmirnov([1], [NaN, 3]), "1 of them missing");
});

Deno.test("the column that drifted comes first, and where it is missing nothing is claimed", () => {
  const here = toyTracks(120), there = toyTracks(90, { seed: 2, shift: 15, role: "test" });
  there.numbers("valence").fill(NaN);
  const found = drift({ here, there }).columns;
  assertEquals([found[0].column, found.length], ["tempo", 14]);
  assert(found[0].p < 1e-6 && found[0].bonferroniP > found[0].p);
  assert(found[0].meanB - found[0].meanA > 10);
  assertEquals(found.find((row) => row.column === "valence")!.d, NaN);
});

Deno.test("a classifier tells a drifted file apart, and not one that was drawn alike", async () => {
  const here = toyTracks(300), rng = new Rng(3);
  const against = (there: Dataset) => drift({ here, there }).domainClassifier(linear(), rng);
  const apart = await against(toyTracks(200, { seed: 2, shift: 15, role: "test" }));
  assert(apart.auc > .8 && apart.interval[0] > .7, `found ${apart.auc}`);
  const alike = await against(toyTracks(200, { seed: 2, role: "test" }));
  assert(alike.auc < .6 && alike.interval[0] < .5, `found ${alike.auc}`);
  assertEquals(alike.aucOfFolds.length, 5);
});

Deno.test("drift is between two files, which are put on top of each other under their names", async () => {
  const here = toyTracks(6), there = toyTracks(3, { seed: 2, role: "test" });
  const { both } = drift({ train: here, test: there });
  assertEquals(both.texts("genre").join(" "), "train train train train train train test test test");
  await assertFails(() => drift({ here }), "two files", "here");
});

Deno.test("stacked files keep every row, and relatives across files find each other", () => {
  const train = toyTracks(12), test = toyTracks(9, { role: "test" }); // the same seed: the same tracks
  test.numbers("energy")[3] = NaN;
  const complete = test.complete.filter((row) => row !== 3);
  const both = stackDatasets([train, { ...test, complete }], { classes: ["a", "b"] });
  assertEquals([both.rows, both.texts("genre").join("")], [21, "a".repeat(12) + "b".repeat(9)]);
  assertEquals(both.table.header, test.table.header);
  for (let row = 0; row < 21; row++) {
    const [file, at] = row < 12 ? [train, row] : [test, row - 12];
    for (const name of QUANTITIES) {
      assertEquals(both.numbers(name)[row], file.numbers(name)[at]);
    }
    assertEquals([both.texts("title")[row], both.numbers("day")[row]], [
      file.texts("title")[at],
      file.numbers("day")[at],
    ]);
    if (row >= 12 && row !== 15) assertEquals(both.groups("audio")[row], both.groups("audio")[at]);
  }
  assertEquals(both.complete, allRows(both).filter((row) => row !== 15));
  assertEquals([both.has("playlist"), both.has("subgenre")], [false, false]);
  assertEquals(stackDatasets([train, train]).texts("genre").slice(12), [...train.texts("genre")]);
});

Deno.test("stacking needs files, and a genre for each", async () => {
  const nameless = fileOf([{}], { columns: [...COLUMNS, "", ""] });
  const { table } = stackDatasets([parseTracks(nameless, "a"), parseTracks(nameless, "b")]);
  assertEquals(table.header, COLUMNS); // which of two columns without a name is which nobody can tell
  await assertFails(() => stackDatasets([]), "0 files");
  await assertFails(() => stackDatasets([toyTracks(6)], { classes: [] }), "1 files, 0 classes");
});

Deno.test({
  name: "the course's train.csv and test.csv drift as little as SciPy says",
  ignore: !courseFile("test.csv"),
  fn() {
    const { columns: found } = drift({
      train: courseTracks(),
      test: readTracks(courseFile("test.csv")!, { as: "test" }),
    });
    // scipy.stats.ks_2samp(train, test), SciPy 1.17.1
    const expected = {
      mode: [.02095389210378945, .04574476408279804],
      acousticness: [.02053388090349073, .05312998435736982],
      key: [.006253500093335834, .9957690278690824],
      track_popularity: [.013813701698711933, .38329381908254423],
    };
    for (const [name, values] of Object.entries(expected)) {
      const { d, p } = found.find((row) => row.column === name)!;
      assertAllClose([d, p], values, { relative: 1e-9, absolute: 0 });
    }
  },
});
