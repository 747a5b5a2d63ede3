import { argmax } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { allRows, classesOf, type Dataset } from "../../lib/data/dataset.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import {
  neighbourTargetEncoding,
  type NeighbourTargetEncodingSettings,
} from "../../lib/features/neighbour_target_encoding.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { smallTracks } from "../tracks.ts";

const space = numeric({ quantities: ["tempo", "energy"] });

const fit = async (tracks: Dataset, settings: Partial<NeighbourTargetEncodingSettings>) =>
  await neighbourTargetEncoding({ space, ...settings }).fit(tracks, allRows(tracks), new Rng(1));

/** Dataset scattered over tempo and energy; a checkerboard of genres, or labels drawn at random. */
function board(n: number, shuffled: boolean): Dataset {
  const rng = new Rng(`board ${shuffled}`);
  return smallTracks(Array.from({ length: n }, () => {
    const tempo = rng.uniform() * 4, energy = rng.uniform() * 4;
    const dark = (Math.floor(tempo) + Math.floor(energy)) % 2 === 0;
    return { tempo, energy, genre: shuffled ? rng.choice(["rap", "rock"]) : dark ? "rap" : "rock" };
  }));
}

async function accuracy(tracks: Dataset, seed: number): Promise<number> {
  const split = holdOut(tracks, { fraction: .3 }, new Rng(seed));
  const fitted = await onFeatures(neighbourTargetEncoding({ space, k: 7 }), standard(), logistic())
    .fit(tracks, split.train, new Rng(seed));
  const found = argmax(await fitted.predictProba(tracks, split.validation));
  const { codes } = classesOf(tracks, split.validation);
  return found.reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / codes.length;
}

Deno.test("a fresh track gets the shares of its nearest training tracks and their distance", async () => {
  const train = smallTracks([
    { tempo: 0, energy: 0, genre: "rap" },
    { tempo: 1, energy: 0, genre: "rap" },
    { tempo: 2, energy: 0, genre: "rock" },
    { tempo: 9, energy: 0, genre: "rock" },
  ]);
  const raw = { name: "raw", settings: {}, fit: () => ({ transform: <T>(x: T) => x }) };
  const fitted = await fit(train, { k: 2, folds: 2, scaling: raw });
  const test = smallTracks([{ tempo: .4, energy: 0 }, { tempo: 6, energy: 0 }]);
  const { data, names } = await fitted.transform(test, allRows(test));
  assertEquals(names, ["2 nearest: rap", "2 nearest: rock", "2 nearest: distance"]);
  assertAllClose(data, [1, 0, Math.log1p(.6), 0, 1, Math.log1p(4)]);
});

Deno.test("a training track is not among its own neighbours", async () => {
  // pairs of one genre far from all others: only the other half of a pair, or none, may be near
  const rows = Array.from({ length: 40 }, (_, i) => ({
    tempo: 1000 * i,
    energy: 0,
    genre: i % 2 ? "rap" : "rock",
  }));
  const { train } = await fit(smallTracks(rows), { k: 1, folds: 4 });
  for (let i = 0; i < 40; i++) assert(train.data[3 * i + 2] > .05, `row ${i} is its own neighbour`);
});

Deno.test("neighbours find a pattern that no straight line does", async () => {
  assert(await accuracy(board(1500, false), 1) > .85);
});

Deno.test("with shuffled labels nothing scores above chance on validation", async () => {
  const tracks = board(1500, true);
  // 450 validation rows: chance is .5 with a standard error of .024
  for (const seed of [1, 2, 3]) assertAlmostEquals(await accuracy(tracks, seed), .5, .072);
});

Deno.test("more neighbours than the folds leave are refused", async () => {
  await assertFails(() => fit(board(20, false), { k: 19 }), "20 rows, k = 19");
});
