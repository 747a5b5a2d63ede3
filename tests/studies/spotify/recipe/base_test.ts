import { argmax } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { holdOut } from "../../../../lib/data/split.ts";
import { classesOf, type Dataset, withColumns } from "../../../../lib/data/dataset.ts";
import {
  BASE_DEFAULTS,
  baseMembers,
  basePredictor,
  baseSettings,
  evidence,
} from "../../../../lib/studies/spotify/recipe/base.ts";
import { memberWeights } from "../../../../lib/studies/spotify/recipe/members.ts";
import { fineLabels } from "../../../../lib/data/fine.ts";
import { runId } from "../../../../lib/experiments/runs/record.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../../assert.ts";
import { toyTracks } from "../../../experiments/toy_tracks.ts";

const small = {
  networks: 1,
  boosted: 1,
  evidence: { k: 5 },
  network: { epochs: 15, averageLast: 3, batchSize: 32, threads: 1 },
  boosting: { rounds: 15, minSamplesLeaf: 5 },
};

async function predict(tracks: Dataset, seed = 1, options = small) {
  const split = holdOut(tracks, { fraction: .3 }, new Rng(seed));
  const fitted = await basePredictor(options).fit(tracks, split.train, new Rng(seed));
  return { split, p: await fitted.predictProba(tracks, split.validation) };
}

async function accuracy(tracks: Dataset, seed: number): Promise<number> {
  const { split, p } = await predict(tracks, seed), guess = argmax(p);
  const { codes } = classesOf(tracks, split.validation);
  return guess.reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / codes.length;
}

Deno.test("the base prediction finds genres that show in the sound", async () => {
  assert(await accuracy(toyTracks(300), 1) > .75);
});

Deno.test("with shuffled labels the base prediction scores no better than chance", async () => {
  const tracks = toyTracks(900, { repeated: 3 }), rng = new Rng("labels");
  const order = rng.permutation(tracks.rows),
    at = <T>(list: ArrayLike<T>) => (i: number) => list[i];
  const shuffled = withColumns(tracks, {
    texts: { genre: Array.from(order, at(tracks.texts("genre"))) },
    groups: { playlist: order.map(at(tracks.groups("playlist"))) },
  });
  // 270 validation rows: chance is .33 with a standard error of .029; the mean of three, .017
  let sum = 0;
  for (const seed of [1, 2, 3]) sum += await accuracy(shuffled, seed) / 3;
  assertAlmostEquals(sum, 1 / 3, .06);
});

Deno.test("titles and albums are not read", async () => {
  const tracks = toyTracks(120), blank = Array<string>(tracks.rows).fill("");
  const { p } = await predict(tracks);
  const { p: same } = await predict(withColumns(tracks, { texts: { title: blank, album: blank } }));
  assertEquals(same.data, p.data);
});

Deno.test("tracks to predict need neither genre nor playlist", async () => {
  const tracks = toyTracks(120), test = toyTracks(20, { seed: 3, role: "test" });
  const rows = Int32Array.from(tracks.texts("genre").keys());
  const fitted = await basePredictor(small).fit(tracks, rows, new Rng(1));
  const p = await fitted.predictProba(test, Int32Array.from({ length: test.rows }, (_, i) => i));
  assertEquals([p.rows, p.names], [20, ["pop", "rap", "rock"]]);
  for (let i = 0; i < p.rows; i++) {
    assertAlmostEquals(p.data.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b), 1, 1e-5);
  }
});

Deno.test("evidence has a column per number, and a share per finer label from every source", async () => {
  const tracks = toyTracks(150), rows = Int32Array.from(tracks.texts("genre").keys());
  const labels = fineLabels(tracks, rows, "playlist").classes.length;
  const { train } = await evidence({ k: 5, of: "playlist" }).fit(tracks, rows, new Rng(1));
  assertEquals(train.names.length, 13 + 3 + 3 * (labels + 1));
});

Deno.test("every setting stands in the record, and can be changed alone", () => {
  const { settings } = basePredictor({ network: { epochs: 3 } });
  assertEquals(settings, { ...BASE_DEFAULTS, network: { ...BASE_DEFAULTS.network, epochs: 3 } });
  assertEquals(baseSettings(), BASE_DEFAULTS);
  const data = { fingerprint: "f", rows: 1 };
  runId({ part: "04", name: "base", settings, seed: 1, data, split: null }); // plain data throughout
  assertEquals(baseMembers().network.settings.labels, "playlist");
});

Deno.test("members' weights add up to 1, whichever kind there is", () => {
  for (const [networks, boosted] of [[3, 2], [2, 0], [0, 2]]) {
    const weights = memberWeights({ networks, boosted, networkShare: .6 });
    assertEquals(weights.length, networks + boosted);
    assertAlmostEquals(weights.reduce((a, b) => a + b, 0), 1);
  }
});
