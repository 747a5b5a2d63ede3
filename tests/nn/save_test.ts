/** Networks on the disk: whole, of one piece, and in the forms in which tf.js writes them. */
import { assertEquals, assertFails } from "../assert.ts";
import { join } from "node:path";
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { loadModel, saveModel } from "../../lib/nn/save.ts";
import { readSaved } from "../../lib/nn/saved.ts";
import { COLUMNS, tidyTest } from "./rows.ts";

const weightsOf = async (folder: string) => {
  const model = await loadModel(folder);
  const values = model.getWeights().flatMap((w) => [...w.dataSync()]);
  model.dispose();
  return values;
};

async function save(folder: string, units: number, seed = units): Promise<number[]> {
  const model = mlp({ inputs: COLUMNS, classes: 3, layers: [units] }, new Rng(seed));
  await saveModel(model, folder);
  const values = model.getWeights().flatMap((w) => [...w.dataSync()]);
  model.dispose();
  return values;
}

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
const binOf = (folder: string) => names(folder).find((name) => name.endsWith(".bin"))!;

/** A test with two folders that hold a network each, a small one and a larger one. */
function savedTest(
  name: string,
  body: (small: string, large: string, weights: number[]) => Promise<void>,
  register = tidyTest,
): void {
  register(name, async () => {
    const folder = await Deno.makeTempDir(),
      [small, large] = ["small", "large"].map((name) => join(folder, name));
    try {
      const weights = await save(small, 8);
      await save(large, 32);
      await body(small, large, weights);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** The folder as it was written until now, and as tf.js writes it: weights by the names in `shards`. */
async function inShards(folder: string, shards: readonly string[]): Promise<void> {
  const { json, weightSpecs, weights } = await readSaved(folder),
    size = Math.ceil(weights.length / shards.length);
  await Deno.remove(join(folder, binOf(folder)));
  const weightsManifest = [{ paths: shards, weights: weightSpecs }];
  await Deno.writeTextFile(
    join(folder, "model.json"),
    JSON.stringify({ ...json, weightsManifest }),
  );
  for (const [i, shard] of shards.entries()) {
    await Deno.writeFile(join(folder, shard), weights.subarray(i * size, (i + 1) * size));
  }
}

savedTest(
  "a save that is killed before its last step leaves the network before",
  async (small, large, weights) => {
    await Deno.copyFile(join(large, binOf(large)), join(small, binOf(large)));
    assertEquals(await weightsOf(small), weights);
  },
);

savedTest(
  "a network saved over another leaves nothing of it, and nothing else is touched",
  async (small) => {
    await Deno.writeTextFile(join(small, "weights.of.mine.bin"), "mine");
    const other = await save(small, 16);
    assertEquals(await weightsOf(small), other);
    assertEquals(names(small).length, 3);
    assertEquals(await save(small, 16), other); // the same again keeps its file
    assertEquals(await weightsOf(small), other);
  },
);

savedTest(
  "halves of two networks are refused, saying which file is of another",
  async (small, large) => {
    await Deno.copyFile(join(large, binOf(large)), join(small, binOf(small)));
    await assertFails(() => loadModel(small), binOf(small), "SHA-256", "saved again");
    // as networks were saved before, and as tf.js saves them: without a hash, the length tells
    for (const folder of [small, large]) await save(folder, folder === small ? 8 : 32);
    for (const folder of [small, large]) await inShards(folder, ["weights.bin"]);
    await Deno.copyFile(join(large, "weights.bin"), join(small, "weights.bin"));
    const sizes = [8, 32].map((units) => 4 * (COLUMNS * units + units + units * 3 + 3));
    await assertFails(() => loadModel(small), "weights.bin", `${sizes[1]} bytes`, `${sizes[0]}`);
  },
);

savedTest("one turned bit, a cut file and a missing one are refused by name", async (small) => {
  const file = join(small, binOf(small)), bytes = await Deno.readFile(file);
  const turned = bytes.slice();
  turned[17] ^= 1;
  await Deno.writeFile(file, turned);
  await assertFails(() => loadModel(small), binOf(small), "not those that were saved");
  await Deno.writeFile(file, bytes.subarray(0, 100));
  await assertFails(() => loadModel(small), binOf(small), "not those that were saved");
  await Deno.remove(file);
  await assertFails(() => loadModel(small), file, "names it");
  const json = join(small, "model.json");
  for (const text of ["", "null", "{", "{}", '{"weightsManifest":[null]}']) {
    await Deno.writeTextFile(json, text);
    await assertFails(() => loadModel(small), json, "cannot load the model");
  }
});

savedTest(
  "a network in shards, as tf.js downloads it in a browser, is read whole",
  async (small, _, weights) => {
    const shards = [1, 2, 3].map((i) => `group1-shard${i}of3.bin`);
    await inShards(small, shards); // cut in the middle of weights, as they are there
    assertEquals(await weightsOf(small), weights);
    await Deno.writeFile(join(small, shards[2]), new Uint8Array(4));
    await assertFails(() => loadModel(small), "shard3of3", "bytes");
    await Deno.remove(join(small, shards[1]));
    await assertFails(() => loadModel(small), "group1-shard2of3.bin", "names it");
  },
);

savedTest("the weights of a network may lie in several groups", async (small, _, weights) => {
  const { json, weightSpecs, weights: bytes } = await readSaved(small), cut = 4 * COLUMNS * 8;
  const weightsManifest = [[0, 1], [1, 4]].map(([from, to], i) => ({
    paths: [`group${i + 1}-shard1of1.bin`],
    weights: weightSpecs.slice(from, to),
  }));
  await Deno.writeTextFile(join(small, "model.json"), JSON.stringify({ ...json, weightsManifest }));
  await Deno.writeFile(join(small, "group1-shard1of1.bin"), bytes.subarray(0, cut));
  await Deno.writeFile(join(small, "group2-shard1of1.bin"), bytes.subarray(cut));
  assertEquals(await weightsOf(small), weights);
});

savedTest("weights whose model.json lacks some of the layers' are refused", async (small) => {
  const { json, weightSpecs, weights } = await readSaved(small);
  const weightsManifest = [{ paths: ["part.bin"], weights: weightSpecs.slice(0, 3) }];
  await Deno.writeTextFile(join(small, "model.json"), JSON.stringify({ ...json, weightsManifest }));
  await Deno.writeFile(join(small, "part.bin"), weights.subarray(0, weights.length - 12));
  await assertFails(() => loadModel(small), "model.json", "logits/bias");
}, Deno.test); // tf.js itself leaves the tensors of a model that it could not fill
