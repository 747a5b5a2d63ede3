import fc from "../fast_check.ts";
import { Rng } from "../../lib/core/rng.ts";
import { parseTracks, readTracks } from "../music.ts";
import { holdOut, provenanceOf, type Split, stratifiedKFold } from "../../lib/data/split.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { courseTest, fileOf, TEST_COLUMNS } from "./tables.ts";

const GENRES = ["pop", "rock", "rap"];

/** Dataset of random genre, album and playlist; every genre has at least `least` rows and groups. */
function randomTracks(rows: number, least: number, rng: Rng): Dataset {
  const list = Array.from({ length: rows }, (_, i) => ({
    playlist_genre: GENRES[i < GENRES.length * least ? i % 3 : rng.choice([0, 0, 0, 1, 1, 2])],
    track_album_name: i < GENRES.length * least ? `own ${i}` : `album ${rng.int(rows)}`,
    playlist_id: i < GENRES.length * least ? `own ${i}` : `list ${rng.int(5)}`,
    tempo: i < GENRES.length * least ? `${i}` : `${1000 + rng.int(rows)}`,
  }));
  return parseTracks(fileOf(list), "random.csv");
}

const same = (a: Int32Array, b: Int32Array) =>
  a.length === b.length && a.every((v, i) => v === b[i]);
const both = ({ train, validation }: Split) => Int32Array.from([...train, ...validation]).sort();

function assertPartition(splits: Split[], rows: Int32Array) {
  for (const split of splits) {
    assert(same(both(split), rows), "a row is lost or doubled");
    for (const side of [split.train, split.validation]) {
      assert(side instanceof Int32Array && same(side, side.toSorted()), "rows are not in order");
    }
  }
}

function assertNoRelatives(splits: Split[], tracks: Dataset, group: string) {
  for (const { train, validation } of splits) {
    const numbers = tracks.groups(group), seen = new Set(Array.from(train, (row) => numbers[row]));
    for (const row of validation) assert(!seen.has(numbers[row]), `${group} ${row} on both sides`);
  }
}

const countOf = (tracks: Dataset, rows: Int32Array, genre: string) =>
  rows.filter((row) => tracks.texts("genre")[row] === genre).length;

/** The rows, folds and seed of a random case. */
const cases = fc.record({
  rows: fc.integer({ min: 40, max: 300 }),
  folds: fc.integer({ min: 2, max: 6 }),
  seed: fc.integer(),
});

Deno.test("stratified folds hold every row once, each genre in equal shares to the row (property)", () => {
  fc.assert(fc.property(cases, ({ rows, folds, seed }) => {
    const tracks = randomTracks(rows, folds, new Rng(seed));
    const splits = stratifiedKFold(tracks, { folds }, new Rng(seed));
    assertEquals(splits.length, folds);
    assertPartition(splits, tracks.complete);
    assertEquals(splits.reduce((sum, { validation }) => sum + validation.length, 0), rows);
    for (const genre of GENRES) {
      const counts = splits.map(({ validation }) => countOf(tracks, validation, genre));
      assert(Math.max(...counts) - Math.min(...counts) <= 1, `${genre}: ${counts}`);
    }
    const sizes = splits.map(({ validation }) => validation.length);
    assert(Math.max(...sizes) - Math.min(...sizes) <= 1, `folds of ${sizes} rows`);
  }));
});

Deno.test("a hold-out takes the fraction of every genre to the row (property)", () => {
  fc.assert(
    fc.property(
      cases,
      fc.double({ min: .05, max: .95, noNaN: true }),
      ({ rows, seed }, fraction) => {
        const tracks = randomTracks(rows, 2, new Rng(seed));
        const split = holdOut(tracks, { fraction }, new Rng(seed));
        assertPartition([split], tracks.complete);
        for (const genre of GENRES) {
          const all = countOf(tracks, tracks.complete, genre);
          const held = countOf(tracks, split.validation, genre);
          assert(
            Math.abs(held - fraction * all) <= 1 && held >= 1 && held < all,
            `${held} of ${all}`,
          );
        }
      },
    ),
  );
});

for (const group of ["audio", "album", "playlist"] as const) {
  Deno.test(`no ${group} is on both sides of a grouped split, and no row is lost (property)`, () => {
    fc.assert(fc.property(cases, ({ rows, folds, seed }) => {
      const tracks = randomTracks(rows, folds, new Rng(seed));
      const splits = stratifiedKFold(tracks, { folds, group }, new Rng(seed));
      assertPartition(splits, tracks.complete);
      assertEquals(splits.reduce((sum, { validation }) => sum + validation.length, 0), rows);
      assertNoRelatives(splits, tracks, group);
      const held = holdOut(tracks, { group }, new Rng(seed));
      assertPartition([held], tracks.complete);
      assertNoRelatives([held], tracks, group);
    }));
  });
}

Deno.test("small groups leave the genres' shares even: within two rows of equal", () => {
  const tracks = randomTracks(1500, 5, new Rng(3));
  for (const group of ["audio", "album"] as const) {
    for (const { validation } of stratifiedKFold(tracks, { group }, new Rng(1))) {
      for (const genre of GENRES) {
        const fair = countOf(tracks, tracks.complete, genre) / 5;
        assert(Math.abs(countOf(tracks, validation, genre) - fair) <= 2);
      }
    }
    const { validation } = holdOut(tracks, { fraction: .3, group }, new Rng(1));
    for (const genre of GENRES) {
      const fair = .3 * countOf(tracks, tracks.complete, genre);
      assert(Math.abs(countOf(tracks, validation, genre) - fair) <= 2);
    }
  }
});

