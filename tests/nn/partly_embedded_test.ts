import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import type { FittedMlp } from "../../lib/nn/fit.ts";
import { embedColumns } from "../../lib/nn/embed_columns.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

await ready();
const settings = {
  layers: [8],
  embedding: { kind: "periodic", frequencies: 3, size: 2, sigma: .5 } as const,
  epochs: 2,
  batchSize: 8,
  validationShare: 0,
  threads: 1,
} as const;

function table(names: string[], rows = 24) {
  const rng = new Rng("table");
  const x = matrix(
    rows,
    names,
    Float32Array.from({ length: rows * names.length }, () => rng.normal()),
  );
  const codes = Int32Array.from({ length: rows }, (_, i) => Number(x.data[i * names.length] > 0));
  return { x, y: { codes, classes: ["rap", "rock"] } };
}

async function fitted(embedded: string[], names: string[]) {
  const { x, y } = table(names);
  const model = await embedColumns(embedded, settings).fit(x, y, new Rng(1)) as FittedMlp;
  const shape = { weights: model.model.countParams(), data: (await model.predictProba(x)).data };
  model.dispose();
  return shape;
}

Deno.test("only the named columns are embedded, the others reach the first layer as they are", async () => {
  const before = tf.memory().numTensors;
  const { weights } = await fitted(["tempo", "key"], [
    "tempo",
    "key",
    "share a",
    "share b",
    "share c",
  ]);
  const embedding = 2 * 3 + 2 * (2 * 3 * 2 + 2); // frequencies, then a linear layer per column
  assertEquals(weights, embedding + (2 * 2 + 3) * 8 + 8 + 8 * 2 + 2);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("where all columns are named, or none, it is the plain classifier", async () => {
  const names = ["tempo", "key"], { x, y } = table(names);
  for (const embedding of [settings.embedding, "none" as const]) {
    const plain = await mlpClassifier({ ...settings, embedding }).fit(x, y, new Rng(1));
    const own = await fitted(embedding === "none" ? [] : names, names);
    assertEquals(own.data, (await plain.predictProba(x)).data);
    plain.dispose();
  }
});

Deno.test("a column to embed after one that is not is refused, and the settings tell which are embedded", async () => {
  await assertFails(() => fitted(["key"], ["tempo", "key"]), "must come first", "tempo, key");
  assertEquals(embedColumns(["key"], settings).settings.embedded, ["key"]);
  assert(await assertFails(() => embedColumns([], { layer: [3] } as never)));
});
