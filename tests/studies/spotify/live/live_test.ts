import { join } from "node:path";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { matrix } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { allRows } from "../../../../lib/data/dataset.ts";
import { QUANTITIES } from "../../../../lib/studies/spotify/schema.ts";
import { quantileKnots, quantileNormalColumn } from "../../../../lib/features/scale.ts";
import { ready, tf } from "../../../../lib/nn/tf.ts";
import { hashOf, stateOf } from "../../../../lib/studies/spotify/live/browser/state.ts";
import { buildLive } from "../../../../lib/studies/spotify/live/build.ts";
import { bundleLive } from "../../../../lib/studies/spotify/live/bundle.ts";
import {
  hearTexts,
  openEncoder,
  saveBlock,
  textsOf,
} from "../../../../lib/studies/spotify/live/encoder.ts";
import { livePage } from "../../../../lib/studies/spotify/live/page.ts";
import { type Demo, RECIPE } from "../../../../lib/studies/spotify/live/recipe.ts";
import { presetsOf, recordingsOf } from "../../../../lib/studies/spotify/live/recordings.ts";
import { fitTextTower, hearOutOfFold } from "../../../../lib/studies/spotify/live/text_tower.ts";
import { buildSite } from "../../../../lib/publish/site/build.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../../assert.ts";
import { smallTracks } from "../../../tracks.ts";
import { SAMPLE, withLive } from "./live_site.ts";
import { FINGERPRINT, TITLE, withStudy } from "../../../publish/study_output.ts";

const TOWER = { terms: 1000, c: 1, minTexts: 1 };
const NOTHING = [0, 0, 0, 0];

/** Two genres that titles tell: "amor" is latin, "heavy" rock; every track has audio of its own. */
const told = (rows: number) =>
  smallTracks(Array.from({ length: rows }, (_, i) => ({
    title: `${i % 2 ? "heavy" : "amor"} ${"abcdefgh"[i % 8]}${i}`,
    album: `disc ${i % 3}`,
    tempo: 100 + i,
    genre: i % 2 ? "rock" : "latin",
  })));

Deno.test("the page's program is what its sources make", async () => {
  const committed = await Deno.readTextFile(
    new URL("../../../../lib/studies/spotify/live/live.js", import.meta.url),
  );
  assert(
    bundleLive() === committed,
    "lib/studies/spotify/live/live.js is out of date: deno run -A --lock=tests/deno.lock lib/studies/spotify/live/bundle.ts",
  );
});

Deno.test("an encoder that was saved hears what the tower heard, and nothing in no text", () => {
  const tracks = told(40), rows = allRows(tracks);
  const blocks = fitTextTower(tracks, rows, TOWER, new Rng(1));
  const columns = [{ name: "tempo", knots: [...quantileKnots(tracks.numbers("tempo"), 10)] }];
  const saved = JSON.parse(
    JSON.stringify({ genres: ["latin", "rock"], columns, blocks: blocks.map(saveBlock) }),
  );
  const encoder = openEncoder(saved);
  const texts = textsOf(tracks);
  assertAllClose(encoder.hear(texts, rows), hearTexts(blocks, 2, texts, rows), {
    relative: 1e-5,
    absolute: 1e-6,
  });
  const [latin, rock] = encoder.hear({ title: ["Amor"], album: [""] });
  assert(latin > 0 && rock < 0, `"Amor" speaks ${latin} for latin and ${rock} for rock`);
  assertEquals([...encoder.hear({ title: ["", "🎵 ¿?"], album: ["", " "] })], [
    ...NOTHING,
    ...NOTHING,
  ]);
  const scaled = quantileNormalColumn(10)(tracks.numbers("tempo"));
  assertEquals(encoder.deviate(0, 117.5), scaled(117.5));
  assertEquals(encoder.width, 1 + 2 * 2);
});

Deno.test("a tower keeps no more n-grams than it may, the most telling ones", () => {
  const tracks = told(40);
  const blocks = fitTextTower(tracks, allRows(tracks), { ...TOWER, terms: 6 }, new Rng(1));
  const kept = blocks.flatMap(({ tfidf }) => tfidf.terms);
  assertEquals(kept.length, 6);
  assert(kept.every((term) => "amor heavy".includes(term.trim())), `kept ${kept}`);
});

