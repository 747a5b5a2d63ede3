/** Recurrent networks and transformers with PyTorch's weights give PyTorch's loss and gradients. */
import { assertAllClose } from "../assert.ts";
import { Rng } from "../../lib/core/rng.ts";
import { MultiHeadAttention } from "../../lib/nn/layers/multi_head_attention.ts";
import { type Cell, Recurrent } from "../../lib/nn/layers/recurrent.ts";
import { networkKind } from "../../lib/nn/networks/networks.ts";
import { tf } from "../../lib/nn/tf.ts";
import { tidyTest } from "./rows.ts";
import { assertAsTorch, dense, flat, type Nested, sizeOf, tableOf } from "./torch.ts";

const read = (name: string) =>
  JSON.parse(Deno.readTextFileSync(new URL(`../fixtures/nn/${name}.json`, import.meta.url)));
type Weights = Readonly<Record<string, Nested>>;

/** A recurrent layer's weights, or their gradients, whose two biases are alike where they are summed. */
function recurrentOf(
  from: Weights,
  suffix: string,
  cell: Cell,
  joined: (a: number, b: number) => number,
): [string, number[]][] {
  const input = flat(from[`bias_ih_${suffix}`]), hidden = flat(from[`bias_hh_${suffix}`]);
  const units = hidden.length / (cell === "gru" ? 3 : 1),
    apart = cell === "gru" ? 2 * units : Infinity;
  return [
    ["kernel", dense(from[`weight_ih_${suffix}`])],
    ["recurrent_kernel", dense(from[`weight_hh_${suffix}`])],
    ["bias", input.map((b, i) => i < apart ? joined(b, hidden[i]) : b)],
    ...cell === "gru" ? [["recurrent_bias", hidden.slice(apart)] as [string, number[]]] : [],
  ];
}

const { cases, bidirectionalLstm } = read("recurrent");
for (const { cell: name, layers, weights, x, y, loss, gradients } of cases) {
  const cell = name.toLowerCase() as Cell;
  tidyTest(`${cell} of ${layers} layers as in PyTorch: loss and every gradient`, async () => {
    const all = (from: Weights, joined: (a: number, b: number) => number) => {
      const own = Object.fromEntries(
        Object.entries(from).map(([key, value]) => [key.replace("rnn.", ""), value]),
      );
      const recurrent = Array.from(
        { length: layers },
        (_, l) =>
          recurrentOf(own, `l${l}`, cell, joined)
            .map(([key, value]) => [`recurrent${l + 1}/${key}`, value] as const),
      );
      const head = [["kernel", "weight"], ["bias", "bias"]]
        .map(([key, torch]) => [`logits/${key}`, dense(from[`head.${torch}`])] as const);
      return new Map([...recurrent.flat(), ...head]);
    };
    const plan = { shape: [6, 3], cell, units: new Array(layers).fill(5) };
    await assertAsTorch(
      () => networkKind("rnn").build({ inputs: 18, classes: 4, ...plan }, new Rng(1)),
      all(weights, (a, b) => a + b),
      tableOf(flat(x), 4),
      { codes: Int32Array.from(y), classes: [..."abcd"] },
      { loss, gradients: all(gradients, (a) => a) },
    );
  });
}

tidyTest("an lstm both ways puts out what PyTorch's does", async () => {
  const { weights, x, output } = bidirectionalLstm, input = tf.input({ shape: [5, 3] });
  const layer = new Recurrent({ cell: "lstm", units: 4, bidirectional: true, sequences: true });
  layer.apply(input);
  const own = new Map<string, number[]>(
    [["", "l0"], ["backward_", "l0_reverse"]].flatMap(([ours, suffix]) =>
      recurrentOf(weights, suffix, "lstm", (a, b) => a + b)
        .map(([key, value]) => [`${layer.name}/${ours}${key}`, value] as const)
    ),
  );
  const found = tf.tidy(() => {
    for (const weight of layer.weights) {
      weight.write(tf.tensor(own.get(weight.originalName)!, weight.shape as number[]));
    }
    return (layer.apply(tf.tensor(flat(x), sizeOf(x))) as tf.Tensor).dataSync();
  });
  assertAllClose(found, flat(output), { absolute: 1e-6 });
  layer.dispose();
  await Promise.resolve();
});

const transformer = read("transformer");
for (
  const { normFirst, activation, sequence, weights, x, y, loss, gradients } of transformer.cases
) {
  const norm = normFirst ? "pre" : "post";
  tidyTest(`a ${norm}-norm transformer as in PyTorch: loss and every gradient`, async () => {
    const names = new Map([["embedding", "embed"], ["logits", "head"]]);
    if (normFirst) names.set("finalNorm", "encoder.norm");
    for (const i of [0, 1]) {
      const parts = {
        expand: "linear1",
        contract: "linear2",
        attentionNorm: "norm1",
        feedForwardNorm: "norm2",
      };
      for (const [ours, torch] of Object.entries(parts)) {
        names.set(`${ours}${i + 1}`, `encoder.layers.${i}.${torch}`);
      }
    }
    const all = (from: Weights) => {
      const plain = [...names].flatMap(([ours, torch]) => {
        const [kernel, bias] = /Norm/.test(ours) ? ["gamma", "beta"] : ["kernel", "bias"];
        return [
          [`${ours}/${kernel}`, dense(from[`${torch}.weight`])],
          [`${ours}/${bias}`, dense(from[`${torch}.bias`])],
        ] as const;
      });
      const attention = [0, 1].flatMap((i) =>
        Object.entries({
          kernel: "in_proj_weight",
          bias: "in_proj_bias",
          output_kernel: "out_proj.weight",
          output_bias: "out_proj.bias",
        }).map(([ours, torch]) =>
          [
            `attention${i + 1}/${ours}`,
            dense(from[`encoder.layers.${i}.self_attn.${torch}`]),
          ] as const
        )
      );
      return new Map([...plain, ...attention]);
    };
    const plan = { width: 8, heads: 2, feedForward: 12, norm, activation, positions: "none" };
    const sizes = {
      inputs: 3 * sequence,
      classes: 5,
      shape: [sequence, 3],
      answer: "sigmoid" as const,
    };
    await assertAsTorch(
      () => networkKind("transformer").build({ ...sizes, ...plan }, new Rng(1)),
      all(weights),
      tableOf(flat(x), 3),
      { tags: Uint8Array.from(flat(y)), classes: [..."abcde"] },
      { loss, gradients: all(gradients) },
    );
  });
}

for (const causal of [false, true]) {
  const what = causal ? "of earlier steps alone" : "past steps that are hidden";
  tidyTest(`attention ${what} as in PyTorch`, async () => {
    const { weights, x, padding, paddedOutput, causalOutput } = transformer.masks;
    const layer = new MultiHeadAttention({ heads: 2, causal });
    const [input, mask] = [tf.input({ shape: [4, 8] }), tf.input({ shape: [4] })];
    layer.apply(causal ? input : [input, mask]);
    const names = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"];
    const found = tf.tidy(() => {
      names.forEach((name, i) => {
        const weight = layer.weights[i];
        weight.write(tf.tensor(dense(weights[name]), weight.shape as number[]));
      });
      const hidden = tf.tensor(padding.map((row: boolean[]) => row.map((hides) => hides ? 0 : 1)));
      const steps = tf.tensor(x);
      return (layer.apply(causal ? steps : [steps, hidden]) as tf.Tensor).dataSync();
    });
    assertAllClose(found, flat(causal ? causalOutput : paddedOutput), { absolute: 1e-5 });
    layer.dispose();
    await Promise.resolve();
  });
}
