/** Networks of tags that know a score of each tag already. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { networkClassifier } from "../../lib/nn/network_classifier.ts";
import { networkFor } from "../../lib/nn/networks/networks.ts";
import { passThrough } from "../../lib/nn/networks/pass_through.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { ready } from "../../lib/nn/tf.ts";
import { CLASSES, eleven, gradientTests, tags } from "./gradients.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const plan = { inputs: 11, classes: CLASSES, answer: "sigmoid", layers: [6] } as const;

gradientTests(
  "own scores, corrected",
  () => {
    const model = passThrough.build({ ...plan, activation: "tanh" }, new Rng(4)), rng = new Rng(7);
    const tensors = model.getWeights();
    // a correction of zeros would hide what is below it
    for (const tensor of tensors) {
      const values = tensor.dataSync();
      for (let i = 0; i < values.length; i++) values[i] = .5 * rng.normal();
    }
    return model;
  },
  {},
  eleven,
  tags,
);

Deno.test("before it has learnt anything, it answers with the scores themselves", async () => {
  await ready();
  const model = passThrough.build(plan, new Rng(1)), names = tags.classes;
  const { data } = await predictProbabilities(model, eleven, names);
  model.dispose();
  const own = Array.from(
    data,
    (_, at) => sigmoid(eleven.data[Math.floor(at / CLASSES) * 11 + at % CLASSES]),
  );
  assertAllClose(data, own, { relative: 1e-5, absolute: 1e-6 });
});

Deno.test("a column that knows what a tag's own score does not is made use of", async () => {
  const rng = new Rng(2), rows = 400, names = ["tag", "other"], x = matrix(rows, names);
  const truth = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const [own, other] = [rng.normal(), rng.normal()];
    x.data.set([own, other], 2 * i);
    truth[i] = Number(rng.uniform() < sigmoid(own + 3 * other));
  }
  const settings = { network: "passThrough", layers: [8], epochs: 30, learningRate: .02 };
  const fitted = await networkClassifier({ ...settings, validationShare: 0, restoreBest: false })
    .fit(x, { classes: ["tag"], tags: truth }, rng);
  const { data } = await fitted.predictProba(x);
  fitted.dispose();
  const right = (says: (i: number) => boolean) =>
    truth.reduce((sum, is, i) => sum + Number(Boolean(is) === says(i)), 0) / rows;
  const alone = right((i) => x.data[2 * i] > 0), corrected = right((i) => data[i] > .5);
  assert(corrected > alone + .15, `${alone} by its own score, ${corrected} corrected`);
});

Deno.test("a table without columns to correct by is refused", async () => {
  await ready();
  await assertFails(
    () => passThrough.build({ inputs: 3, classes: 3, answer: "sigmoid" }, new Rng(1)),
    "columns to correct the tags' own scores by are missing",
    "3 columns",
  );
});

Deno.test("a classifier of any kind of network refuses settings that its kind has not", async () => {
  await assertFails(() => networkClassifier({ network: "rnn", kernel: 3 }), "kernel");
  await assertFails(() => networkClassifier({ network: "perceptron" }), "no such network");
  assertEquals(networkClassifier({}).name, "mlp");
});

Deno.test("a network of tags begins with each tag's rate; one that is handed own scores begins with these", async () => {
  await ready();
  const y = { classes: ["rare", "common", "never"], tags: new Uint8Array(300) };
  for (let i = 0; i < 100; i++) y.tags.set([Number(i < 10), Number(i < 60), 0], 3 * i);
  const x = matrix(100, [..."abcdefg"]);
  const begin = async (network: string) => {
    const model = networkFor({ network, layers: [4] }, x, y, new Rng(1));
    const { data } = await predictProbabilities(model, {
      ...x,
      rows: 1,
      data: x.data.subarray(0, 7),
    }, y.classes);
    model.dispose();
    return data;
  };
  assertAllClose(await begin("mlp"), [.1, .6, .005], { relative: 1, absolute: .1 });
  assertAllClose(await begin("passThrough"), [.5, .5, .5], { relative: 1e-6, absolute: 1e-6 });
});
