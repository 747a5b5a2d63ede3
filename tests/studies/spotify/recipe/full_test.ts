import { argmax } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { holdOut } from "../../../../lib/data/split.ts";
import { classesOf, type Dataset, withColumns } from "../../../../lib/data/dataset.ts";
import { hashedEncoder } from "../../../../lib/features/text/hashed.ts";
import {
  FULL_DEFAULTS,
  fullPredictor,
  fullSettings,
  textEvidence,
} from "../../../../lib/studies/spotify/recipe/full.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../../assert.ts";
import { toyTracks } from "../../../experiments/toy_tracks.ts";

const vectors = { encoder: hashedEncoder() };
const small = {
  networks: 1,
  boosted: 1,
  evidence: { k: 5, folds: 5 },
  text: { k: 5, opinionFolds: 3 },
  network: { epochs: 12, averageLast: 3, batchSize: 32, threads: 1 },
  boosting: { rounds: 15, minSamplesLeaf: 5 },
};

/** Dataset whose sound says nothing, and whose titles name their genre by a word. */
function worded(rows: number): Dataset {
  const tracks = toyTracks(rows), words = { pop: "love", rap: "street", rock: "thunder" };
  const title = tracks.texts("genre").map((genre, i) =>
    `${words[genre as keyof typeof words]} ${i}`
  );
  const still = new Float64Array(rows);
  return withColumns(tracks, {
    texts: { title },
    numbers: { danceability: still, energy: still },
  });
}

async function predict(tracks: Dataset, seed = 1) {
  const split = holdOut(tracks, { fraction: .3 }, new Rng(seed));
  const fitted = await fullPredictor(vectors, small).fit(tracks, split.train, new Rng(seed));
  return { split, p: await fitted.predictProba(tracks, split.validation) };
}

async function accuracy(tracks: Dataset, seed = 1): Promise<number> {
  const { split, p } = await predict(tracks, seed);
  const { codes } = classesOf(tracks, split.validation);
  return argmax(p).reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / codes.length;
}

Deno.test("the full prediction reads what only titles tell", async () => {
  assert(await accuracy(worded(240)) > .9);
});

Deno.test("with shuffled labels the full prediction scores no better than chance", async () => {
  const tracks = toyTracks(600), order = new Rng("labels").permutation(tracks.rows);
  const genre = Array.from(order, (row) => tracks.texts("genre")[row]);
  const playlist = order.map((row) => tracks.groups("playlist")[row]);
  const shuffled = withColumns(tracks, { texts: { genre }, groups: { playlist } });
  // 180 validation rows: chance is .33 with a standard error of .035; the mean of two, .025
  const mean = (await accuracy(shuffled, 1) + await accuracy(shuffled, 2)) / 2;
  assertAlmostEquals(mean, 1 / 3, .075);
});

Deno.test("the same seed gives the same full prediction", async () => {
  const tracks = worded(120);
  assertEquals((await predict(tracks)).p.data, (await predict(tracks)).p.data);
});

Deno.test("text evidence has a share per genre from every source, and no column of one name twice", async () => {
  const tracks = worded(120), rows = Int32Array.from(tracks.texts("genre").keys());
  const { train } = await textEvidence(vectors, small).fit(tracks, rows, new Rng(1));
  assertEquals(train.names.length, 2 * (3 + 1) + 2 * (3 + 1) + 3);
  assertEquals(new Set(train.names).size, train.names.length);
});

Deno.test("a full prediction's settings name every part, and the encoder", () => {
  const { settings } = fullPredictor(vectors, { text: { c: 3 } });
  assertEquals(settings.text, { ...FULL_DEFAULTS.text, c: 3 });
  assertEquals((settings.encoder as { name: string }).name, "hashed n-grams");
  assertEquals(fullSettings({ networkShare: .5 }).networkShare, .5);
});