Deno.test("out of fold, neither a track's own genre nor that of the same audio is heard", () => {
  // every title occurs twice, both times with the same audio and genre: nothing can be learnt from other folds
  const tracks = smallTracks(Array.from({ length: 40 }, (_, i) => {
    const pair = i >> 1, name = String.fromCodePoint(0x4e00 + 2 * pair, 0x4e01 + 2 * pair);
    const audio = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, pair]));
    return { ...audio, title: name, album: name, genre: pair % 2 ? "rock" : "latin" };
  }));
  const rows = allRows(tracks);
  const own = hearTexts(fitTextTower(tracks, rows, TOWER, new Rng(1)), 2, textsOf(tracks), rows);
  assert(own.some((value) => value !== 0));
  const heard = hearOutOfFold(tracks, rows, { ...TOWER, folds: 4 }, new Rng(1));
  assertEquals([...new Set(heard)], [0]);
});

Deno.test("a recording stands once, under all its genres, the most frequent first", () => {
  const audio = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, 1]));
  const once = { ...audio, tempo: 90, genre: "rock" },
    often = { ...audio, tempo: 120, genre: "pop" };
  const tracks = smallTracks([once, { ...often, genre: "rock" }, often, often]);
  const recordings = (most: number) => recordingsOf(tracks, allRows(tracks), most, new Rng(1));
  assertEquals(recordings(10), [{ row: 0, genres: [1] }, { row: 1, genres: [0, 1] }]);
  assertEquals(recordings(1).length, 1);
});

Deno.test("presets are sure, popular and right; what the network gets wrong stands last", () => {
  const given = [
    { title: "a", genres: [0], pop: .9, popularity: 10 },
    { title: "b", genres: [0], pop: .9, popularity: 50 },
    { title: "unsure", genres: [0], pop: .6, popularity: 99 },
    { title: "rock", genres: [1], pop: .3, popularity: 5 },
    { title: "mistaken", genres: [1], pop: .8, popularity: 99 },
    { title: " ", genres: [0], pop: .99, popularity: 99 },
    { title: "under both", genres: [0, 1], pop: .99, popularity: 99 },
  ];
  const found = presetsOf(
    smallTracks(given.map(({ title }) => ({ title }))),
    given.map(({ genres }, row) => ({ row, genres })),
    matrix(7, ["pop", "rock"], Float32Array.from(given.flatMap(({ pop }) => [pop, 1 - pop]))),
    given.map(({ popularity }) => popularity),
  );
  assertEquals(found.map(({ recording, right }) => [given[recording].title, right]), [
    ["b", true],
    ["a", true],
    ["rock", true],
    ["mistaken", false],
  ]);
});

Deno.test("an address restores what was set; half an address or nonsense restores nothing", () => {
  const ranges = [[0, 1], [1957, 2020]] as const;
  const state = { values: [.25, 1996], title: TITLE, album: "a+b %41 #", reads: false };
  assertEquals(stateOf(hashOf(state), ranges), state);
  const restored = (hash: string) => stateOf(hash, ranges);
  assertEquals(restored("#set=-7+9999"), {
    values: [0, 2020],
    title: "",
    album: "",
    reads: true,
  });
  for (
    const hash of ["", "#content", "#set=1", "#set=1+2+3", "#set=a+b", "#set=NaN+1", "#set=+1"]
  ) {
    assertEquals([hash, restored(hash)], [hash, undefined]);
  }
  assertEquals(restored(`#set=0+1960&title=${"🎵".repeat(500)}`)?.title, "🎵".repeat(200));
});

