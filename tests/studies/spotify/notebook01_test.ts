import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { readTracks } from "../../../lib/studies/spotify/read.ts";
import { holdOut, stratifiedKFold } from "../../../lib/data/split.ts";
import { allRows } from "../../../lib/data/dataset.ts";
import { purity } from "../../../lib/evaluation/statistics/purity.ts";
import { correlations } from "../../../lib/evaluation/statistics/correlations.ts";
import { describe } from "../../../lib/evaluation/statistics/describe.ts";
import { classProfiles } from "../../../lib/evaluation/statistics/profile.ts";
import { optimism } from "../../../lib/evaluation/optimism.ts";
import { classShares, wilson } from "../../../lib/evaluation/statistics/shares.ts";
import { splitLeakage } from "../../../lib/evaluation/split_leakage.ts";
import { lookupByColumn } from "../../../lib/evaluation/leakage.ts";
import { bars } from "../../../lib/show/figures/bars.ts";
import { intervals } from "../../../lib/show/figures/intervals.ts";
import { scatterByClass } from "../../../lib/show/figures/scatter_by_class.ts";
import { shareLines } from "../../../lib/show/figures/shares.ts";
import { classColour } from "../../../lib/show/theme.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../../assert.ts";
import { courseFile } from "../../needs.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";
import { useWords } from "../../../lib/show/words.ts";
import { words } from "../../../lib/studies/spotify/words.ts";

useWords(words); // genres have colours of their own there

const course = courseFile("train.csv");

Deno.test("a genre's profile is its mean in standard deviations from the mean of all tracks", () => {
  const tracks = toyTracks(300), danceability = [1, 1, 1, 4, 5, 6];
  const { classes: genres, deviations, columns } = classProfiles(tracks);
  assertEquals([genres, columns.length], [["pop", "rap", "rock"], 14]);
  const own = deviations[columns.indexOf("danceability")];
  assert(own[0] < -1 && Math.abs(own[1]) < .2 && own[2] > 1, String(own));
  const six = toyTracks(6),
    one = classProfiles(six, { danceability, constant: [3, 3, 3, 3, 3, 3] });
  // pop is 1 and 4, rap 1 and 5, rock 1 and 6: means 2.5, 3, 3.5 about 3, whose sd is √(26 / 5)
  assertAllClose(one.deviations[0], [-.5, 0, .5].map((d) => d / Math.sqrt(26 / 5)));
  assert(one.deviations[1].every(Number.isNaN));
});

Deno.test("genres' shares add up to one in every bin, and stand where the bin's tracks are", async () => {
  const tracks = toyTracks(90), values = Float64Array.from({ length: 90 }, (_, i) => i % 20);
  values[0] = NaN;
  const shares = classShares(tracks, values, { width: 10 });
  assertEquals(shares.map(({ name }) => name), ["pop", "rap", "rock"]);
  for (let bin = 0; bin < 2; bin++) {
    assertAlmostEquals(shares.reduce((sum, { y }) => sum + y[bin], 0), 1);
    assert(shares.every(({ y, low, high }) => low[bin] <= y[bin] && y[bin] <= high[bin]));
  }
  assertEquals([...shares[0].rows], [49, 40]);
  assertAlmostEquals(shares[0].x[1], 14.5);
  assertEquals([...classShares(tracks, values, { width: 10, fewest: 45 })[0].rows], [49]);
  await assertFails(() => classShares(tracks, [1, 2], { width: 10 }), "2 numbers");
  await assertFails(() => classShares(tracks, values, { width: 0 }), "width 0");
});

Deno.test("an interval of Wilson stays within 0 and 1, and is wide for few tracks", () => {
  assertAllClose([wilson(0, 3)[0], wilson(3, 3)[1]], [0, 1]);
  assert(wilson(3, 3)[0] < .5 && wilson(300, 300)[0] > .98);
});

Deno.test("pairs of columns come strongest first, constant ones last", () => {
  const columns = { a: [1, 2, 3, 4, 5], flat: [1, 1, 1, 1, 1], b: [5, 4, 3, 1, 2] };
  const ranks = correlations(columns, "spearman"), pairs = ranks.strongest();
  assertEquals([pairs[0].a, pairs[0].b], ["a", "b"]);
  assertAlmostEquals(pairs[0].spearman, -.9);
  assert(pairs.slice(1).every(({ spearman }) => Number.isNaN(spearman)));
  assertEquals(ranks.strongest(1), pairs.slice(0, 1));
  assertAlmostEquals(ranks.by("pearson").strongest(1)[0].pearson, -.9);
});

