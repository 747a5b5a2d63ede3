/** A search and its figures, with the main door alone. */
import {
  figure,
  holdOut,
  integer,
  listed,
  logUniform,
  mlpRunner,
  neighbours,
  numeric,
  openExperiment,
  openRuns,
  parameterEffect,
  quantileNormal,
  random,
  rankSettings,
  Rng,
  search,
  standard,
  summarise,
  trialData,
  uniform,
} from "../../lib/mod.ts";
import { assert, assertEquals } from "../assert.ts";
import { flowers } from "../experiments/flowers.ts";

Deno.test("settings that are listed and settings that are drawn are searched alike", async () => {
  const data = flowers(90), rng = new Rng(1), split = holdOut(data, { fraction: .3 }, rng);
  const runner = mlpRunner(await trialData(data, split, rng, numeric(), quantileNormal()), {
    workers: 1,
  });
  const folder = await Deno.makeTempDir(), runs = openRuns(folder), part = "own";
  const three = listed([{ layers: [4] }, { layers: [8] }, { layers: [8], dropout: .1 }]);
  const drawn = random({
    layers: [8],
    dropout: uniform(0, .5),
    epochs: integer(1, 3),
    learningRate: logUniform(.001, .1),
  }, { trials: 2 });
  try {
    const first = await search(three, runner, { part, name: "layers", runs, seeds: 1 });
    const second = await search(drawn, runner, { part, name: "drawn", runs, seeds: 1 });
    assertEquals([first.length, second.length], [3, 2]);
    assert(second.every(({ settings: { dropout } }) => Number(dropout) < .5));
    assertEquals(rankSettings(first, "accuracy").length, 3);
    const effect = parameterEffect(second, "epochs", "accuracy");
    assertEquals(effect.layout.title, { text: "accuracy by epochs" });
    const seconds = figure([{ type: "bar", y: second.map(({ seconds }) => seconds) }]);
    assertEquals(seconds.data[0].type, "bar");
  } finally {
    await runner.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("an experiment on a table of one's own searches, evaluates, and tells both in one table", async () => {
  const folder = await Deno.makeTempDir(), data = flowers(90), rng = new Rng(1);
  const split = holdOut(data, { fraction: .3 }, rng.fork("split"));
  const place = {
    part: "own",
    runs: openRuns(folder),
    fingerprint: data.fingerprint,
    seed: 1,
    rng,
  };
  const network = { layers: [8], epochs: 3 }, inputs = [numeric(), standard()] as const;
  try {
    const experiment = await openExperiment(place, { data, split, inputs, network, seeds: 2 });
    const runs = await experiment.search("batch size", { batchSize: [16, 32] });
    assertEquals(runs.length, 4);
    const judged = await experiment.evaluate("nearest", { nearest: [standard(), neighbours()] });
    const scores = ["accuracy", "logLoss"];
    assertEquals([summarise(runs, scores).length, summarise(judged, scores).length], [2, 1]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
