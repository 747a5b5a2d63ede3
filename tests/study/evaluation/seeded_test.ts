import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { fixed } from "../../../lib/features/fixed.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import type { Features } from "../../../lib/features/features.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { randomForest } from "../../../lib/models/forest.ts";
import { watchedFits } from "../../../lib/show/watched.ts";
import { rowGain } from "../../../lib/study/evaluation/row_gain.ts";
import { openRuns } from "../../../lib/study/runs/runs.ts";
import { judgeSeeds, seedRows } from "../../../lib/study/evaluation/seeded.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

const tracks = toyTracks(200), split = holdOut(tracks, {}, new Rng(1));
const key = {
  part: "05",
  seed: 4,
  split: null,
  data: { fingerprint: "toy", rows: split.train.length },
};

/** Numeric features that count how often they are made. */
function counted(): { features: Features; fits: () => number } {
  const features = numeric();
  let fits = 0;
  const fit: Features["fit"] = (...all) => (fits++, features.fit(...all));
  return { features: { ...features, fit }, fits: () => fits };
}

async function judged(seeds: number) {
  const folder = await Deno.makeTempDir(), runs = openRuns(folder), { features, fits } = counted();
  const shared = fixed(features, new Rng("shared")), told: string[] = [];
  const candidates = [
    { name: "bayes", estimator: onFeatures(shared, gaussianBayes()) },
    { name: "forest", estimator: onFeatures(shared, randomForest({ trees: 5 })) },
  ];
  const judge = () =>
    judgeSeeds(candidates, tracks, split, new Rng(1), {
      runs,
      key,
      seeds,
      onFit: (done, note, total) => told.push(`${done} of ${total} ${note}`),
    });
  const first = await judge(), again = await judge(), records = await runs.all();
  await Deno.remove(folder, { recursive: true });
  return { first, again, fits: fits(), records, told };
}

Deno.test("every candidate is judged once per seed, and a second session fits nothing", async () => {
  const { first, again, fits, records, told } = await judged(3);
  assertEquals(fits, 1);
  assertEquals(again, first);
  assertEquals(first.map(({ name, runs }) => [name, runs.length]), [["bayes", 3], ["forest", 3]]);
  assertEquals(records.map(({ seed }) => seed).sort(), [4, 4, 5, 5, 6, 6]);
  assertEquals(told.slice(0, 3), ["0 of 6 ", "1 of 6 bayes, seed 4", "2 of 6 bayes, seed 5"]);
});

Deno.test("seeds change what hangs on chance and nothing else", async () => {
  const [bayes, forest] = (await judged(2)).first;
  assertEquals(bayes.runs[0].probabilities, bayes.runs[1].probabilities);
  assert(
    forest.runs[0].probabilities.data.some((p, i) => p !== forest.runs[1].probabilities.data[i]),
  );
  const [row] = seedRows([bayes], ["accuracy", "seconds"]);
  assertEquals(Object.keys(row), ["model", "accuracy", "spread", "seconds"]);
  assertEquals([row.accuracy, row.spread], [bayes.runs[0].scores.accuracy, 0]);
});

const said = (truth: number[], ...predicted: number[][]) => ({
  runs: predicted.map((codes) => ({
    truth: Int32Array.from(truth),
    probabilities: matrix(
      codes.length,
      ["pop", "rap"],
      Float32Array.from(codes.flatMap((code) => code === 0 ? [.9, .1] : [.1, .9])),
    ),
  })),
});

Deno.test("a gain is the mean over rows of the seeds' shares, with the rows' own interval", () => {
  const truth = [0, 0, 1, 1];
  const a = said(truth, [0, 0, 1, 1], [0, 1, 1, 1]), b = said(truth, [1, 1, 1, 0], [1, 1, 1, 0]);
  const { value, interval: [low, high] } = rowGain("a", a, "b", b); // differences 1, .5, 0, 1
  assertAlmostEquals(value, .625);
  assertAlmostEquals(high - value, 3.182446 * Math.sqrt(.229167 / 4), 1e-4); // t of 3 degrees of freedom
  assertAlmostEquals(low + high, 2 * value);
  assertEquals(rowGain("a", a, "itself", a).interval, [0, 0]);
});

Deno.test("models that were judged on different rows are not compared", async () => {
  await assertFails(
    () => rowGain("a", said([0, 1], [0, 1]), "b", said([1, 1], [0, 1])),
    "same rows",
  );
  await assertFails(() => rowGain("a", said([0, 1], [0, 1]), "b", said([0], [0])), "2 and 1 rows");
});

Deno.test("a watched judgement's bar ends with the last fit", () => {
  const drawn: string[] = [];
  const { onFit } = watchedFits("texts", (title, total) => ({
    update: (done, note) => void drawn.push(`${title} ${done}/${total} ${note}`),
    end: () => (drawn.push("end"), Promise.resolve()),
  }));
  onFit(0, "", 2);
  onFit(1, "a", 2);
  onFit(2, "b", 2);
  assertEquals(drawn, ["texts 0/2 ", "texts 1/2 a", "texts 2/2 b", "end"]);
});
