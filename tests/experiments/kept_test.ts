import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { numeric } from "../music.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { cachedPrediction, loadPrediction, predictAll } from "../../lib/experiments/kept.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { assertEquals } from "../assert.ts";
import { toyTracks } from "./toy_tracks.ts";

const tracks = toyTracks(200), split = holdOut(tracks, {}, new Rng(1));
const data = { fingerprint: "toy", rows: split.train.length };
const key = { part: "04", seed: 1, split: null, data };

/** Naive Bayes that counts how often it is fitted. */
function counted(
  settings: Record<string, unknown> = {},
): { estimator: Estimator; fits: () => number } {
  const estimator = onFeatures(numeric(), gaussianBayes());
  let fits = 0;
  const fit: Estimator["fit"] = (...all) => (fits++, estimator.fit(...all));
  return { estimator: { ...estimator, settings, fit }, fits: () => fits };
}

Deno.test("what was right is told by the records alone, and what is cut off tells nothing", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator } = counted();
  const [judged] = await evaluate({ bayes: estimator }, tracks, split, new Rng(1), { runs, key });
  const [{ id }] = await runs.all();
  const found = await loadPrediction(runs.folder, id);
  assertEquals(found!.truth, judged.truth);
  assertEquals(found!.probabilities, judged.probabilities);
  assertEquals(await loadPrediction(runs.folder, "no such"), undefined);
  await Deno.truncate(`${runs.folder}/probabilities/${id}.truth.json`, 20);
  assertEquals(await loadPrediction(runs.folder, id), undefined);
});

Deno.test("other settings, and probabilities that are gone or cut off, are computed", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator, fits } = counted();
  const judge = (estimator: Estimator) =>
    evaluate({ bayes: estimator }, tracks, split, new Rng(1), { runs, key });
  await judge(estimator);
  await judge({ ...estimator, settings: { other: true } });
  assertEquals(fits(), 2);
  for await (const { name } of Deno.readDir(`${runs.folder}/probabilities`)) {
    if (name.endsWith(".f32")) await Deno.truncate(`${runs.folder}/probabilities/${name}`, 8);
  }
  const [mended] = await judge(estimator);
  assertEquals(fits(), 3);
  assertEquals(mended.probabilities.rows, split.validation.length);
});

Deno.test("a file without labels gets predictions that are kept, too", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator, fits } = counted();
  const test = toyTracks(30, { seed: 2, role: "test" });
  const columns = ["pop", "rap", "rock"];
  const predict = () =>
    cachedPrediction(
      { runs },
      { ...key, name: "all", settings: {} },
      { rows: 30, columns },
      () => predictAll(estimator, tracks, allRows(tracks), test, new Rng(1)),
    );
  const first = await predict(), again = await predict();
  assertEquals(fits(), 1);
  assertEquals(again.probabilities, first.probabilities);
  assertEquals(first.run.scores, {});
});

Deno.test("of two that ask for the same prediction at once one computes it, and no lock is left", async () => {
  const folder = await Deno.makeTempDir(), { estimator, fits } = counted();
  const judge = () =>
    evaluate({ bayes: estimator }, tracks, split, new Rng(1), { runs: openRuns(folder), key });
  const [[one], [other]] = await Promise.all([judge(), judge()]);
  assertEquals(fits(), 1);
  assertEquals(other.probabilities, one.probabilities);
  const names = Array.from(Deno.readDirSync(`${folder}/probabilities`), ({ name }) => name);
  assertEquals(names.filter((name) => name.endsWith(".lock")), []);
});
