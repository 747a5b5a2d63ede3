import { Rng } from "../../../lib/core/rng.ts";
import { allRows, classesOf } from "../../../lib/data/dataset.ts";
import { numeric } from "../../music.ts";
import { standard } from "../../../lib/features/scale.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { classifierFromRun } from "../../../lib/experiments/search/classifier_from_run.ts";
import { scores } from "../../../lib/evaluation/metrics/metrics.ts";
import { complete, trial } from "../../../lib/experiments/search/trial.ts";
import { trialData } from "../../../lib/experiments/search/trial_data.ts";
import { assertEquals, assertFails } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

Deno.test("the classifier of a run's settings trains the very network that the run scored", async () => {
  await ready();
  const before = tf.memory().numTensors, tracks = toyTracks(200), all = allRows(tracks);
  const split = { train: all.slice(0, 150), validation: all.slice(150), provenance: {} };
  const data = await trialData(tracks, split, new Rng(1), numeric(), standard());
  const settings = complete({ layers: [8], epochs: 6, dropout: .2, restoreBest: false }, data);
  const run = await trial({ settings, seed: 7 }, data);
  const fitted = await classifierFromRun(settings).fit(data.train.x, data.train.y, new Rng(7));
  const own = scores(
    classesOf(tracks, split.validation).codes,
    await fitted.predictProba(data.validation.x),
  );
  assertEquals(own, Object.fromEntries(Object.keys(own).map((name) => [name, run.scores[name]])));
  fitted.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("settings that no network has are refused", async () => {
  await assertFails(() => classifierFromRun({ layer: [8] }), "layer", "layers");
});
