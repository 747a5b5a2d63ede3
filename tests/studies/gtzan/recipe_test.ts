/** Which models answer, and what the answers look like. */
import { join } from "node:path";
import { Rng } from "../../../lib/core/rng.ts";
import { holdOut } from "../../../lib/data/mod.ts";
import { standard } from "../../../lib/features/mod.ts";
import { linearDiscriminant, neighbours, onFeatures } from "../../../lib/models/mod.ts";
import { predictionFaults } from "../../../lib/publish/hand_in/predictions.ts";
import { openSession } from "../../../lib/publish/session.ts";
import { answerTracks } from "../../../lib/studies/gtzan/answer.ts";
import { heard } from "../../../lib/studies/gtzan/features.ts";
import { copiesIn, genreCounts } from "../../../lib/studies/gtzan/look.ts";
import { knowsArtists } from "../../../lib/studies/gtzan/models.ts";
import { chooseRecipe, foldsFor } from "../../../lib/studies/gtzan/recipe.ts";
import type { Session } from "../../../lib/studies/gtzan/session.ts";
import { importanceByFamily } from "../../../lib/studies/gtzan/sets.ts";
import { study } from "../../../lib/studies/gtzan/study.ts";
import { tracksData } from "../../../lib/studies/gtzan/tracks.ts";
import { drawsOf, judgeWays, waysToSplit } from "../../../lib/studies/gtzan/ways.ts";
import { COLUMNS_174 } from "../../../lib/audio/mod.ts";
import { assert, assertEquals } from "../../assert.ts";

/** Tracks whose second MFCC tells the genre and whose third tells the artist, exactly; every eighth is a copy of the one
 * before. */
function tracks(
  rows: number,
  seed: number,
  labelled = true,
  genreOf = (artist: number) => artist % 2,
) {
  const rng = new Rng(seed), numbers: Record<string, Float64Array> = {};
  const artist = (i: number) => Math.floor(i / 2) % 8, genre = (i: number) => genreOf(artist(i));
  for (const name of COLUMNS_174) {
    numbers[name] = Float64Array.from(
      { length: rows },
      (_, i) =>
        name === "mfcc_2"
          ? genre(i) + .7 * rng.normal()
          : name === "mfcc_3"
          ? 100 * artist(i) + rng.normal()
          : 1 + rng.uniform(),
    );
    for (let i = 7; i < rows; i += 8) numbers[name][i] = numbers[name][i - 1];
  }
  const names = (of: (i: number) => string) => Array.from({ length: rows }, (_, i) => of(i));
  return tracksData({
    ...{ name: "tracks", fingerprint: String(seed), numbers, files: names((i) => `${i}.wav`) },
    ...(labelled && {
      genres: names((i) => ["calm", "wild", "loud"][genre(i)]),
      artists: names((i) => `artist ${artist(i)}`),
    }),
  });
}

/** A session on such tracks. */
async function session(out: string): Promise<Session> {
  const train = tracks(96, 1), test = tracks(10, 2, false), datasets = { train, test };
  const exports = [{
    ...{ name: "gtzan", part: "05", of: "test", classes: ["train"], withProbabilities: true },
  }];
  const opened = {
    ...{ train, test, datasets, exports, dir: out, origin: "--data", source: "made", details: "" },
    ...{ fingerprint: "0".repeat(16), warnings: [], describe: () => "", parts: undefined },
    hear: () => Promise.resolve({ train, test }),
  };
  const own = { ...study, open: () => Promise.resolve(opened) };
  return await openSession(own, { out, seed: 3 });
}

const models = {
  discriminant: onFeatures([heard({ tables: "means" }), standard()], linearDiscriminant()),
  neighbours: onFeatures(heard({ tables: "means" }), neighbours({ k: 1 })),
};

Deno.test("models are chosen across artists; answers hold file, genre and a probability for each, and a card says how they were judged", async () => {
  const out = await Deno.makeTempDir(), own = await session(out);
  const recipe = await chooseRecipe(own, models);
  assertEquals(recipe.way, "one artist after the other");
  assertEquals(recipe.tried.length, 3);
  assertEquals(
    recipe.tried[0].members,
    ["discriminant"],
    "neighbours know artists, and nothing else",
  );
  assert(recipe.tried[0].accuracy > recipe.tried.at(-1)!.accuracy);
  await answerTracks(own, recipe);
  const path = join(out, "NOM_prediction_gtzan.csv"), text = Deno.readTextFileSync(path);
  const lines = text.trimEnd().split("\n").map((line) => line.split(","));
  assertEquals(lines[0], ["file", "genre", "calm", "wild"]);
  assertEquals(lines.length, 11);
  for (const [i, [file, genre, calm, wild]] of lines.slice(1).entries()) {
    assertEquals([file, genre], [`${i}.wav`, Number(calm) > Number(wild) ? "calm" : "wild"]);
    assert(Math.abs(Number(calm) + Number(wild) - 1) < 1e-4);
  }
  const faults = () => predictionFaults(path, own.exports![0], own, { id: "gtzan", out });
  assertEquals(faults(), []);
  Deno.writeTextFileSync(path, text.replace(lines[3][2], "1.5"));
  assert(faults()[0].includes("row 4, column calm"), faults()[0]);
  assert(Deno.readTextFileSync(join(out, "NOM_model_card_gtzan.md")).includes("one artist after"));
  await Deno.remove(out, { recursive: true });
});

