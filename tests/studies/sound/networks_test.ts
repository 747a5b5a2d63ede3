/** What the notebooks on networks and little data call. */
import { madeSounds } from "../../../lib/audio/mod.ts";
import { Rng } from "../../../lib/core/rng.ts";
import type { Tensor } from "../../../lib/core/tensor.ts";
import { allRows, holdOut } from "../../../lib/data/mod.ts";
import { evaluate } from "../../../lib/experiments/mod.ts";
import { sourceOf, standard } from "../../../lib/features/mod.ts";
import { logistic, onFeatures, perTag } from "../../../lib/models/mod.ts";
import { networkClassifier, networkFor, ready } from "../../../lib/nn/mod.ts";
import {
  asTags,
  beginWith,
  descriptors,
  filtersOf,
  learnHalves,
  mels,
  melStatistics,
  spectraOf,
  tagColumns,
  tagLines,
  waves,
  waysToSplit,
} from "../../../lib/studies/sound/mod.ts";
import { assert, assertAllClose, assertEquals } from "../../assert.ts";

const { train } = madeSounds({ perStyle: 4, artists: 3, seconds: 1, test: 0 });
const some = Int32Array.of(0, 9, 20);
const read = async (features: ReturnType<typeof mels>) =>
  (await features.fit(train, some, new Rng(1))).train as Tensor;

Deno.test("mels are means of a few frames; a picture has the same numbers and one axis more", async () => {
  const { data, shape: [frames, bands] } = await train.tensor("mel", some);
  const steps = Math.floor(frames / 4),
    x = await read(mels()),
    picture = await read(mels({ picture: true }));
  assertEquals([x.shape, picture.shape], [[steps, bands], [steps, bands, 1]]);
  assertEquals(x.data, picture.data);
  const own = [0, 1, 2, 3].map((t) => data[(frames + 4 + t) * bands + 5]); // second sound, second step
  const mean = own.reduce((a, b) => a + b) / 4;
  assertAllClose([x.data[(steps + 1) * bands + 5]], [mean], { relative: 1e-5 });
  const statistics = await read(melStatistics());
  assertEquals(statistics.names.length, 2 * bands);
  const column = Array.from({ length: frames }, (_, t) => data[(2 * frames + t) * bands + 7]);
  const level = column.reduce((a, b) => a + b) / frames;
  assertAllClose([statistics.data[2 * 2 * bands + 7]], [level], { relative: 1e-5 });
});

Deno.test("descriptors have their mel bands in decibels and all else as it is; waves their seconds and rate", async () => {
  const { data, names } = await train.tensor("features174", some), x = await read(descriptors());
  const mel = names.indexOf("mel 10");
  assertAllClose([x.data[mel]], [10 * Math.log10(data[mel])], { relative: 1e-5 });
  assertEquals(x.data[1], data[1]);
  assertEquals((await read(waves({ rate: 8000, seconds: .5 }))).shape, [4000, 1]);
});

Deno.test("folds by artist never ask about an artist who was learnt from; a way that is not known is left out", () => {
  const ways = waysToSplit(train, new Rng(1), 3), groups = train.groups("artist");
  assertEquals(Object.keys(ways)[0], "at random");
  for (const { train: learnt, validation } of ways["same artist together"]) {
    const known = new Set(Array.from(learnt, (row) => groups[row]));
    assertEquals([...validation].filter((row) => known.has(groups[row])), []);
  }
  const few = {
    ...train,
    groups: () => train.groups("artist").map((g) => g % 3 === 2 ? g - 1 : g),
  };
  const { "same artist together": folds } = waysToSplit(few, new Rng(1), 3),
    labels = train.texts("label");
  assertEquals(folds.flatMap(({ validation }) => [...validation]).sort((a, b) => a - b), [
    ...allRows(train),
  ]);
  for (const { train: learnt, validation } of folds) {
    const known = new Set(Array.from(learnt, (row) => few.groups()[row]));
    assertEquals([...validation].filter((row) => known.has(few.groups()[row])), []);
    assertEquals(new Set(Array.from(learnt, (row) => labels[row])).size, 10); // two artists of each
  }
});