Deno.test("each track comes once among the distinct rows, and twins are found across splits and files", async () => {
  const tracks = toyTracks(40, { repeated: 4 }); // rows 3, 7, … are the rows 2, 6, … again
  const about = describe(tracks), audio = about.duplicates("audio");
  assertEquals(audio.firstRows.length, 30);
  assertEquals([...audio.mostAmbiguous], [2, 3]);
  assertEquals(describe(toyTracks(9)).duplicates("audio").mostAmbiguous.length, 0);
  const cells = about.cells(audio.mostAmbiguous, ["track_name", "no such", "playlist_genre"]);
  assertEquals(cells, [
    { track_name: "title 2", playlist_genre: "rock" },
    { track_name: "title 2", playlist_genre: "pop" },
  ]);
  const all = allRows(tracks), [train, validation] = [all.slice(0, 3), all.slice(3, 5)];
  const split = { train, validation, provenance: {} };
  assertEquals(splitLeakage(tracks, split, "audio"), .5);
  const apart = holdOut(tracks, { group: "audio" }, new Rng(1));
  assertEquals(splitLeakage(tracks, apart, "audio"), 0);
  assertEquals(splitLeakage(tracks, [split, apart], "audio"), .25);
  assertEquals(splitLeakage(tracks, tracks, "audio"), 1);
  assertEquals(splitLeakage(tracks, toyTracks(20, { seed: 9, role: "test" }), "audio"), 0);
  await assertFails(() => splitLeakage(tracks, split, "artist"), "artist");
});

Deno.test("neighbours on islands are of one class, elsewhere as many as by chance", async () => {
  const rng = new Rng(1), codes = Int32Array.from({ length: 600 }, () => rng.int(3));
  const noise = matrix(600, ["x", "y"], Float32Array.from({ length: 1200 }, () => rng.normal()));
  const islands = matrix(600, ["x"], Float32Array.from(codes, (code) => 100 * code + rng.normal()));
  assertEquals(purity(codes, islands), 1);
  assertAlmostEquals(purity(codes, noise), purity(codes), .03);
  const equal = matrix(4, ["x"]); // all in one place: a row is still no neighbour of itself
  assertAlmostEquals(purity([0, 0, 1, 1], equal, { k: 3 }), purity([0, 0, 1, 1]));
  await assertFails(() => purity([0, 0, 1, 1], equal, { k: 4 }), "4 rows");
});

Deno.test("every model is judged by every way of splitting that the file allows", async () => {
  const tracks = toyTracks(120);
  const models = { title: lookupByColumn("track_name"), playlist: lookupByColumn("playlist_id") };
  const rows = await optimism(models, tracks, ["audio", "artist", "playlist"], new Rng(1), {
    folds: 2,
  });
  assertEquals(rows.map(({ name, way }) => `${name}: ${way}`), [
    ...["title: random folds", "title: folds by audio", "title: folds by playlist"],
    ...["playlist: random folds", "playlist: folds by audio", "playlist: folds by playlist"],
  ]);
  const [random, , grouped] = rows.slice(3);
  assertEquals([random.value, random.optimism, random.p], [1, 0, undefined]);
  assert(grouped.value < .6 && grouped.optimism > .4 && grouped.p! < 1e-6);
  await assertFails(
    () => optimism({ none: lookupByColumn("mood") }, tracks, ["audio"], new Rng(1)),
    "mood",
  );
});

Deno.test("the figures of notebook 01 hold what they were given, genres in their own colours", () => {
  const map = scatterByClass(matrix(3, ["x", "y"]), ["rap", "pop", "rap"], {
    ...{ title: "Map", panels: true, limit: 2 },
  });
  assertEquals(map.data.length, 4);
  assertEquals((map.layout.title as { text: string }).text, "Map (2 of 3 tracks)");
  assertEquals((map.data[3].marker as { color: string }).color, classColour("rap"));

  const shares = shareLines(toyTracks(30), { title: "S", by: "year", width: 10 });
  assertEquals((shares.data.at(-1)!.line as { color: string }).color, classColour("rock"));
  assertEquals((shares.layout.xaxis as { title: { text: string } }).title.text, "year");

  const ways = ["a", "b"].map((way) => ({
    name: "m",
    way,
    value: .5,
    interval: [.3, .6] as const,
  }));
  const dots = intervals(ways, { title: "I", unit: "accuracy" });
  assertAllClose((dots.data[0].error_x as { arrayminus: number[] }).arrayminus, [.2]);
  assert((dots.data[0].y as number[])[0] < (dots.data[1].y as number[])[0]);

  const measured = bars([{ a: "x", n: NaN }], { title: "", name: "a", panels: { n: "n" } });
  assertEquals(measured.data[0].x, [null]);
});

Deno.test({
  name: "a fifth of the course's rows have a twin, and random folds tear most of them apart",
  ignore: !course,
  fn() {
    const tracks = readTracks(course!, { as: "train" });
    assertEquals(describe(tracks).duplicates("audio").firstRows.length, 18_791); // pandas: drop_duplicates over twelve quantities
    const [fold] = stratifiedKFold(tracks, {}, new Rng(1));
    const torn = splitLeakage(tracks, fold, "audio");
    assert(torn > .17 && torn < .2121, String(torn)); // 4,545 of 21,428 rows have a twin at all
  },
});