Deno.test("ways to split follow from what is known; each keeps together what it says, and neighbours fall where artists are new", async () => {
  const out = await Deno.makeTempDir(), own = await session(out), { train } = own;
  const ways = waysToSplit(own, { repeats: 2 });
  assertEquals(ways.map(({ name }) => name), ["at random", "repeats together", "artists together"]);
  for (const [at, group] of [[1, "copies"], [2, "artist"]] as const) {
    for (const { train: learnt, validation } of [ways[at].repeats[0]].flat()) {
      const known = new Set(Array.from(learnt, (row) => train.groups(group)[row]));
      assert(validation.every((row) => !known.has(train.groups(group)[row])), group);
    }
  }
  const judged = await judgeWays(own, "two", models, ways, {
    blends: { mean: ["discriminant", "neighbours"] },
  });
  const of = (model: string, way: string) =>
    judged.find((one) => one.model === model && one.way === way)!;
  assert(of("neighbours", "at random").accuracy > .9);
  assert(of("neighbours", "artists together").accuracy < .7);
  assertEquals(drawsOf(of("mean", "at random")).length, 10);
  for (const { accuracy, interval: [low, high] } of judged) {
    assert(low <= accuracy && accuracy <= high);
  }
  const { interval: [low, high] } = of("discriminant", "artists together");
  assert(high - low > .05, "eight artists are few witnesses");
  await Deno.remove(out, { recursive: true });
});

Deno.test("parts and folds that were published are taken as they are, tracks outside left out", async () => {
  const out = await Deno.makeTempDir(), own = await session(out), rows = own.train.rows;
  const parts = Array.from(
    { length: rows },
    (_, i) => (["train", "valid", "test", undefined] as const)[i % 4],
  );
  const artistFolds = Int32Array.from({ length: rows }, (_, i) => i % 5 - 1);
  const ways = waysToSplit({ ...own, parts, artistFolds });
  assertEquals(ways.map(({ name }) => name).slice(1), [
    ...["as published", "repeats together", "faults left out", "artists together"],
  ]);
  const [filtered] = [ways[3].repeats[0]].flat(), folds = [ways[4].repeats[0]].flat();
  assertEquals([filtered.train.length, filtered.validation.length], [rows / 2, rows / 4]);
  assertEquals(folds.length, 4);
  assert(folds.every(({ validation }) => validation.every((row) => row % 5 !== 0)));
  await Deno.remove(out, { recursive: true });
});

Deno.test("genres are counted with artists and copies; the family that tells the genre is the one that costs most", async () => {
  const train = tracks(96, 1), [calm, wild] = genreCounts(train);
  assertEquals(calm, { genre: "calm", tracks: 48, artists: 4, busiest: .25, copies: 0 });
  assertEquals(wild.copies, 24);
  assertEquals(copiesIn(train)[0], { rows: [6, 7], files: "6.wav = 7.wav", genres: "wild" });
  assertEquals(knowsArtists(train), true);
  const many = tracks(480, 1), split = holdOut(many, { fraction: .2 }, new Rng(1));
  const lost = await importanceByFamily(many, models.discriminant, split, new Rng(2));
  const [first] = lost.toSorted((a, b) => b.value - a.value);
  assertEquals(first.name, "timbre");
});

Deno.test("a genre by one artist alone: artists cannot be kept together in folds, and models are chosen all the same", async () => {
  const out = await Deno.makeTempDir(), own = await session(out);
  const artists = own.train.groups("artist").map((artist, i) =>
    own.train.texts("genre")[i] === "calm" ? 0 : artist
  );
  const groups = (name: string) => name === "artist" ? artists : own.train.groups(name);
  const few = { ...own, train: { ...own.train, groups } };
  assertEquals(foldsFor(few.train, "artist"), 1);
  assertEquals(waysToSplit(few, { repeats: 1 }).map(({ name }) => name), [
    "at random",
    "repeats together",
  ]);
  const recipe = await chooseRecipe(few, models);
  assert(recipe.tried[0].accuracy > .4);
  await Deno.remove(out, { recursive: true });
});

Deno.test("a genre by one artist among others: it is always learnt from, and other artists are left out one by one", async () => {
  const out = await Deno.makeTempDir(), own = await session(out);
  const train = tracks(96, 1, true, (artist) => artist === 7 ? 2 : artist % 2);
  const { way, alone, judged } = await chooseRecipe({ ...own, train }, models);
  assertEquals([way, alone], ["one artist after the other", ["loud"]]);
  assertEquals(judged.rows.length, 84);
  assertEquals(judged.classes, ["calm", "loud", "wild"]); // which the others may be taken for
  assert(judged.rows.every((row) => train.texts("genre")[row] !== "loud"));
  await Deno.remove(out, { recursive: true });
});