Deno.test("the network is made once, does better with texts, and is made again from half a file", async () => {
  await ready();
  const before = tf.memory().numTensors;
  await withLive(async ({ out, folder, fingerprint, leftOut }) => {
    assertEquals(tf.memory().numTensors, before);
    assertEquals(leftOut, []);
    const kept = join(out, "live"), file = join(kept, "demo.json");
    const weights = join(
      kept,
      [...Deno.readDirSync(kept)].find(({ name }) => /bin$/.test(name))!.name,
    );
    const first = await Deno.readTextFile(file), bytes = await Deno.readFile(weights);
    const { scores, guessing, rows, recordings, presets, encoder }: Demo = JSON.parse(first);
    const [all, , , sound] = scores;
    assert(sound.low > guessing, `sound alone: ${sound.accuracy}, guessing ${guessing}`);
    assert(all.low > sound.high, `with texts ${all.accuracy}, without ${sound.accuracy}`);
    assertEquals(rows.train + rows.heldOut, 4000);
    assert(Math.abs(rows.heldOut - 800) < 10, `${rows.heldOut} held out`);
    assert(recordings.titles.length > 500 && recordings.titles.length <= rows.heldOut);
    const genres = presets.filter(({ right }) => right)
      .map(({ recording }) => recordings.genres[recording][0]);
    assertEquals([...new Set(genres)], [...encoder.genres.keys()]);
    assert(presets.some(({ right }) => !right), "no preset that it gets wrong");

    const options = { out, fingerprint, data: "/nowhere" };
    await buildLive(options); // the data are not looked at again
    await Deno.writeFile(weights, bytes.subarray(4));
    await assertFails(() => buildLive(options), "/nowhere"); // half a network is none
    await Deno.writeTextFile(file, first.slice(0, 1000));
    await assertFails(() => buildLive(options), "/nowhere");
    await Deno.writeTextFile(file, first.replace(/"version":\d+/, '"version":0'));
    await buildLive({ ...options, data: SAMPLE });
    assertEquals(await Deno.readTextFile(file), first); // and the same seed makes the same bytes
    assertEquals(await Deno.readFile(weights), bytes);
    const bytesOf = (name: string) => Deno.statSync(join(folder, "live", name)).size;
    const size = ["index.html", "live.css", "live.js", "data.js", "tf.min.js"].map(bytesOf);
    assert(size.reduce((sum, n) => sum + n) < 3e6, `the live page takes ${size} bytes`);
  });
});

Deno.test("titles from the files stay texts in the page", async () => {
  const columns = ["track_popularity"].map((name) => ({ name, knots: [0, 1] }));
  const controls = [
    ..."danceability energy key loudness mode speechiness acousticness".split(" "),
    ..."instrumentalness liveness valence tempo duration_ms year".split(" "),
  ].map((name) => ({ name, knots: [0, 1] }));
  const demo: Demo = {
    format: 1,
    fingerprint: FINGERPRINT,
    recipe: RECIPE,
    encoder: { genres: ["<b>", "rock"], columns: [...columns, ...controls], blocks: [] },
    ranges: [...columns, ...controls].map(() => [0, 1] as const),
    recordings: { titles: [TITLE], albums: [TITLE], genres: [[0]], values: "" },
    presets: [{ recording: 0, right: true, sure: .9 }],
    rows: { train: 1, heldOut: 1 },
    guessing: .5,
    scores: [],
    parameters: 1,
  };
  const page = String(await livePage(demo));
  assert(
    !page.includes("<script>") && !page.includes("<b>"),
    "markup from the data is in the page",
  );
  assert(page.includes("&lt;script&gt;"), "the preset's title is missing");
});

Deno.test("without the study's data the site is built without a live page, and says why", async () => {
  await withStudy(async (out) => {
    const build = (fingerprint: string | undefined, data: string) =>
      buildSite(study, out, { live: () => buildLive({ out, fingerprint, data }) });
    const other = await build(FINGERPRINT, SAMPLE);
    assertEquals(other.leftOut.map(({ file }) => file), ["the live page"]);
    const { fingerprint } = await openCourse({ data: SAMPLE });
    assert(other.leftOut[0].why.includes(fingerprint) && other.leftOut[0].why.includes("--data"));
    const start = await Deno.readTextFile(join(other.folder, "index.html"));
    assert(!start.includes("live/index.html"), "a page is linked that is not there");
    const [none] = (await build(undefined, SAMPLE)).leftOut;
    assert(none.why.includes("no notebook tells"), none.why);
    const [nowhere] = (await build(FINGERPRINT, join(out, "nothing"))).leftOut;
    assert(nowhere.why.includes("no such folder"), nowhere.why);
  });
});
