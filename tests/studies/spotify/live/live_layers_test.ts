/** The live page opens a saved network of any layers, ours too. */
import { Rng } from "../../../../lib/core/rng.ts";
import { matrix } from "../../../../lib/core/matrix.ts";
import { networkKind } from "../../../../lib/nn/networks/networks.ts";
import { predictProbabilities } from "../../../../lib/nn/predict.ts";
import { saveModel } from "../../../../lib/nn/save.ts";
import { readSaved } from "../../../../lib/nn/saved.ts";
import { ready, tf } from "../../../../lib/nn/tf.ts";
import { openNetwork } from "../../../../lib/studies/spotify/live/browser/network.ts";
import { assert, assertAllClose } from "../../../assert.ts";

const PLANS = {
  mlp: { embedding: "periodic", members: 2, layers: [6] },
  cnn1d: { channels: [4], kernel: 3, end: "attention", shape: [6, 2] },
  cnn2d: { channels: [4, 3], kernel: 2, pool: "none", separable: true, shape: [6, 2, 1] },
  rnn: { units: [4], bidirectional: true, masking: true, pooling: "mean", shape: [6, 2] },
  transformer: {
    ...{ width: 8, heads: 2, blocks: 1, feedForward: 8, shape: [6, 2] },
    ...{ pooling: "class", positions: "learnt", masking: true, timeMasks: 1, timeWidth: 2 },
  },
};
for (const [network, plan] of Object.entries(PLANS)) {
  Deno.test(`the page's reader opens a saved ${network} and predicts what we predict`, async () => {
    await ready();
    const x = matrix(5, Array.from({ length: 12 }, (_, i) => `c${i}`)), rng = new Rng(network);
    for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
    const model = networkKind(network).build({ inputs: 12, classes: 3, ...plan }, new Rng(1));
    const folder = await Deno.makeTempDir();
    try {
      const expected = await predictProbabilities(model, x, ["a", "b", "c"]);
      await saveModel(model, folder);
      const { json, weightSpecs, weights } = await readSaved(folder);
      const saved = { ...json, weightSpecs, weights: weights.toBase64() };
      const predict = await openNetwork(tf, JSON.parse(JSON.stringify(saved)));
      assertAllClose(predict(x.data, 5), expected.data, { absolute: 1e-5 });
    } finally {
      await tf.setBackend("wasm"); // the page's is cpu
      model.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("the page's program knows every layer of ours", async () => {
  const layers = new URL("../../../../lib/nn/layers/", import.meta.url);
  const program = await Deno.readTextFile(
    new URL("../../../../lib/studies/spotify/live/live.js", import.meta.url),
  );
  for (const { name } of Deno.readDirSync(layers)) {
    const text = await Deno.readTextFile(new URL(name, layers));
    for (const [, className] of text.matchAll(/className = "(\w+)"/g)) {
      assert(program.includes(`className="${className}"`), className);
    }
  }
});
