import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { allRows } from "../../../lib/data/dataset.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { average } from "../../../lib/models/blend.ts";
import { type Estimator, onFeatures } from "../../../lib/models/estimator.ts";
import { averageKept, judgeKept } from "../../../lib/study/evaluation/judge_kept.ts";
import { keptPrediction, loadKept, predictAll } from "../../../lib/study/evaluation/kept.ts";
import { judgeMixes } from "../../../lib/studies/spotify/recipe/mixes.ts";
import { openRuns } from "../../../lib/study/runs/runs.ts";
import { assert, assertAllClose, assertEquals } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

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

Deno.test("a second session finds the same probabilities and fits nothing", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator, fits } = counted();
  const judge = (fresh = false) =>
    judgeKept([{ name: "bayes", estimator }], tracks, split, new Rng(1), { runs, key, fresh });
  const [first] = await judge(), [again] = await judge();
  assertEquals(fits(), 1);
  assertEquals(again, first);
  assert(first.scores.accuracy > .6);
  await judge(true);
  assertEquals(fits(), 2);
  assertEquals((await runs.all()).length, 1);
  assertEquals(runs.skipped, []);
});

Deno.test("what was right is told by the records alone, and what is cut off tells nothing", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator } = counted();
  const candidates = [{ name: "bayes", estimator }];
  const [judged] = await judgeKept(candidates, tracks, split, new Rng(1), { runs, key });
  const [{ id }] = await runs.all();
  const found = await loadKept(runs.folder, id);
  assertEquals(found!.truth, judged.truth);
  assertEquals(found!.probabilities, judged.probabilities);
  assertEquals(await loadKept(runs.folder, "no such"), undefined);
  await Deno.truncate(`${runs.folder}/probabilities/${id}.truth.json`, 20);
  assertEquals(await loadKept(runs.folder, id), undefined);
});

Deno.test("other settings, and probabilities that are gone or cut off, are computed", async () => {
  const runs = openRuns(await Deno.makeTempDir()), { estimator, fits } = counted();
  const judge = (estimator: Estimator) =>
    judgeKept([{ name: "bayes", estimator }], tracks, split, new Rng(1), { runs, key });
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
    keptPrediction(
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

Deno.test("the mean of judged members is what the average of their estimators predicts", async () => {
  const runs = openRuns(await Deno.makeTempDir());
  const members = [numeric(), numeric({ quantities: ["energy"] })]
    .map((features) => onFeatures(features, gaussianBayes()));
  const judged = await judgeKept(
    members.map((estimator, i) => ({ name: `member ${i}`, estimator })),
    tracks,
    split,
    new Rng(1),
    { runs, key },
  );
  const blend = await average(members, { weights: [3, 1] }).fit(tracks, split.train, new Rng(1));
  const expected = await blend.predictProba(tracks, split.validation);
  const mean = averageKept("both", judged, [3, 1]);
  assertAllClose(mean.probabilities.data, expected.data, { absolute: 1e-6 });
  assertEquals(mean.truth, judged[0].truth);
});

Deno.test("mixes weigh networks and trees by their share, and either alone has all of it", () => {
  const target = { codes: Int32Array.of(0, 1), classes: ["pop", "rap"] };
  const say = (...data: number[]) => ({
    name: "",
    scores: {} as never,
    seconds: 1,
    target,
    truth: target.codes,
    probabilities: matrix(2, target.classes, Float32Array.from(data)),
  });
  const nets = [say(1, 0, 0, 1), say(.5, .5, .5, .5)], trees = [say(0, 1, 1, 0)];
  const mixes = judgeMixes(
    [
      { networks: 2, boosted: 1, networkShare: .6 },
      { networks: 1, boosted: 0, networkShare: .6 },
      { networks: 0, boosted: 1, networkShare: .6 },
    ],
    nets,
    trees,
  );
  assertAllClose(mixes[0].probabilities.data, [.45, .55, .55, .45]);
  assertAllClose(mixes[1].probabilities.data, [1, 0, 0, 1]);
  assertAllClose(mixes[2].probabilities.data, [0, 1, 1, 0]);
  assertEquals(mixes.map(({ scores }) => scores.accuracy), [0, 1, 0]);
});
