import { argmax, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows, type Dataset, withColumns } from "../../lib/data/dataset.ts";
import { ngramLogistic } from "../../lib/models/ngram_logistic.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";
import { assertProbabilities } from "./contract.ts";

const facts: {
  texts: string[];
  genres: string[];
  queries: string[];
  logistic: { c: number; classes: string[]; probabilities: number[] }[];
} = JSON.parse(Deno.readTextFileSync(new URL("../fixtures/ngrams.json", import.meta.url)));

/** Dataset of the fixture's texts, put in after parsing, for a cell cannot hold every one of them. */
function fixture(titles: string[], genres?: string[]): Dataset {
  const tracks = smallTracks(titles.map(() => ({})));
  return withColumns(tracks, { texts: { title: titles, ...genres && { genre: genres } } });
}

for (const { c, classes, probabilities } of facts.logistic) {
  Deno.test(`n-gram logistic regression agrees with scikit-learn on odd texts: c = ${c}`, async () => {
    const tracks = fixture(facts.texts, facts.genres), queries = fixture(facts.queries);
    const fitted = await ngramLogistic({
      of: "title",
      c,
      minTexts: 1,
      tolerance: 1e-9,
      maxIterations: 1000,
    })
      .fit(tracks, allRows(tracks), new Rng(1));
    const found = await fitted.predictProba(queries, allRows(queries));
    assertEquals(found.names, classes);
    assertAllClose(found.data, probabilities, { relative: 0, absolute: 2e-5 });
  });
}

const WORDS = { rap: ["gangsta", "hustle"], rock: ["guitar", "riff"], latin: ["corazón", "baila"] };
const GENRES = ["rap", "rock", "latin"] as const;

/** Titles of a word that marks the genre and one that does not; the album tells nothing. */
function toy(rows: number, seed: number): Dataset {
  const rng = new Rng(seed);
  return smallTracks(Array.from({ length: rows }, (_, i) => {
    const genre = GENRES[i % 3];
    return {
      title: rng.shuffle([rng.choice(WORDS[genre]), rng.choice(["one", "two"])]).join(" "),
      album: rng.choice(["first", "second"]),
      genre,
    };
  }));
}

Deno.test("words that mark a genre are found, in other files too, and emptiness is no harm", async () => {
  const tracks = toy(90, 1),
    fitted = await ngramLogistic().fit(tracks, allRows(tracks), new Rng(1));
  const queries = fixture(["Baila!", "RIFF", "", "🎉", "x".repeat(10_000)]);
  const found = await fitted.predictProba(queries, allRows(queries));
  assertProbabilities(found);
  assertEquals([...argmax(found)].slice(0, 2).map((code) => fitted.classes[code]), [
    "latin",
    "rock",
  ]);
  for (const p of found.data.subarray(6, 12)) assert(Math.abs(p - 1 / 3) < .02, `${p}`);
});

Deno.test("the same seed gives the same bytes; shuffled rows get shuffled answers", async () => {
  const tracks = toy(60, 2), rows = allRows(tracks), order = new Rng(3).permutation(60);
  const answers = async (of: Int32Array) =>
    await (await ngramLogistic().fit(tracks, rows, new Rng(1))).predictProba(tracks, of);
  const straight = await answers(rows);
  assertEquals((await answers(rows)).data, straight.data);
  assertEquals((await answers(order)).data, takeRows(straight, order).data);
  assertEquals((await answers(new Int32Array(0))).rows, 0);
});

Deno.test("a genre without training rows keeps its column and is never likely", async () => {
  const tracks = toy(60, 4),
    rows = allRows(tracks).filter((row) => tracks.texts("genre")[row] !== "rap");
  const found = await (await ngramLogistic().fit(tracks, rows, new Rng(1))).predictProba(
    tracks,
    rows,
  );
  assertEquals(found.names, ["latin", "rap", "rock"]);
  assertProbabilities(found);
  for (let i = 0; i < found.rows; i++) assertEquals(found.data[3 * i + 1], 0);
});

Deno.test("finer labels are learnt and answered by genre", async () => {
  const toyed = toy(120, 5), genre = toyed.texts("genre");
  const subgenre = toyed.texts("title").map((text, i) =>
    /gangsta|riff|baila/.test(text) ? "a" : `${genre[i]} b`
  );
  const tracks = withColumns(toyed, { texts: { subgenre } }), rows = allRows(tracks);
  const fitted = await ngramLogistic({ labels: "subgenre" }).fit(tracks, rows, new Rng(1));
  assertEquals(fitted.model.intercepts.length, 6);
  const found = await fitted.predictProba(tracks, rows);
  assertEquals(found.names, ["latin", "rap", "rock"]);
  assertProbabilities(found);
  assertEquals([...argmax(found)].map((code) => found.names[code]), genre);
});

Deno.test("zero rows, one genre, texts in nothing alike, settings out of range: an error each", async () => {
  const tracks = toy(30, 6), rng = new Rng(1);
  await assertFails(() => ngramLogistic().fit(tracks, new Int32Array(0), rng), "zero rows");
  await assertFails(() => ngramLogistic().fit(tracks, Int32Array.of(0, 3), rng), "one class");
  const apart = fixture(["ab", "cd"], ["rap", "rock"]);
  await assertFails(
    () => ngramLogistic({ of: "title" }).fit(apart, allRows(apart), rng),
    "in common",
  );
  await assertFails(() => Promise.resolve(ngramLogistic({ c: 0 })), "above 0");
  await assertFails(
    () => ngramLogistic({ of: "playlist" }).fit(tracks, allRows(tracks), rng),
    "playlist",
    "title or album or all",
  );
  await assertFails(
    () => Promise.resolve(ngramLogistic({ words: false, characters: false })),
    "words",
  );
});

Deno.test("its settings survive JSON, every default among them", () => {
  const { settings } = ngramLogistic({ c: 3 });
  assertEquals(JSON.parse(JSON.stringify(settings)), settings);
  assertEquals([settings.c, settings.of, settings.labels], [3, "all", "task"]);
});
