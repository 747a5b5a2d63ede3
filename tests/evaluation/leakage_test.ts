import { Rng } from "../../lib/core/rng.ts";
import { courseTracks, parseTracks } from "../music.ts";
import { stratifiedKFold } from "../../lib/data/split.ts";
import { allRows, type Dataset, withColumns } from "../../lib/data/dataset.ts";
import { evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { leakageByColumn, lookupByColumn } from "../../lib/evaluation/leakage.ts";
import { optimism } from "../../lib/evaluation/optimism.ts";
import { duplicates, type Sameness } from "../../lib/evaluation/statistics/duplicates.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { courseFile } from "../needs.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";

const course = courseFile("train.csv");
const ceiling = (data: Dataset, same: Sameness = { equal: "everything" }) =>
  duplicates(data, same).labelNoiseCeiling;

Deno.test("the playlist gives the genre away, a title that never comes again does not", async () => {
  const tracks = toyTracks(120), rng = new Rng(1), splits = stratifiedKFold(tracks, {}, rng);
  const found = await leakageByColumn(tracks, splits, rng, [
    "track_name",
    "playlist_id",
    "no_such",
  ]);
  assertEquals(found.map((row) => row.column), ["playlist_id", "track_name"]);
  assertEquals(found[0], { column: "playlist_id", distinct: 12, accuracy: 1 });
  assertAlmostEquals(found[1].accuracy, 1 / 3, .1);
});

Deno.test("a lookup tells the shares of what it has seen, and of all rows for what it has not", async () => {
  const tracks = toyTracks(9), rows = Int32Array.of(0, 3, 1, 2); // pop pop rap rock
  const fitted = await lookupByColumn("track_album_name").fit(tracks, rows, new Rng(1));
  const p = await fitted.predictProba(tracks, Int32Array.of(0, 8));
  assertAllClose(p.data, [1, 0, 0, .5, .25, .25]);
  await assertFails(() => lookupByColumn("mood").fit(tracks, rows, new Rng(1)), "mood");
});

Deno.test("the ceiling is what remains where equal rows stand under several genres", () => {
  const tracks = toyTracks(30, { repeated: 10 }); // three rows say again what the row before said
  assertAlmostEquals(ceiling(tracks, "audio"), 27 / 30);
  assertEquals(ceiling(toyTracks(30)), 1);
  const title = tracks.texts("title").map((_, i) => `other ${i}`);
  const renamed = withColumns(tracks, { texts: { title } });
  assertEquals([ceiling(renamed), ceiling(renamed, { equal: "numbers" })], [1, 27 / 30]);
  tracks.numbers("track_popularity")[9] += 1;
  assertAlmostEquals(ceiling(tracks, { equal: "numbers" }), 28 / 30);
  assertAlmostEquals(ceiling(tracks, "audio"), 27 / 30);
});

Deno.test("no model passes the ceiling, and one that knows every row by heart reaches it", async () => {
  const tracks = toyTracks(60, { repeated: 4 }), rows = allRows(tracks);
  const { trainingScores } = await evaluateOn(
    lookupByColumn("tempo"),
    tracks,
    rows.subarray(0, 56),
    rows.subarray(56),
    new Rng(1),
    { training: true },
  );
  const part = { ...tracks, complete: rows.slice(0, 56) }; // the ceiling of the same 56 rows
  assertAlmostEquals(trainingScores!.accuracy, ceiling(part));
});

Deno.test("random folds flatter a model that knows tracks by heart, grouped ones do not", async () => {
  const once = toyTracks(150), { header, cells } = once.table;
  const doubled = [header, ...cells.flatMap((row) => [row, row])]; // every track in two rows, under one genre
  const twice = parseTracks(doubled.map((row) => row.join("\t")).join("\n"), "twice");
  const [random, grouped] = await optimism(
    { byHeart: lookupByColumn("tempo") },
    twice,
    ["audio"],
    new Rng(1),
  );
  assert(random.value > .75, `random ${random.value}`);
  assertAlmostEquals(grouped.value, 1 / 3, .1);
  assertAlmostEquals(grouped.optimism, random.value - grouped.value, 1e-2);
  assert(grouped.p! < 1e-6);
  const { duplicates: same } = grouped; // here all rows are twins
  assertEquals(same!.rows, 300);
  assertAlmostEquals(same!.random - same!.grouped, grouped.optimism);
});

Deno.test({
  name: "the course's playlists give the genre away, and its repeats set a ceiling",
  ignore: !course,
  async fn() {
    const tracks = courseTracks(), rng = new Rng(1);
    const found = await leakageByColumn(tracks, stratifiedKFold(tracks, {}, rng), rng);
    assertEquals([found[0].column, found[0].accuracy], ["playlist_subgenre", 1]);
    assert(found.every((row) => row.accuracy > .99));
    // pandas: groupby(key + [genre]).size().groupby(key).max().sum() / 21,428
    assertAlmostEquals(ceiling(tracks, "audio"), .9487586335635617);
    assertAlmostEquals(ceiling(tracks), .9528187418331155);
  },
});
