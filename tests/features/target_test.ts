import { argmax } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { allRows, classesOf, type Dataset } from "../../lib/data/dataset.ts";
import { numeric, QUANTITIES } from "../music.ts";
import { combine } from "../../lib/features/combine.ts";
import { standard } from "../../lib/features/scale.ts";
import { targetEncoding, type TargetSettings } from "../../lib/features/target_encoding.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { type SmallTrack, smallTracks } from "../tracks.ts";

const fit = async (tracks: Dataset, settings: Partial<TargetSettings>) =>
  await targetEncoding({ by: ["date", "audio"], ...settings })
    .fit(tracks, allRows(tracks), new Rng(1));

/** Dataset on few dates, genre by date as `genreOf` says. */
function dated(n: number, dates: number, genreOf: (date: number, i: number) => string): Dataset {
  const rng = new Rng("dated");
  return smallTracks(Array.from({ length: n }, (_, i): SmallTrack => {
    const date = rng.int(dates);
    return { date: `20${10 + date}`, tempo: rng.int(1000), genre: genreOf(date, i) };
  }));
}

Deno.test("a fresh track gets the smoothed shares of the training tracks of its date", async () => {
  const train = smallTracks([
    { date: "2001", genre: "pop" },
    { date: "2001", genre: "pop" },
    { date: "2001", genre: "rock" },
    { date: "2002", genre: "rock" },
  ]);
  const fitted = await fit(train, { by: ["date"], smoothing: 2, folds: 2 });
  const test = smallTracks([{ date: "2001" }, { date: "1999" }]);
  const { data, names } = await fitted.transform(test, allRows(test));
  assertEquals(names, ["date: pop", "date: rock", "date: rows"]);
  assertAllClose(data, [(2 + 1) / 5, (1 + 1) / 5, Math.log(4), .5, .5, 0]);
});

Deno.test("a training track's own label never enters its own features", async () => {
  const rows: SmallTrack[] = Array.from({ length: 40 }, (_, i) => ({
    date: String(1950 + i), // every date once: nothing is known of it without its own label
    genre: i % 2 ? "rap" : "rock",
  }));
  const { train } = await fit(smallTracks(rows), { by: ["date"], smoothing: 1, folds: 4 });
  for (let i = 0; i < 40; i++) {
    assertAlmostEquals(train.data[i * 3], .5, .06);
    assertEquals(train.data[i * 3 + 2], 0);
  }
});

Deno.test("the same audio under another title and popularity is found, in another file too", async () => {
  const sound = Object.fromEntries(QUANTITIES.map((name) => [name, 1]));
  const train = smallTracks([
    { ...sound, tempo: 100, title: "one", genre: "rap" },
    { ...sound, tempo: 200, title: "two", genre: "rock" },
  ]);
  const fitted = await fit(train, { by: ["audio"], smoothing: 1, folds: 2 });
  const test = smallTracks([{ ...sound, tempo: 200, title: "other", track_popularity: 99 }]);
  const { data } = await fitted.transform(test, allRows(test));
  assertAllClose(data, [.25, .75, Math.log(2)]);
});

/** Validation accuracy of a logistic regression on numbers and date frequencies. */
async function accuracy(tracks: Dataset, seed: number): Promise<number> {
  const split = holdOut(tracks, { fraction: .3 }, new Rng(seed));
  const features = combine(
    numeric({ quantities: ["tempo"] }),
    targetEncoding({ by: ["date", "title"] }),
  );
  const fitted = await onFeatures(features, standard(), logistic())
    .fit(tracks, split.train, new Rng(seed));
  const found = argmax(await fitted.predictProba(tracks, split.validation));
  const { codes } = classesOf(tracks, split.validation);
  return found.reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / codes.length;
}

Deno.test("with labels that depend on the date, date frequencies find them", async () => {
  const tracks = dated(600, 8, (date, i) => i % 10 ? (date % 2 ? "rap" : "rock") : "pop");
  assert(await accuracy(tracks, 1) > .8);
});

Deno.test("with shuffled labels nothing scores above chance on validation", async () => {
  const rng = new Rng("labels");
  const tracks = dated(2000, 60, () => rng.choice(["pop", "rap", "rock", "latin"]));
  // 600 validation rows: chance is .25 with a standard error of .018
  for (const seed of [1, 2, 3]) assertAlmostEquals(await accuracy(tracks, seed), .25, .055);
});

Deno.test("the same seed gives the same bytes", async () => {
  const tracks = dated(200, 5, (date) => date % 2 ? "rap" : "rock");
  const once = await fit(tracks, {}), again = await fit(tracks, {});
  assertEquals(once.train.data, again.train.data);
});

Deno.test("fewer rows than folds, and keys that tracks do not have, are refused", async () => {
  const tracks = smallTracks([{ genre: "a" }, { genre: "b" }]);
  await assertFails(() => fit(tracks, { folds: 3 }), "3 folds and 2 rows");
  await assertFails(
    () => fit(tracks, { folds: 2, by: ["label"] }),
    "label",
    "date, audio, album, title",
  );
});
