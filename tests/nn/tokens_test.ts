/** Transformers over groups of columns, and an encoder and decoder on one step. */
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { attentionMap } from "../../lib/nn/attention_map.ts";
import { networkKind } from "../../lib/nn/networks/networks.ts";
import { predictProbabilities } from "../../lib/nn/predict.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { CLASSES, eleven, gradientTests, tags } from "./gradients.ts";

const plan = {
  ...{ inputs: 11, classes: CLASSES, answer: "sigmoid" as const, width: 8, heads: 2, blocks: 1 },
  feedForward: 12,
} as const;
/** Behind three own scores: the columns 3 to 10. */
const groups = { tokens: [[0, 1, 2], [5, 3], [4, 6, 7]], answers: [[2], [0, 1], []] };

/** As built, but with nothing left at zero, which would hide what is below. */
function shaken(model: tf.LayersModel): tf.LayersModel {
  const rng = new Rng(7);
  for (const weight of model.getWeights()) {
    const values = weight.dataSync();
    for (let i = 0; i < values.length; i++) values[i] += .4 * rng.normal();
  }
  return model;
}

gradientTests(
  "tokens, with own scores",
  () => shaken(networkKind("tokens").build({ ...plan, ...groups }, new Rng(4))),
  {},
  eleven,
  tags,
  ["graph"],
  "graph",
);
const alone = { tokens: [[0, 1, 2, 8], [5, 3, 9], [4, 6, 7, 10]], answers: [[2], [0, 1], []] };
gradientTests(
  "tokens, without own scores",
  () => shaken(networkKind("tokens").build({ ...plan, ...alone, ownScores: false }, new Rng(4))),
  {},
  eleven,
  tags,
  ["graph"],
  "graph",
);
gradientTests(
  "encoder and decoder on one step",
  () =>
    networkKind("encoderDecoder").build({ ...plan, dropout: 0, activation: "gelu" }, new Rng(4)),
  {},
  eleven,
  tags,
  ["graph"],
  "graph",
);

Deno.test("with own scores it begins with the scores themselves, tag by tag", async () => {
  await ready();
  const model = networkKind("tokens").build({ ...plan, ...groups }, new Rng(1));
  const { data } = await predictProbabilities(model, eleven, tags.classes);
  model.dispose();
  const own = Array.from(
    data,
    (_, at) => 1 / (1 + Math.exp(-eleven.data[Math.floor(at / CLASSES) * 11 + at % CLASSES])),
  );
  assertAllClose(data, own, { relative: 1e-5, absolute: 1e-6 });
});

Deno.test("where tokens do not attend, an answer hangs on its own token's columns alone", async () => {
  await ready();
  const moved = async (attends: boolean) => {
    const model = networkKind("tokens").build({ ...plan, ...groups, attends }, new Rng(4));
    const rng = new Rng(7), last = model.getLayer("logits"); // begins at zero, which would hide all
    last.setWeights(
      last.getWeights().map(({ shape, size }) =>
        tf.tensor(Float32Array.from({ length: size }, () => rng.normal()), shape)
      ),
    );
    const other = { ...eleven, data: eleven.data.slice() };
    for (let i = 0; i < other.rows; i++) other.data[i * 11 + 8] += 1; // of the token that answers 0 and 1
    const [a, b] = await Promise.all(
      [eleven, other].map((x) => predictProbabilities(model, x, tags.classes)),
    );
    model.dispose();
    return [0, 1, 2].map((tag) => Math.abs(a.data[tag] - b.data[tag]) > 1e-6);
  };
  assertEquals(await moved(false), [true, true, false]);
  assertEquals(await moved(true), [true, true, true]);
});
gradientTests(
  "tokens that do not attend",
  () => shaken(networkKind("tokens").build({ ...plan, ...groups, attends: false }, new Rng(4))),
  {},
  eleven,
  tags,
  ["graph"],
  "graph",
);

Deno.test("on one step queries and keys learn nothing; on several they do", async () => {
  await ready();
  const moved = async (network: string, more: object) => {
    const model = networkKind(network).build({ ...plan, ...more }, new Rng(2));
    const layer = model.getLayer("attention1"), kernel = () => layer.getWeights()[0].dataSync();
    const before = kernel().slice();
    await train(model, eleven, tags, {
      epochs: 3,
      batchSize: 8,
      restoreBest: false,
      rng: new Rng(3),
    });
    const after = kernel(), width = plan.width;
    model.dispose();
    return [0, 1, 2].map((part) =>
      Math.max(
        ...Array.from(after, (value, at) =>
          Math.floor(at % (3 * width) / width) === part ? Math.abs(value - before[at]) : 0),
      )
    );
  };
  const [query, key, value] = await moved("encoderDecoder", { dropout: 0 });
  assertEquals([query, key], [0, 0]);
  assert(value > 5e-3, `${value}`);
  const many = await moved("tokens", { ...alone, ownScores: false });
  assert(many.every((distance) => distance > 1e-3), `${many}`);
});

Deno.test("the published network has 6.9 million weights, with queries and keys between decoder and encoder", async () => {
  await ready();
  const sizes = { inputs: 289, classes: 248, answer: "sigmoid" as const };
  const model = networkKind("encoderDecoder").build(sizes, new Rng(1));
  const weights = model.countParams();
  model.dispose();
  const leftOut = 2 * 2 * 288 * 289;
  assertAlmostEquals((weights + leftOut) / 1e6, 6.88, .01);
});

Deno.test("where a token looks is a share for each token, and not the same for all", async () => {
  await ready();
  const model = shaken(networkKind("tokens").build({ ...plan, ...groups }, new Rng(1)));
  const { data, rows } = attentionMap(model, eleven, "attention1");
  assertEquals(rows, 3);
  for (let i = 0; i < 3; i++) {
    assertAlmostEquals(data.slice(3 * i, 3 * i + 3).reduce((a, b) => a + b), 1, 1e-5);
  }
  assert(Math.max(...data) - Math.min(...data) > .01);
  await assertFails(() => attentionMap(model, eleven, "embedding"), "no such layer of attention");
  model.dispose();
});

Deno.test("tokens that do not answer every tag, or read what is not there, are refused", async () => {
  await ready();
  const build = (more: object) =>
    networkKind("tokens").build({ ...plan, ...groups, ...more }, new Rng(1));
  await assertFails(() => build({ answers: [[2], [0], []] }), "every tag once");
  await assertFails(() => build({ answers: [[2], [0, 1]] }), "do not fit together");
  await assertFails(() => build({ tokens: [[0], [1], [8]] }), "not there, or is picked twice");
  await assertFails(() => build({ heads: 3 }), "does not divide into its heads");
});
