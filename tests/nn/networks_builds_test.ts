/** Networks for sequences and pictures: native code and WebAssembly of ONNX Runtime agree; layers that no network of ours
 * has alone are right, too. */
import { assert, assertAllClose } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Arena } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { graphEngine } from "../../lib/nn/graph/engine.ts";
import { drawWeights } from "../../lib/nn/initialise.ts";
import { Step } from "../../lib/nn/layers/step.ts";
import { networkOf } from "../../lib/nn/network.ts";
import { networkKind } from "../../lib/nn/networks/networks.ts";
import { Parameters } from "../../lib/nn/parameters.ts";
import { trainSettings } from "../../lib/nn/settings.ts";
import { tf } from "../../lib/nn/tf.ts";
import { CLASSES, gradientTests } from "./gradients.ts";
import { tidyTest } from "./rows.ts";

const ROWS = 20, rng = new Rng("builds"), shape = [12, 5];
const x = matrix(ROWS, Array.from({ length: 60 }, (_, i) => `c${i}`));
for (let i = 0; i < x.data.length; i++) x.data[i] = i % 60 > 50 && i % 3 ? 0 : rng.normal();
const y = { codes: Int32Array.from({ length: ROWS }, () => rng.int(3)), classes: [..."abc"] };

const NETWORKS: Record<string, [network: string, plan: object]> = {
  "cnn1d": ["cnn1d", { shape, batchNorm: true, dropout: .2, timeMasks: 2, timeWidth: 3 }],
  "cnn2d": ["cnn2d", {
    shape: [12, 5, 1],
    kernel: 2,
    separable: true,
    channels: [6, 8],
    convDropout: .2,
  }],
  "gru": ["rnn", { shape, units: [12, 8], bidirectional: true, dropout: .2, pooling: "mean" }],
  "lstm": ["rnn", { shape, cell: "lstm", units: [16], masking: true, pooling: "attention" }],
  "transformer": ["transformer", {
    ...{ shape, width: 16, feedForward: 32, dropout: .2, pooling: "class", masking: true },
  }],
};
for (const [name, [network, plan]] of Object.entries(NETWORKS)) {
  tidyTest(`the addon and WebAssembly give the same numbers: ${name}`, async () => {
    const found = [];
    for (const build of ["auto", "wasm"] as const) {
      const sizes = { inputs: 60, classes: 3 }, arena = Arena.acquire();
      const model = networkKind(network).build({ ...sizes, ...plan }, new Rng(1));
      const parameters = new Parameters(model, arena), all = trainSettings({ batchSize: ROWS });
      const batches = new Batches(x, y, all, new Rng(1), arena, ROWS);
      const own = networkOf(model);
      const engine = await graphEngine(own, parameters, arena, new Rng(2), build);
      assert(typeof engine === "object", engine as string);
      const { loss } = await engine.gradient(batches.take(0));
      const gradient = parameters.trainable.flatMap(({ gradient, rows, columns }) =>
        Array.from(arena.readRows(gradient, rows, columns))
      );
      found.push({ loss, gradient, p: await engine.probabilities(x.data, ROWS) });
      engine.release!();
      model.dispose();
      arena.release();
    }
    const [native, wasm] = found;
    assertAllClose([native.loss], [wasm.loss], { relative: 1e-4 });
    assertAllClose(native.gradient, wasm.gradient, { relative: 1e-4, absolute: 1e-5 });
    assertAllClose(native.p, wasm.p, { relative: 1e-4, absolute: 1e-5 });
  });
}

const words = matrix(23, [..."abcdef"]);
for (let i = 0; i < words.data.length; i++) words.data[i] = rng.int(5);
gradientTests(
  "vectors of words, the last step",
  ({ names }) => {
    const input = tf.input({ shape: [names.length] }), { layers } = tf;
    const end = [
      layers.embedding({
        inputDim: 5,
        outputDim: 4,
        embeddingsInitializer: "zeros",
        name: "words",
      }),
      layers.reshape({ targetShape: [3, 8], name: "pairs" }),
      new Step({ at: -1, name: "last" }),
      layers.dense({ units: CLASSES, name: "logits" }),
      layers.activation({ activation: "softmax" }),
    ].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
    const model = tf.model({ inputs: input, outputs: end });
    drawWeights(model, "torch", () => 0, new Rng(1));
    return model;
  },
  {},
  words,
  undefined,
  [], // tfjs' WebAssembly lacks this gradient
  "graph",
);
