/** Networks for sequences and pictures: the graph's gradient against tfjs' and against differences of the loss; where tfjs
 * has no kernel for a gradient, against the differences alone. */
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { networkKind } from "../../lib/nn/networks/networks.ts";
import { CLASSES, gradientTests, tags } from "./gradients.ts";

const data = new Rng("sequences"), ROWS = 23;
/** Rows of 7 steps of 3 numbers, or of 7 × 3 × 1; the last steps of some rows are filling. */
const x = matrix(ROWS, Array.from({ length: 21 }, (_, i) => `c${i}`));
for (let i = 0; i < x.data.length; i++) {
  const row = Math.floor(i / 21), step = Math.floor(i % 21 / 3);
  x.data[i] = step >= 7 - row % 4 ? 0 : data.normal();
}
const build = (network: string, plan: object, answer?: "sigmoid") => ({ names }: Matrix) =>
  networkKind(network).build(
    { inputs: names.length, classes: CLASSES, shape: [7, 3], answer, ...plan },
    new Rng(4),
  );

const sequences: Record<string, [network: string, plan: object]> = {
  "rnn": ["rnn", { cell: "rnn", units: [5] }],
  "gru, last state": ["rnn", { cell: "gru", units: [5, 4], layers: [6], activation: "tanh" }],
  "lstm of two layers, mean": ["rnn", { cell: "lstm", units: [5, 4], pooling: "mean" }],
  "gru both ways, attention": ["rnn", { units: [4, 3], bidirectional: true, pooling: "attention" }],
  "lstm both ways, last states": ["rnn", { cell: "lstm", units: [4], bidirectional: true }],
  "gru, filling passed over": ["rnn", { units: [5], bidirectional: true, masking: true }],
  "lstm, filling passed over, mean": [
    "rnn",
    { cell: "lstm", units: [5], masking: true, pooling: "mean" },
  ],
  "pre-norm transformer": ["transformer", { width: 8, heads: 2, blocks: 2, feedForward: 12 }],
  "post-norm transformer, learnt positions, class token": ["transformer", {
    ...{ width: 8, heads: 2, blocks: 1, feedForward: 12, norm: "post", activation: "tanh" },
    ...{ positions: "learnt", pooling: "class" },
  }],
  "transformer, filling passed over, class token": ["transformer", {
    ...{ width: 8, heads: 4, blocks: 1, feedForward: 8, masking: true, pooling: "class" },
  }],
  "transformer, filling passed over, attention pooling": ["transformer", {
    ...{ width: 6, heads: 3, blocks: 1, feedForward: 8, masking: true, pooling: "attention" },
  }],
};
for (const [name, [network, plan]] of Object.entries(sequences)) {
  gradientTests(name, build(network, plan), {}, x, undefined, ["graph"]);
}
const single: Record<string, object> = { // for which tfjs cannot take a gradient
  "rnn of one step": { cell: "rnn", units: [5, 4], shape: [1, 21] },
  "gru of one step, both ways": { units: [5, 4], shape: [1, 21], bidirectional: true },
  "lstm of one step": { cell: "lstm", units: [5, 4], shape: [1, 21] },
};
for (const [name, plan] of Object.entries(single)) {
  gradientTests(name, build("rnn", plan), {}, x, undefined, [], "graph");
}
gradientTests("gru of tags", build("rnn", { units: [5] }, "sigmoid"), {}, x, tags, ["graph"]);

const smooth = { activation: "tanh", layers: [5] }, picture = { shape: [7, 3, 1], ...smooth };
const convolutions: Record<string, [network: string, plan: object]> = {
  "conv 1-D, max pooling, flattened": ["cnn1d", { ...smooth, channels: [4, 3], kernel: 3 }],
  "conv 1-D, stride 2, average pooling, batch norm, attention": ["cnn1d", {
    ...{ ...smooth, channels: [4, 3], kernel: 3, stride: 2, pool: "none", end: "attention" },
    batchNorm: true,
  }],
  "conv 1-D, dilated, no zeros around, mean": ["cnn1d", {
    ...{ ...smooth, channels: [4], kernel: 3, dilation: 2, padding: "valid", pool: "average" },
    end: "average",
  }],
  "conv 1-D, largest": ["cnn1d", { ...smooth, channels: [4], kernel: 4, end: "max" }],
  "conv 1-D, the last state of a gru": ["cnn1d", {
    ...{ ...smooth, channels: [4], kernel: 3, end: "recurrent" },
  }],
  "conv 2-D, batch norm": ["cnn2d", {
    ...{ ...picture, channels: [3, 4], kernel: 3, poolSize: [2, 1], batchNorm: true },
  }],
  "conv 2-D, depthwise": ["cnn2d", {
    ...{ ...picture, channels: [3, 4, 2], kernel: [3, 2], separable: true, pool: "none" },
    end: "flatten",
  }],
  "conv 2-D, stride 2, average pooling, largest": ["cnn2d", {
    ...{ ...picture, channels: [3], kernel: [4, 3], stride: 2, pool: "average", end: "max" },
  }],
  "conv 2-D, depthwise with stride, no zeros around": ["cnn2d", {
    ...{ ...picture, channels: [3, 2], kernel: [2, 1], stride: 2, separable: true },
    ...{ padding: "valid", pool: "none", end: "average" },
  }],
};
for (const [name, [network, plan]] of Object.entries(convolutions)) {
  gradientTests(name, build(network, plan), {}, x, undefined, [], "graph");
}
