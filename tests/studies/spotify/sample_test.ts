import calibration from "../../../data/calibration.json" with { type: "json" };
import { calibrate } from "../../../data/make_calibration.ts";
import { makeSample } from "../../../data/make_sample.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { argmax } from "../../../lib/core/matrix.ts";
import { readTracks } from "../../../lib/studies/spotify/read.ts";
import { stratifiedKFold } from "../../../lib/data/split.ts";
import { classesOf, type Dataset } from "../../../lib/data/dataset.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { QUANTITIES } from "../../../lib/studies/spotify/schema.ts";
import { standard } from "../../../lib/features/scale.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { logistic } from "../../../lib/models/logistic.ts";
import { assert, assertEquals } from "../../assert.ts";
import { COLUMNS, COURSE, courseTest, TEST_COLUMNS } from "../../data/tables.ts";
import measured from "../../fixtures/course_measured.json" with { type: "json" };

const folder = new URL("../../../data/sample/", import.meta.url);
const path = (name: string) => decodeURIComponent(new URL(name, folder).pathname);
const train = readTracks(path("train.csv"), { as: "train" });
const test = readTracks(path("test.csv"), { as: "test" });
const edm = readTracks(path("data_EDM_full.csv"), { as: "edm" });

const within = (found: number, wanted: number, tolerance: number, what: string) =>
  assert(Math.abs(found - wanted) <= tolerance, `${what}: ${found}, not ${wanted} ± ${tolerance}`);
const share = <T>(list: ArrayLike<T>, is: (item: T) => boolean) =>
  Array.from(list).filter(is).length / list.length;

Deno.test("data/sample/ is what data/make_sample.ts makes, byte for byte", () => {
  const made = Object.entries(makeSample());
  assertEquals(made.map(([name]) => name), ["train.csv", "test.csv", "data_EDM_full.csv"]);
  for (const [name, text] of made) {
    assert(Deno.readTextFileSync(path(name)) === text, `${name} differs: run data/make_sample.ts`);
  }
});

Deno.test("the sample has the form of the course's files", () => {
  assertEquals([train.rows, test.rows, edm.rows], [4000, 1000, 900]);
  assertEquals(train.table.header, COLUMNS);
  assertEquals(edm.table.header, COLUMNS);
  assertEquals(test.table.header, TEST_COLUMNS);
  assertEquals([...new Set(train.texts("genre"))].sort(), ["latin", "pop", "r&b", "rap", "rock"]);
  for (const { table, rows, complete } of [train, test, edm]) {
    assertEquals([table.delimiter, table.newline, table.bom, complete.length], [
      "\t",
      "\n",
      false,
      rows,
    ]);
  }
});

Deno.test("the sample holds what troubles a careless reader", () => {
  for (const title of ["NA", "1984", "1e5", "Side A\tSide B", '7" Dub', "夜の電車", "💔"]) {
    assert(train.texts("title").includes(title), title);
  }
  const cells = train.table.cells.flat();
  assert(cells.some((cell) => /^\d\.\d+e-0\d$/.test(cell)), "8.05e-05");
  assert(edm.table.cells.flat().some((cell) => /^\d\.\d+e-\d$/.test(cell)), "8.05e-5");
  for (const [length, wanted] of [[4, .06], [7, .001], [10, .94]]) {
    const found = share(train.table.cells, (row) => row[3].length === length);
    assert(found > 0, `no date of ${length} letters`);
    within(found, wanted, .02, `dates of ${length} letters`);
  }
});

Deno.test("a playlist has one genre and one subgenre", () => {
  const of = new Map<number, string>();
  train.groups("playlist").forEach((playlist, row) => {
    const kind = `${train.texts("genre")[row]}: ${train.texts("subgenre")[row]}`;
    assertEquals(of.get(playlist) ?? kind, kind);
    of.set(playlist, kind);
  });
});

/** Audio as text, for comparing rows of two files. */
const audioOf = (tracks: Dataset): string[] => {
  const audio = QUANTITIES.slice(1).map((name) => tracks.numbers(name)); // all but popularity
  return tracks.texts("title").map((_, i) => audio.map((values) => values[i]).join("|"));
};

/** How much of the file repeats itself, and whether the copies agree on the genre. */
function twins(tracks: Dataset, other: Dataset) {
  const audio = audioOf(tracks), rows = new Map<string, number[]>();
  audio.forEach((key, i) => rows.set(key, [...rows.get(key) ?? [], i]));
  let pairs = 0, agree = 0;
  for (const list of rows.values()) {
    for (let i = 1; i < list.length; i++) {
      for (let j = 0; j < i; j++) {
        pairs++;
        if (tracks.texts("genre")[list[i]] === tracks.texts("genre")[list[j]]) agree++;
      }
    }
  }
  return {
    repeated: share(audio, (key) => rows.get(key)!.length > 1),
    inTest: share(audioOf(other), (key) => rows.has(key)),
    agree: agree / pairs,
  };
}

Deno.test("tracks repeat across playlists and genres as often as in the course's file", () => {
  const found = twins(train, test), wanted = measured.twins;
  within(found.repeated, wanted.repeated, .03, "rows with a twin");
  within(found.inTest, wanted.inTest, .04, "test rows with a twin in train");
  within(found.agree, wanted.agree, .08, "twins of one genre");
});

/** Accuracy of logistic regression on the 13 standardised quantities, over five folds. */
async function logisticAccuracy(tracks: Dataset): Promise<number> {
  const estimator = onFeatures(numeric(), standard(), logistic());
  let right = 0;
  for (const { train, validation } of stratifiedKFold(tracks, {}, new Rng("five folds"))) {
    const fitted = await estimator.fit(tracks, train, new Rng(1));
    const found = argmax(await fitted.predictProba(tracks, validation));
    const { codes } = classesOf(tracks, validation);
    right += codes.filter((code, i) => code === found[i]).length;
  }
  return right / tracks.rows;
}

Deno.test("logistic regression scores on the sample within .05 of the course's file", async () => {
  within(await logisticAccuracy(train), measured.logisticAccuracy, .05, "accuracy");
});

courseTest("the numbers measured on the course's file are still what is measured", async () => {
  const course = readTracks(`${COURSE}/train.csv`, { as: "train" });
  within(await logisticAccuracy(course), measured.logisticAccuracy, .002, "accuracy");
  const found = twins(course, readTracks(`${COURSE}/test.csv`, { as: "test" }));
  for (const [name, value] of Object.entries(measured.twins)) {
    within(found[name as keyof typeof found], value, .001, name);
  }
});

courseTest(
  "data/calibration.json is what data/make_calibration.ts makes of the course's files",
  () => {
    const files = ["train.csv", "data_EDM_full.csv"].map((name) => readTracks(`${COURSE}/${name}`));
    assertEquals(JSON.parse(JSON.stringify(calibrate(files))), calibration);
  },
);