Deno.test("the same seed gives the same rows, another seed others", () => {
  const tracks = randomTracks(200, 5, new Rng(1));
  const makers = [
    (rng: Rng) => [holdOut(tracks, {}, rng)],
    (rng: Rng) => [holdOut(tracks, { group: "album" }, rng)],
    (rng: Rng) => stratifiedKFold(tracks, {}, rng),
    (rng: Rng) => stratifiedKFold(tracks, { group: "audio" }, rng),
  ];
  for (const make of makers) {
    assertEquals(make(new Rng(7)), make(new Rng(7)));
    assert(!same(make(new Rng(7))[0].validation, make(new Rng(8))[0].validation));
  }
});

Deno.test("only the given rows are split, and by default only complete ones", () => {
  const list = Array.from({ length: 30 }, (_, i) => ({
    playlist_genre: i % 2 ? "pop" : "rock",
    tempo: i < 4 ? "" : `${i}`,
  }));
  const tracks = parseTracks(fileOf(list), "t.csv"),
    rows = Int32Array.from([29, 8, 11, 20, 17, 14]);
  const sorted = rows.toSorted();
  assertPartition(stratifiedKFold(tracks, { folds: 3, rows }, new Rng(1)), sorted);
  assertPartition([holdOut(tracks, { rows }, new Rng(1))], sorted);
  assertPartition(stratifiedKFold(tracks, { folds: 3, rows, group: "audio" }, new Rng(1)), sorted);
  assertEquals(both(holdOut(tracks, {}, new Rng(1)))[0], 4);
});

Deno.test("what cannot be split says why", async () => {
  const list = [..."aaaaab"].map((playlist_genre, i) => ({ playlist_genre, tempo: `${i}` }));
  const tracks = parseTracks(fileOf(list), "t.csv"), rng = new Rng(1);
  await assertFails(
    () => stratifiedKFold(tracks, {}, rng),
    "t.csv",
    "rows of genre b",
    "found 1",
    "at least 5",
  );
  await assertFails(() => holdOut(tracks, {}, rng), "rows of genre b", "at least 2");
  for (const fraction of [0, 1, -1, 2, NaN]) {
    await assertFails(() => holdOut(tracks, { fraction }, rng), "hold-out", `found ${fraction}`);
  }
  for (const folds of [1, 0, 2.5, NaN]) {
    await assertFails(() => stratifiedKFold(tracks, { folds }, rng), "folds", `found ${folds}`);
  }
  await assertFails(
    () => stratifiedKFold(tracks, { group: "artist" }, rng),
    "no artist is known in this file",
    "one of audio, album, playlist",
  );
  await assertFails(
    () => stratifiedKFold(tracks, { group: "playlist", folds: 2 }, rng),
    "groups (same playlist) of genre a",
  );
  const unlabelled = parseTracks(fileOf(list, { columns: TEST_COLUMNS }), "t.csv");
  await assertFails(() => holdOut(unlabelled, {}, rng), "there is no genre in this file");
});

courseTest(
  "on the course's file every kind of split keeps relatives together and shares even",
  (folder) => {
    const tracks = readTracks(`${folder}/train.csv`, { as: "train" }), rows = tracks.complete;
    for (const group of ["audio", "album", "playlist"] as const) {
      const splits = stratifiedKFold(tracks, { group }, new Rng(1));
      assertPartition(splits, rows);
      assertNoRelatives(splits, tracks, group);
      for (const { validation } of splits) {
        for (const genre of new Set(tracks.texts("genre"))) {
          const fair = countOf(tracks, rows, genre) / 5, found = countOf(tracks, validation, genre);
          assert(Math.abs(found - fair) < .02 * fair, `${group}, ${genre}: ${found}, not ${fair}`);
        }
      }
    }
  },
);

Deno.test("a split says itself how it was made, in plain data that a record can keep", () => {
  const tracks = randomTracks(60, 5, new Rng(1)), rng = new Rng(2);
  const said = (splits: Split[]) => splits.map(({ provenance }) => provenance);
  assertEquals(said([holdOut(tracks, {}, rng)]), [{ holdOut: .2 }]);
  assertEquals(said([holdOut(tracks, { fraction: .3, group: "audio" }, rng)]), [
    { holdOut: .3, group: "audio" },
  ]);
  const about = { genres: 6 };
  assertEquals(said([holdOut(tracks, { about }, rng)]), [{ holdOut: .2, genres: 6 }]);
  assertEquals(said(stratifiedKFold(tracks, { folds: 2 }, rng)), [
    { folds: 2, fold: 0 },
    { folds: 2, fold: 1 },
  ]);
  const grouped = stratifiedKFold(tracks, { folds: 2, group: "album" }, rng);
  assertEquals(said(grouped)[1], { folds: 2, group: "album", fold: 1 });
  assertEquals(provenanceOf(grouped), { folds: 2, group: "album" }); // of all of them, no fold
  assertEquals(JSON.parse(JSON.stringify(said(grouped))), said(grouped));
});

Deno.test("no notebook types by hand how its rows were told apart: records take it from the split", () => {
  const root = new URL("../../", import.meta.url), folder = new URL("notebooks/spotify/", root);
  const notebooks = [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".ipynb"));
  const texts = [
    ["README.md", Deno.readTextFileSync(new URL("notebooks/README.md", root))],
    ...notebooks.map(({ name }) => [name, Deno.readTextFileSync(new URL(name, folder))]),
  ];
  const typed = texts.flatMap(([name, text]) =>
    Array.from(text.matchAll(/split: *\{.*|holdOut: *\.\d.*/g), ([line]) => `${name}: ${line}`)
  );
  assertEquals(typed, []);
});
