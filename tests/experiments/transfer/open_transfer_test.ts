/** A transfer as an experiment: what is asked of it, and that its data are of its own split. */
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { withColumns } from "../../../lib/data/dataset.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { stackDatasets } from "../../../lib/data/stack.ts";
import { numeric } from "../../../lib/features/numeric.ts";
import { standard } from "../../../lib/features/scale.ts";
import { ready, tf } from "../../../lib/nn/tf.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { openTransfer, type TransferPlan } from "../../../lib/experiments/transfer/transfer.ts";
import { toyTracks } from "../toy_tracks.ts";

await ready();
const genre = Array<string>(60).fill("edm"), fresh = toyTracks(60, { seed: 9, shift: 60 });
const four = stackDatasets([toyTracks(300), withColumns(fresh, { texts: { genre } })]);
const split = holdOut(four, { fraction: .3, group: "audio" }, new Rng(1));
const network = { layers: [8], batchNorm: true, epochs: 4, batchSize: 32, learningRate: .02 };
const plan = { data: four, split, known: ["rock", "pop", "rap"], network };

async function opened(changes: Partial<TransferPlan> = {}, quick = false) {
  const runs = openRuns(await Deno.makeTempDir(), { fingerprint: "the files", seed: 1 });
  const place = { part: "06", seed: 1, rng: new Rng(1), runs, fingerprint: "the files", quick };
  const inputs = [numeric(), standard()] as const;
  return { runs, transfer: await openTransfer(place, { ...plan, inputs, ...changes }) };
}

Deno.test("the old network never answers with a new class, and the new one does; no tensor is left", async () => {
  const { transfer } = await opened(), before = tf.memory().numTensors;
  assertEquals([transfer.known, transfer.fresh], [["pop", "rap", "rock"], ["edm"]]);
  const old = await transfer.oldNetwork(), edm = old.evaluated.classes.indexOf("edm");
  const labels = four.texts("genre");
  assertEquals(old.evaluated.report[edm].recall, 0);
  assertEquals(old.trainingRows, split.train.filter((row) => labels[row] !== "edm").length);
  const [{ rows, means }] = old.evaluated.meanProbabilities((row) =>
    labels[row] === "edm" ? "edm" : undefined
  );
  assertEquals([rows, means.edm], [old.evaluated.report[edm].support, 0]);
  assert(Math.abs(means.pop + means.rap + means.rock - 1) < 1e-5);
  const after = await transfer.newNetwork({ newClass: "imprinted" });
  assert(after.evaluated.report[edm].recall > .5, JSON.stringify(after.evaluated.report));
  assertEquals(after.evaluated.settings.newClass, "imprinted");
  const two = after.hidden(Int32Array.of(3, 5));
  assertEquals([two.rows, two.names.length], [2, 8]);
  const copied = await transfer.copied({ newClass: "zeros" });
  assertEquals(copied.at(-1), {
    ...{ layer: "logits", weight: "bias", from: "3", to: "4" },
    ...{ outcome: "known classes copied", why: "new: edm" },
  });
  const none = await transfer.copied({ start: "scratch" });
  assert(none.every(({ outcome }) => outcome === "skipped"));
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("searches vary a transfer's settings, and their records hold how the old network was made", async () => {
  const { transfer, runs } = await opened();
  const ways = { scratch: { start: "scratch" }, copied: {} };
  const found = await transfer.search("shares", ways, {
    ...{ across: { newShare: [.2, 1] }, step: "newShare", network: { evalEvery: 5 } },
  });
  await transfer.close();
  assertEquals(found.map(({ label, settings }) => [label?.variant, settings.newShare]), [
    ...[["scratch", .2], ["scratch", 1], ["copied", .2], ["copied", 1]],
  ]);
  for (const { label, settings, data, scores, split: by } of await runs.all()) {
    assertEquals([label?.step, settings.epochs, by], ["newShare", 4, split.provenance]);
    const { network: old } = data.made as { network: unknown };
    const { layers, batchNorm, ...training } = network;
    assertEquals(old, { plan: { layers, batchNorm }, training });
    assert(scores.startAccuracy >= 0);
  }
});

Deno.test("on another split, or with other inputs, the networks learn from that split and these inputs", async () => {
  const { transfer } = await opened({ seeds: 1 });
  const elsewhere = await transfer.with({ split: holdOut(four, { fraction: .5 }, new Rng(3)) });
  const [run] = await elsewhere.search("elsewhere", { copied: {} });
  await elsewhere.close();
  assertEquals([run.data.rows, run.split], [elsewhere.split.train.length, { holdOut: .5 }]);
  const sound = [numeric({ columns: ["tempo", "energy"] }), standard()] as const;
  const towers = await transfer.with({
    inputs: { sound, date: [numeric({ columns: ["loudness"] })] },
    network: { epochs: 2, towers: { sound: { layers: [6] }, date: { layers: [] } }, head: [5] },
  });
  assertEquals(towers.trialData.train.x.names, ["sound: tempo", "sound: energy", "date: loudness"]);
  const layers = (await towers.copied()).map(({ layer, from }) => `${layer} ${from}`);
  assert(layers.includes("sound/dense1 2 × 6") && layers.includes("dense1 7 × 5"), `${layers}`);
});

Deno.test("a refitted scaler leaves the old network as it was; a quick study trains it briefly", async () => {
  const { transfer } = await opened();
  const refitted = await transfer.with({ scaling: "refitted" });
  const [kept, again] = [await transfer.oldNetwork(), await refitted.oldNetwork()];
  assertEquals(again.evaluated.probabilities, kept.evaluated.probabilities);
  const { transfer: quick } = await opened({ network: { ...network, epochs: 50 } }, true);
  const training = (quick.trialData.made!.network as { training: { epochs: number } }).training;
  assertEquals(training.epochs, 6);
  await assertFails(() => opened({ known: ["pop", "jazz"] }), "some of the table's", "edm, pop");
});
