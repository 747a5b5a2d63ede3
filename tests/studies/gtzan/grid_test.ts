import { Rng } from "../../../lib/core/rng.ts";
import { localRunner, makeRun, openRuns, search } from "../../../lib/experiments/mod.ts";
import { readPublishedGrid, writeGrid } from "../../../lib/studies/gtzan/grid/csv.ts";
import {
  asRuns,
  type GridRow,
  gridRows,
  gridValues,
} from "../../../lib/studies/gtzan/grid/grid.ts";
import { besidePublished } from "../../../lib/studies/gtzan/grid/compare.ts";
import { recordedCnn } from "../../../lib/studies/gtzan/grid/convolutions.ts";
import { howSoon, replay } from "../../../lib/studies/gtzan/grid/replay.ts";
import * as gridTrial from "../../../lib/studies/gtzan/grid/trial.ts";
import { permutation, publishedHoldOut } from "../../../lib/studies/gtzan/published_hold_out.ts";
import { publishedNetwork } from "../../../lib/studies/gtzan/published_networks.ts";
import { combinations, listed } from "../../../lib/experiments/search/space.ts";
import { data } from "./made_rows.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";

const runner = localRunner(gridTrial, data), ask = { part: "04", name: "grid" };
const few = { hidden: 8, epochs: 12, learningRate: .01, dropout: .2 };

Deno.test("a training stands for the shorter ones that begin as it does", async () => {
  const long = await search(listed([{ ...few, model: "dense" }]), runner, ask);
  const rows = gridRows(long, [1]);
  assertEquals(rows.map(({ epochs }) => epochs).sort((a, b) => a - b), [3, 6, 12]);
  for (const epochs of [3, 6]) {
    const [own] = await search(listed([{ ...few, model: "dense", epochs }]), runner, ask);
    const row = rows.find((row) => row.epochs === epochs)!;
    assertEquals([row.accuracy, row.from], [own.scores.accuracy, "beginning"]);
    assertAllClose([row.loss], [own.scores.logLoss], { relative: 1e-5 });
  }
});

Deno.test("the grid has 2,700 rows from 660 trainings: 5 seeds of dense, 1 of cnn, all layers of rnn", () => {
  const { layers, ...values } = gridValues();
  const curve = { validationLoss: [2, 1], validationAccuracy: [.2, .4] };
  const runs = (["dense", "cnn", "rnn"] as const).flatMap((model) =>
    combinations({ ...values, ...model === "rnn" ? { layers } : {} }).flatMap((settings) =>
      (model === "dense" ? [1, 2, 3, 4, 5] : [1]).map((seed) => ({
        ...asRuns([])[0],
        ...{ settings: { layers: 1, ...settings, model, epochs: 200 }, seed, curve, seconds: 2 },
        ...{ status: "done", id: "", part: "04", name: "", scores: {}, split: null, created: "" },
        ...{ data: { fingerprint: "", rows: 1 }, versions: {} },
      }))
    )
  );
  const rows = gridRows(runs as never, layers);
  assertEquals([runs.length, rows.length], [660, 2700]);
  const of = (model: string, from: string) =>
    rows.filter((row) => row.model === model && row.from === from).length;
  assertEquals([of("dense", "training"), of("dense", "beginning")], [300, 600]);
  assertEquals([of("cnn", "training"), of("cnn", "beginning"), of("cnn", "repeat")], [
    60,
    120,
    720,
  ]);
  assertEquals([of("rnn", "training"), of("rnn", "repeat")], [300, 0]);
  const key = ({ model, hidden, layers, dropout, learningRate, epochs }: GridRow) =>
    [model, hidden, layers, dropout, learningRate, epochs].join();
  assertEquals(new Set(rows.map(key)).size, 2700);
});

Deno.test("all four networks learn, early stopping ends one, and the same seed gives the same numbers", async () => {
  const settings = ["dense", "cnn", "rnn", "pooled cnn"].map((model) => ({
    ...few,
    model,
    epochs: 100, // a thread's processor time is told by hundredths of a second
  }));
  const [first, again] = [
    await search(listed(settings), runner, ask),
    await search(listed(settings), runner, ask),
  ];
  assertEquals(first.map(({ error }) => error), new Array(4).fill(undefined));
  for (const [i, run] of first.entries()) {
    assertEquals(run.curve, again[i].curve);
    assert(run.scores.accuracy > .5, `${run.settings.model}: ${run.scores.accuracy}`);
    assert(run.scores.processorSeconds > 0, "what it cost was measured");
  }
  const hasty = { ...few, model: "dense", epochs: 400, learningRate: .05 };
  const [run] = await search(listed([hasty]), runner, ask), { validationLoss } = run.curve!;
  assertEquals(run.scores.epochs, validationLoss.length);
  assert(validationLoss.length < 400);
  const best = validationLoss.indexOf(Math.min(...validationLoss));
  assertEquals(validationLoss.length - 1 - best, 5); // patience
});

Deno.test("rows that have no say in a training are judged by the best epoch's weights", async () => {
  const withTest = localRunner(gridTrial, { ...data, test: data.validation });
  const settings = { ...few, model: "dense", restoreBest: true };
  const [run] = await search(listed([settings]), withTest, ask);
  assertEquals(run.scores.testAccuracy, run.scores.accuracy);
  assertAllClose([run.scores.testLogLoss], [run.scores.logLoss], { relative: 1e-4 });
});