Deno.test("tags as features do not hold the label; tag by tag silence is right of those without it", async () => {
  const x = (await tagColumns().fit(train, some, new Rng(1))).train,
    labels = new Set(train.texts("label"));
  assertEquals(x.names.filter((name) => labels.has(name)), []);
  const { tags, classes } = train.target("tags", some) as { tags: Uint8Array; classes: string[] };
  const tag = x.names.length - 1, at = classes.indexOf(x.names[tag]);
  for (const row of some.keys()) {
    assertEquals(x.data[row * x.names.length + tag], tags[row * classes.length + at]);
  }
  const tagged = asTags(train), rows = allRows(train).filter((row) => row % 2 === 0);
  const split = holdOut(tagged, { fraction: .4, rows }, new Rng(1));
  const model = onFeatures([melStatistics(), standard()], perTag(logistic({ c: .1 })));
  const [judged] = await evaluate({ model }, tagged, split, new Rng(2));
  const lines = tagLines(judged);
  assert(lines.length > 5);
  for (const { share, neverSaid, rocAuc, averagePrecision } of lines) {
    assertAllClose([share + neverSaid], [1]);
    assert(rocAuc >= 0 && rocAuc <= 1 && averagePrecision > 0 && averagePrecision <= 1);
  }
  assertEquals(
    lines.map(({ share }) => share),
    lines.map(({ share }) => share).sort((a, b) => b - a),
  );
});

Deno.test("the filters of an untrained MFCC network are a diagonal; random ones are not", async () => {
  await ready();
  const x = await read(waves({ rate: 8000, seconds: .5 })), y = train.target("label", some);
  const plan = { network: "mfcc", rate: 8000, nFft: 64, hopLength: 32, nMels: 8, nMfcc: 4 };
  const peaks = (start: string) => {
    const model = networkFor({ ...plan, start }, x, y, new Rng(1)),
      { z, y: pairs } = spectraOf(model, 8000);
    model.dispose();
    return z.map((spectrum, i) =>
      Math.abs(spectrum.indexOf(Math.max(...spectrum)) - (pairs[i] - 1))
    );
  };
  assertEquals(Math.max(...peaks("mfcc")), 0);
  assert(Math.max(...peaks("random")) > 1);
});

Deno.test("a filter's moment is where it answers most; convolutions learnt without labels begin a classifier", async () => {
  const sequence = await read(mels()),
    y = train.target("label", some),
    training = { validationShare: 0, epochs: 1 };
  const plan = {
    network: "cnn1d",
    channels: [4],
    kernel: 3,
    pool: "none",
    layers: [],
    ...training,
  };
  const { model } = await networkClassifier(plan).fit(sequence, y, new Rng(1));
  for (const { row, at, most, mean, weights } of filtersOf(model, sequence)) {
    assert(row < 3 && at > 0 && at < 1 && most >= mean);
    assertEquals([weights.length, weights[0].length], [64, 3]);
  }
  model.dispose();
  const inputs = [mels({ picture: true }), standard()] as const, rows = allRows(train).slice(0, 12);
  const conv = {
    network: "cnn2d",
    channels: [4],
    stride: 2,
    pool: "none",
    batchNorm: true,
    batchSize: 10,
  };
  const taught = await learnHalves(
    inputs,
    train,
    rows,
    { ...conv, epochs: 2, candidates: 5 },
    new Rng(1),
  );
  const x = (await sourceOf(inputs).fit(train, some, new Rng(1))).train;
  const still = { ...conv, ...training, layerRates: { conv1: 0, convNorm1: 0 } };
  const own = await networkClassifier(still, beginWith(taught)).fit(x, y, new Rng(2));
  const kernels = [taught, own].map(({ model }) =>
    model.getLayer("conv1").getWeights()[0].dataSync()
  );
  assertEquals(kernels[1], kernels[0]);
  for (const { model } of [taught, own]) model.dispose();
});
