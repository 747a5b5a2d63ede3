/** MFCC as a network: equal to the descriptor, trained further, and its gradient. */
import { powerToDb } from "../../lib/audio/decibels.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { mfcc } from "../../lib/audio/mfcc.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { layerOutputs } from "../../lib/nn/layer_outputs.ts";
import { networkFor, networkKind } from "../../lib/nn/networks/networks.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { CLASSES, gradientTests } from "./gradients.ts";

const RATE = 8000, LENGTH = 2000;
const mel = { nFft: 256, hopLength: 64, nMels: 40 }, plan = { ...mel, rate: RATE, nMfcc: 13 };

/** Tones that glide up or down, with some noise; the last row is silent at its end. */
const sounds = (rows: number) => {
  const rng = new Rng("glides"), data = new Float32Array(rows * LENGTH);
  const codes = Int32Array.from({ length: rows }, (_, row) => row % 2);
  for (let row = 0; row < rows; row++) {
    const from = 300 + 800 * rng.uniform(), by = (codes[row] ? 1 : -1) * (200 + 40 * rng.uniform());
    for (let i = 0; i < LENGTH; i++) {
      const t = i / RATE, silent = row === rows - 1 && i > 1500;
      const tone = Math.sin(2 * Math.PI * (from * t + by * t * t)) + .05 * rng.normal();
      data[row * LENGTH + i] = silent ? 0 : tone / 2;
    }
  }
  return { x: tensor(rows, [LENGTH], Array.from({ length: LENGTH }, String), data), codes };
};

Deno.test("untrained, the network's coefficients are the descriptor's, and its decibels the mel spectrogram's", async () => {
  await ready();
  const { x, codes } = sounds(4), y = { codes, classes: ["down", "up"] };
  const model = networkFor({ network: "mfcc", ...plan }, x, y, new Rng(1));
  const found = layerOutputs(model, x, "cepstrum"), bands = layerOutputs(model, x, "decibels");
  const graph = await predictProbabilities(model, x, y.classes);
  assertEquals(graph.rows, 4);
  for (let row = 0; row < 4; row++) {
    const samples = x.data.slice(row * LENGTH, (row + 1) * LENGTH), sound = { samples, rate: RATE };
    const expected = mfcc(sound, { ...mel, nMfcc: 13 }),
      of = (m: Matrix) => m.data.subarray(row * m.names.length, (row + 1) * m.names.length);
    assertEquals(expected.data.length, found.names.length);
    assertAllClose(of(found), expected.data, { absolute: .02 }); // of numbers up to 300
    assertAllClose(of(bands), powerToDb(melSpectrogram(sound, mel)).data, { absolute: .02 });
  }
  model.dispose();
});

Deno.test("trained further, every matrix moves, and glides up and down are told apart", async () => {
  await ready();
  const { x, codes } = sounds(24), y = { codes, classes: ["down", "up"] };
  const model = networkFor({ network: "mfcc", ...plan, end: "max" }, x, y, new Rng(1));
  const before = ["sinusoids", "mel", "cepstrum"].map((name) =>
    model.getLayer(name).getWeights()[0].dataSync().slice()
  );
  const settings = { epochs: 20, batchSize: 8, learningRate: .003, rng: new Rng(2) };
  const { epochs, engine } = await train(model, x, y, settings);
  assertEquals(engine, "graph");
  assert(
    epochs.at(-1)!.loss < .5 * epochs[0].loss,
    `loss ${epochs[0].loss} to ${epochs.at(-1)!.loss}`,
  );
  ["sinusoids", "mel", "cepstrum"].forEach((name, i) => {
    const after = model.getLayer(name).getWeights()[0].dataSync();
    assert(after.some((value, at) => value !== before[i][at]), `${name} did not move`);
  });
  model.dispose();
});

Deno.test("saved and read again it says the same", async () => {
  await ready();
  const { x, codes } = sounds(3),
    y = { codes, classes: ["down", "up"] },
    dir = await Deno.makeTempDir();
  const model = networkFor({ network: "mfcc", ...plan, start: "random" }, x, y, new Rng(1));
  await saveModel(model, dir);
  const again = await loadModel(dir);
  const [a, b] = [model, again].map((m) => predictProbabilities(m, x, y.classes));
  assertEquals((await a).data, (await b).data);
  for (const m of [model, again]) m.dispose();
  await Deno.remove(dir, { recursive: true });
});

Deno.test("frames that do not fit on one another are refused", async () => {
  const build = () =>
    networkKind("mfcc").build({ inputs: 4000, classes: 2, hopLength: 500 }, new Rng(1));
  await assertFails(build, "2048 samples, every 500", "an even multiple of the hop");
});

const wave = matrix(23, Array.from({ length: 50 }, (_, i) => `s${i}`));
const data = new Rng("waves");
for (let i = 0; i < wave.data.length; i++) wave.data[i] = data.normal();
const build = (more: object) => ({ names }: Matrix) =>
  networkKind("mfcc").build({
    ...{ inputs: names.length, classes: CLASSES, rate: 8000, nFft: 32, hopLength: 8, nMels: 3 },
    ...{ nMfcc: 3, ...more },
  }, new Rng(4));
gradientTests("mfcc network", build({}), {}, wave, undefined, ["graph"]);
gradientTests(
  "mfcc network, at random, attention",
  build({ start: "random", end: "attention" }),
  {},
  wave,
  undefined,
  ["graph"],
);
