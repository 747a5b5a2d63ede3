/** Convolutions, pooling and batch norm with PyTorch's weights give PyTorch's loss, gradients and running averages. */
import { assertAllClose } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { tidyTest } from "./rows.ts";
import {
  assertAsTorch,
  channelsLast,
  flat,
  type Nested,
  permuted,
  sizeOf,
  tableOf,
  withWeights,
} from "./torch.ts";

const { layers: l } = tf,
  norm = (name: string) => l.batchNormalization({ epsilon: 1e-5, momentum: .9, name });
const relu = () => l.activation({ activation: "relu" });
const zeros = { kernelInitializer: "zeros" } as const;
const conv1 = (
  filters: number,
  kernelSize: number,
  name: string,
  padding: "same" | "valid",
  strides = 1,
) => l.conv1d({ ...zeros, filters, kernelSize, padding, strides, name });
const conv2 = (
  filters: number,
  kernelSize: number,
  name: string,
  padding: "same" | "valid",
  strides = 1,
) => l.conv2d({ ...zeros, filters, kernelSize, padding, strides, name });
const dense = (units: number, name: string) => l.dense({ ...zeros, units, name });

/** Layers with weights are named by their places in PyTorch's nn.Sequential. */
const NETWORKS: Record<string, () => tf.layers.Layer[]> = {
  conv1d: () => [
    ...[conv1(4, 3, "0", "same"), relu(), l.maxPooling1d({ poolSize: 2, strides: 2 })],
    ...[conv1(5, 3, "3", "valid", 2), relu(), l.globalAveragePooling1d({}), dense(3, "7")],
  ],
  conv2d: () => [
    ...[conv2(3, 3, "0", "same"), norm("1"), relu(), l.maxPooling2d({ poolSize: 2, strides: 2 })],
    ...[l.zeroPadding2d({ padding: 1 }), conv2(4, 3, "4", "valid", 2), norm("5"), relu()],
    ...[l.globalAveragePooling2d({}), dense(3, "9")],
  ],
  batchNorm1d: () => [
    ...[conv1(3, 5, "0", "same"), norm("1"), relu(), l.maxPooling1d({ poolSize: 3, strides: 2 })],
    ...[l.flatten(), dense(4, "5"), norm("6"), relu(), dense(3, "8")],
  ],
  depthwiseSeparable: () => [
    l.depthwiseConv2d({
      ...{
        kernelSize: 3,
        padding: "same",
        useBias: false,
        depthwiseInitializer: "zeros",
        name: "0",
      },
    }),
    ...[conv2(6, 1, "1", "same"), relu(), l.averagePooling2d({ poolSize: 2, strides: 2 })],
    ...[l.flatten(), dense(3, "5")],
  ],
};

function networkOf(name: string, shape: number[]): tf.LayersModel {
  const input = tf.input({ shape });
  const layers = [...NETWORKS[name](), l.activation({ activation: "softmax" })];
  const output = layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
}

/** PyTorch's weights, or their gradients, by our names and in our layout. */
function ownOf(model: tf.LayersModel, from: Readonly<Record<string, Nested>>) {
  const own = new Map<string, number[]>();
  let flattened: number[] | undefined;
  for (const layer of model.layers) {
    const kind = layer.getClassName();
    if (kind === "Flatten") {
      flattened = (layer.input as tf.SymbolicTensor).shape.slice(1) as number[];
    }
    const weight = from[`${layer.name}.weight`], bias = from[`${layer.name}.bias`];
    const isNorm = kind === "BatchNormalization";
    if (bias) own.set(`${layer.name}/${isNorm ? "beta" : "bias"}`, flat(bias));
    if (!weight) continue;
    if (isNorm) own.set(`${layer.name}/gamma`, flat(weight));
    else if (kind === "Dense") {
      own.set(
        `${layer.name}/kernel`,
        flattened ? behind(flattened, weight) : permuted(weight, [1, 0]),
      );
      flattened = undefined;
    } else {
      const places = sizeOf(weight).slice(2).map((_, i) => i + 2),
        isDepthwise = /Depthwise/.test(kind);
      const perm = isDepthwise ? [...places, 0, 1] : [...places, 1, 0];
      own.set(`${layer.name}/${isDepthwise ? "depthwise_" : ""}kernel`, permuted(weight, perm));
    }
  }
  return own;
}

/** A dense layer's weights, whose inputs stand channel by channel in PyTorch and place by place here. */
const behind = ([...shape]: readonly number[], weight: Nested): number[] =>
  tf.tidy(() => {
    const channels = shape.pop()!, [units] = sizeOf(weight), axes = shape.map((_, i) => i + 2);
    const apart = tf.reshape(tf.tensor(flat(weight)), [units, channels, ...shape]);
    return [...tf.transpose(apart, [...axes, 1, 0]).dataSync()];
  });

const { cases } = JSON.parse(
  Deno.readTextFileSync(new URL("../fixtures/nn/conv.json", import.meta.url)),
);
for (const { name, weights, x, y, loss, gradients, runningAfterOneStep } of cases) {
  const [rows, channels, ...places] = sizeOf(x), shape = [...places, channels];
  const target = { codes: Int32Array.from(y), classes: [..."abc"] };
  /** A bias that a batch norm takes off again has a gradient of rounding alone. */
  const isCancelled = (weight: string) => name === "batchNorm1d" && weight === "5/bias";
  tidyTest(`${name} as in PyTorch: loss and every gradient`, async () => {
    const model = networkOf(name, shape), own = ownOf(model, weights);
    const slopes = [...ownOf(model, gradients)].filter(([weight]) => !isCancelled(weight));
    model.dispose();
    const expected = { loss, gradients: new Map(slopes) };
    const table = tableOf(channelsLast(x), rows);
    await assertAsTorch(() => networkOf(name, shape), own, table, target, expected);
  });
  if (Object.keys(runningAfterOneStep).length === 0) continue;
  tidyTest(`${name}: running averages after a step as in PyTorch`, async () => {
    const model = networkOf(name, shape);
    withWeights(model, ownOf(model, weights));
    const settings = { epochs: 1, batchSize: rows, engine: "graph", restoreBest: false } as const;
    await train(model, tableOf(channelsLast(x), rows), target, { ...settings, rng: new Rng(1) });
    for (const [torch, values] of Object.entries(runningAfterOneStep)) {
      const [layer, what] = torch.split("."), ours = what === "running_mean" ? "mean" : "variance";
      const weight = model.getLayer(layer).weights.find((w) => w.originalName.endsWith(ours))!;
      assertAllClose(weight.read().dataSync(), values as number[], { absolute: 1e-5 });
    }
    model.dispose();
  });
}