Deno.test("convolutional trainings of the same rows are found in the records, and what is missing is said", async () => {
  const runs = openRuns(await Deno.makeTempDir()), settings = { ...few, model: "cnn", layers: 1 };
  const keep = async (hidden: number, split: string, code: string) => {
    const key = { part: "04", name: "cnn", settings: { ...settings, hidden }, seed: 1 };
    const rows = { data: { fingerprint: "f", rows: 90 }, split: { by: split } };
    const run = makeRun({ ...key, ...rows }, { scores: { accuracy: .5 }, seconds: 36 }, code);
    await runs.save(run);
    return run;
  };
  const made = await keep(64, "published", "this code");
  await keep(128, "published", "older code");
  await keep(256, "another", "this code");
  const place = { runs, quick: false, origin: "--data", dir: "/music", out: "/results" };
  const { runs: found, progress, said } = await recordedCnn(place, [made]);
  assertEquals(found.map(({ settings }) => settings.hidden).sort(), [128, 64]);
  assertEquals(progress.map(({ done }) => done), [1, 1, 0]);
  assert(progress[2]["seconds each"] > 36, "more filters, more seconds");
  assert(said.startsWith("58 of 60 convolutional trainings are missing, and with them 870 rows"));
  assert(said.includes("grid/train.ts --data /music --out /results"), said);
  const apart = await recordedCnn({ ...place, dir: "/my music" }, [made]);
  assert(apart.said.includes('--data "/my music" --out'), apart.said);
});

Deno.test("of two grids the difference is told with what chance does to it", () => {
  const theirs = [64, 128].flatMap((hidden) =>
    [.1, .5].map((dropout) => ({
      ...{ model: "dense" as const, hidden, layers: 1, dropout, learningRate: 1e-3, epochs: 50 },
      ...{ accuracy: .6, loss: 1 },
    }))
  );
  const more = { seed: 1, trained: 50, seconds: 1, from: "training" } as const;
  const ours = theirs.map((row) => ({ ...row, ...more, accuracy: row.hidden === 64 ? .6 : .64 }));
  const [told] = besidePublished(ours, theirs);
  assertAllClose([told["difference of means"], told["difference of bests"]], [.02, .04]);
  // two beginnings, apart by .04: t(.95, 1) · .04 / √2 / √2
  assertAllClose([told["noise of that"]], [12.7062 * .02], { relative: 1e-4 });
  const alike = besidePublished(ours.slice(0, 2), theirs);
  assert(Number.isNaN(alike[0]["noise of that"]), "one beginning tells no noise");
});

Deno.test("settings that the grid has not are refused", async () => {
  const go = (settings: object) => () =>
    search(listed([settings as Record<string, unknown>]), runner, ask);
  await assertFails(go({ model: "svm" }), "model");
  await assertFails(go({ width: 3 }), "width");
  await assertFails(go({ dropout: 1 }), "dropout");
  await assertFails(
    async () => await publishedNetwork("dense", { hidden: 1, layers: 1, dropout: 0 }, 8),
    "hidden",
  );
});

Deno.test("the published hold-out is scikit-learn's, row for row", () => {
  assertEquals([...permutation(10, 42)], [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]); // numpy.random.RandomState(42).permutation(10)
  const { train, validation } = publishedHoldOut({ rows: 999 });
  assertEquals([train.length, validation.length], [799, 200]);
  assertEquals(new Set([...train, ...validation]).size, 999);
});

Deno.test("the grid's table is read back, and a cell that is no number is told by its place", async () => {
  const dir = await Deno.makeTempDir();
  const row = {
    model: "dense",
    hidden: 64,
    layers: 2,
    dropout: .1,
    learningRate: 2e-4,
    epochs: 50,
  } as const;
  const more = {
    accuracy: .655,
    loss: 1.25,
    seed: 2,
    trained: 50,
    seconds: 3,
    from: "beginning",
  } as const;
  const path = await writeGrid(`${dir}/grid.csv`, [{ ...row, ...more }]);
  assertEquals(readPublishedGrid(dir), [{ ...row, accuracy: .655, loss: 1.25 }]);
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace(".655", "good"));
  await assertFails(async () => await readPublishedGrid(dir), "row 2", "Accuracy", "good");
  await Deno.writeTextFile(path, text.replace("dense", "forest"));
  await assertFails(async () => await readPublishedGrid(dir), "row 2", "Model Type", "forest");
  await Deno.remove(path);
  assertEquals(readPublishedGrid(dir), undefined);
});

Deno.test("replayed searches take what the grid knows, and count its work", async () => {
  const row = {
    model: "dense",
    layers: 1,
    dropout: .1,
    loss: 1,
    seed: 1,
    seconds: 1,
    from: "training",
  } as const;
  const rows = [8, 16, 32].flatMap((hidden) =>
    [.1, .03, .01, .003].flatMap((learningRate) =>
      [5, 10, 20].map((epochs) => ({
        ...{ ...row, hidden, learningRate, epochs, trained: epochs },
        accuracy: .3 + hidden / 200 + epochs / 100 + learningRate,
      }))
    )
  );
  const found = await replay(rows, { trials: 12, times: 3, rng: new Rng(1) });
  assertEquals(found.length, 9);
  for (const { work, best } of found) {
    assert(work.every((w, i) => i === 0 || w > work[i - 1]));
    assert(best.every((b, i) => i === 0 || b >= best[i - 1]));
  }
  const whole = await replay(rows, { trials: 36, times: 1, rng: new Rng(2) });
  assertAllClose([whole[0].work.at(-1)!], [1], { relative: 1e-9 }); // every setting once is the grid itself
  assertEquals(whole[0].best.at(-1), Math.max(...rows.map(({ accuracy }) => accuracy)));
  assertEquals(howSoon(found, 2).map(({ reached }) => reached), [0, 0, 0]);
});
