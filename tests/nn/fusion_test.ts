/** What sound and text know together: early, joined, gated and late fusion, on made-up tracks and tables. */
import { assert, assertEquals, assertFails } from "../assert.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { classesOf } from "../../lib/data/dataset.ts";
import { blocks } from "../../lib/features/blocks.ts";
import type { Features } from "../../lib/features/features.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { scaled } from "../../lib/features/scaled.ts";
import { average, stack } from "../../lib/models/blend.ts";
import { type Estimator, onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { fusionClassifier, type FusionSettings } from "../../lib/nn/fusion_classifier.ts";
import { fusion } from "../../lib/nn/fusion_estimator.ts";
import { gateValues } from "../../lib/nn/gate_values.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import { ready } from "../../lib/nn/tf.ts";
import { accuracy, contract } from "../models/contract.ts";
import { smallTracks } from "../tracks.ts";
import { tidyTest } from "./rows.ts";

await ready();

const WORDS = ["night", "love", "road", "baby", "blue", "home"];

/** Dataset that are rap when they are danceable or sung at night, but not both. */
const tracks = smallTracks(Array.from({ length: 900 }, (_, i) => {
  const rng = new Rng(`track ${i}`), words = WORDS.filter(() => rng.uniform() < .5);
  const danceability = rng.normal(), rap = danceability > 0 !== words.includes("night");
  const title = words.join(" ") || "untitled";
  return { title, danceability, energy: rng.normal(), genre: rap ? "rap" : "rock" };
}));
const learn = Int32Array.from({ length: 600 }, (_, i) => i);
const held = Int32Array.from({ length: 300 }, (_, i) => 600 + i), truth = classesOf(tracks, held);

const sound = scaled(numeric({ quantities: ["danceability", "energy"] }), standard());
const wordTable = (of: typeof tracks, rows: Int32Array): Matrix =>
  matrix(
    rows.length,
    WORDS,
    Float32Array.from(
      Array.from(rows, (row) => WORDS.map((word) => of.texts("title")[row].includes(word) ? 1 : -1))
        .flat(),
    ),
  );
const title: Features = {
  name: "words",
  settings: {},
  fit: (tracks, rows) => ({ train: wordTable(tracks, rows), transform: wordTable }),
};

const training = { epochs: 40, learningRate: .01, validationShare: 0 };
const layers = [16], tower = { layers, activation: "tanh" } as const;

async function accuracyOf(estimator: Estimator): Promise<number> {
  const fitted = await estimator.fit(tracks, learn, new Rng(1));
  return accuracy(await fitted.predictProba(tracks, held), truth);
}

Deno.test("what sound and title know only together is learnt by early fusion, joined towers and gates", async () => {
  const towers = { sound: { features: sound, ...tower }, title: { features: title, ...tower } };
  const early = onFeatures(blocks({ sound, title }), mlpClassifier({ layers: [16], ...training }));
  assert(await accuracyOf(early) > .9);
  assert(await accuracyOf(fusion(towers, { head: [16], ...training })) > .9);
  assert(await accuracyOf(fusion(towers, { join: "gated", head: [16], ...training })) > .9);
  const embedded = {
    sound: { features: sound, layers: [], embedding: { kind: "periodic", sigma: .3 } as const },
    title: { features: title, layers: [] },
  };
  assert(await accuracyOf(fusion(embedded, { head: [16], ...training })) > .9);
});

Deno.test("late fusion cannot learn it: neither its mean nor what is stacked on it", async () => {
  const network = mlpClassifier({ layers: [16], ...training, epochs: 10 });
  const members = [onFeatures(sound, network), onFeatures(title, network)];
  for (const late of [average(members), stack(members, logistic())]) {
    const found = await accuracyOf(late);
    assert(found > .35 && found < .65, `${late.name}: ${found}`);
  }
});

/** Tables of a sound and a text block, in which a class shows in the block that `knows` says for the row. */
function table(rows: number, seed: string, knows: (row: number) => "sound" | "text") {
  const rng = new Rng(seed), names = ["sound: 0", "sound: 1", "sound: 2", "sound: 3"];
  const x = matrix(rows, [...names, ...WORDS.map((word) => `text: ${word}`)]);
  const codes = Int32Array.from({ length: rows }, () => rng.int(3));
  for (let at = 0; at < x.data.length; at++) x.data[at] = rng.normal();
  codes.forEach((code, i) => x.data[i * 10 + (knows(i) === "sound" ? 0 : 4) + code] += 3);
  return { x, y: { codes, classes: ["latin", "pop", "rap"] } };
}

const gated: Partial<FusionSettings> = {
  towers: { sound: tower, text: tower },
  join: "gated",
  head: [],
  epochs: 20,
  learningRate: .01,
  validationShare: 0,
};

/** Mean share of the sound over the rows that `which` keeps. */
function meanShare(shares: Matrix, which: (row: number) => boolean): number {
  let sum = 0, count = 0;
  for (let i = 0; i < shares.rows; i++) {
    if (which(i)) [sum, count] = [sum + shares.data[2 * i], count + 1];
  }
  return sum / count;
}

for (const [gates, least] of [["unit", .7], ["tower", .85]] as const) {
  tidyTest(`a gate learns to ignore a block of noise: one for each ${gates}`, async () => {
    const { x, y } = table(1200, "noise", () => "sound");
    const fitted = await fusionClassifier({ ...gated, gates }).fit(x, y, new Rng(1));
    const shares = fitted.gateValues(x);
    assertEquals([shares.rows, shares.names], [1200, ["sound", "text"]]);
    for (let i = 0; i < shares.rows; i++) {
      assert(Math.abs(shares.data[2 * i] + shares.data[2 * i + 1] - 1) < 1e-5);
    }
    const found = meanShare(shares, () => true);
    assert(found > least, `the sound's share is ${found}`);
    fitted.dispose();
  });
}

tidyTest("a gate listens to the block that knows, track by track", async () => {
  const knows = (row: number) => row % 2 ? "text" : "sound";
  const { x, y } = table(1200, "either", knows);
  const fitted = await fusionClassifier({ ...gated, gates: "tower" }).fit(x, y, new Rng(1));
  const shares = fitted.gateValues(table(600, "other", knows).x);
  const sounding = meanShare(shares, (row) => row % 2 === 0);
  const telling = meanShare(shares, (row) => row % 2 === 1);
  assert(sounding > .7 && telling < .3, `${sounding} where the sound knows, ${telling} elsewhere`);
  fitted.dispose();
});

const { x, y } = table(300, "rows", (row) => row % 2 ? "text" : "sound");
const variants: Record<string, Partial<FusionSettings>> = {
  "side by side, an embedding beside a block that passes through": {
    towers: { sound: { layers: [], embedding: "periodic" }, text: { layers: [] } },
    head: [16],
  },
  "gated, with bins, batch norm and dropout": {
    towers: { sound: { layers: [8], embedding: "piecewiseLinear" }, text: { layers: [8] } },
    join: "gated",
    batchNorm: true,
    dropout: .2,
  },
  "an ensemble above the join, weights averaged": {
    towers: { sound: { layers: [8] }, text: { layers: [8] } },
    members: 4,
    averageLast: 2,
  },
};
for (const [name, settings] of Object.entries(variants)) {
  tidyTest(
    `trained in WebAssembly, the same bytes on two threads, back from disk: ${name}`,
    async () => {
      const fit = (threads: number) =>
        fusionClassifier({ ...settings, epochs: 3, threads }).fit(x, y, new Rng(1));
      const one = await fit(1), two = await fit(2), folder = await Deno.makeTempDir();
      assertEquals(one.history.engine, "wasm");
      const p = (await one.predictProba(x)).data;
      assertEquals((await two.predictProba(x)).data, p);
      await saveModel(one.model, folder);
      const loaded = await loadModel(folder);
      assertEquals((await predictProbabilities(loaded, x, y.classes)).data, p);
      if (settings.join === "gated") {
        assertEquals(gateValues(loaded, x).data, one.gateValues(x).data);
      } else await assertFails(() => one.gateValues(x), "without gates");
      [one, two].forEach((fitted) => fitted.dispose());
      loaded.dispose();
      await Deno.remove(folder, { recursive: true });
    },
  );
}

const blocksByCount = { first: { columns: 1, ...tower }, second: { columns: 3, ...tower } };
contract("gated fusion", () =>
  fusionClassifier({
    towers: blocksByCount,
    join: "gated",
    head: [],
    batchSize: 16,
    epochs: 30,
    learningRate: .01,
  }));

tidyTest("a tower can read several blocks, and a block by its name is found anywhere", async () => {
  const source = blocks({ title, sound, more: sound });
  const { train: x } = await source.fit(tracks, learn, new Rng(1));
  const labels = classesOf(tracks, learn);
  const fitted = await fusionClassifier({
    towers: { heard: { columns: ["sound", "more"], layers: [4] }, title: { layers: [4] } },
    epochs: 1,
  }).fit(x, labels, new Rng(1));
  const [heard, read] = ["heard/columns", "title/columns"].map((name) =>
    fitted.model.getLayer(name).getConfig()
  );
  assertEquals([heard.from, heard.count, read.from, read.count], [6, 4, 0, 6]);
  fitted.dispose();
});

tidyTest("figures of every layer are told under its tower's name", async () => {
  const settings = { ...gated, head: [4], epochs: 1, statistics: true };
  const fitted = await fusionClassifier(settings).fit(x, y, new Rng(1));
  const told = new Map(fitted.history.epochs[0].layers!.map((layer) => [layer.layer, layer]));
  for (const name of ["sound/dense1", "text/dense1", "join", "dense1", "logits"]) {
    assert(told.get(name)!.gradientNorm! > 0, name);
  }
  assert(told.get("text/activation1")!.standardDeviation! > 0);
  fitted.dispose();
});

tidyTest("what cannot be fused is refused in a sentence", async () => {
  const refused = (settings: object, ...parts: string[]) =>
    assertFails(async () => {
      await fusionClassifier({ epochs: 1, ...settings }).fit(x, y, new Rng(1));
    }, ...parts);
  const towers = { sound: { layers: [8] }, text: { layers: [4] } };
  await refused({ towers: { sound: {} } }, "no tower reads", "text: night");
  await refused({ towers: { ...towers, album: {} } }, "tower album", "sound: 0");
  await refused({ towers: { both: { columns: ["text", "sound"] } } }, "next to one another");
  await refused(
    { towers: { a: { columns: 4 }, b: { columns: 7 } } },
    "columns that the table has not",
  );
  await refused({ towers, join: "gated" }, "as many units", "sound: 8, text: 4");
  await refused({ towers, join: "added" }, "added", "concatenate or gated");
  await refused({ towers: { sound: { layer: [8] }, text: {} } }, "no such setting", "layer");
  await refused({ towers: { sound: { layers: [0] }, text: {} } }, "tower sound, hidden layer 1");
  await refused({ towers, layers: [8] }, "no such setting", "head");
  await refused({ towers: { "the sound": { columns: 10 } } }, "a word", "the sound");
  await refused({ towers: {} }, "without towers");
});
