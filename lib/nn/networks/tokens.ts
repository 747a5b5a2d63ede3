/** Transformers over groups of columns: a token for each group, which answers the tags of its own. */
import { InputError } from "../../core/errors.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { checkSizes, type HiddenSettings } from "../hidden.ts";
import { drawWeights } from "../initialise.ts";
import { Columns } from "../layers/columns.ts";
import { GroupDense } from "../layers/group_dense.ts";
import { OwnScores } from "../layers/own_scores.ts";
import { Pick } from "../layers/pick.ts";
import { tf } from "../tf.ts";
import { encoder, type EncoderSettings } from "./encoder.ts";
import { type HeadSettings, on } from "./head.ts";
import { denseCost, type NetworkKind, type Sizes } from "./kind.ts";

/** A network's plan, as plain data. */
export interface TokensSettings extends EncoderSettings, Omit<HeadSettings, keyof HiddenSettings> {
  /** Of each token, the columns that it reads, counted behind the own scores where there are any; none twice. */
  tokens: readonly (readonly number[])[];
  /** Of each token, the tags that it answers; all tags in all, none twice. */
  answers: readonly (readonly number[])[];
  /** Whether the first columns are the tags' own log-odds, which the answers are added to; see `passThrough`. */
  ownScores: boolean;
  /** Whether tokens look at each other; false: each knows its own columns alone, to tell what attention is worth. */
  attends: boolean;
}

/** Defaults of {@linkcode TokensSettings}. */
export const TOKENS_DEFAULTS: Readonly<TokensSettings> = Object.freeze({
  tokens: [],
  answers: [],
  ownScores: true,
  attends: true,
  width: 64,
  heads: 4,
  blocks: 2,
  feedForward: 128,
  norm: "pre",
  activation: "gelu",
  dropout: 0,
  initialisation: "torch",
});

/** Each token is a linear map of its own columns, with weights of its own, so that it knows which it is; then the blocks
 * of a transformer, in which every token looks at all; and from each token its tags' logits. Layers are named tokens (the
 * columns), embedding, attention1 …, logits, scores, probabilities. With own scores it starts as these. */
export const tokens: NetworkKind<TokensSettings> = {
  name: "tokens",
  defaults: TOKENS_DEFAULTS,
  build(plan, rng) {
    const { sizes: { inputs, classes, answer }, settings } = read(plan);
    const { width, ownScores, attends } = settings, count = settings.tokens.length;
    const raw = tf.input({ shape: [inputs], name: "inputs" }), before = ownScores ? classes : 0;
    const part = (name: string, from: number, count: number) =>
      on(new Columns({ from, count, name }), raw);
    const most = Math.max(...settings.tokens.map((own) => own.length));
    const said = Math.max(...settings.answers.map((own) => own.length), 1);
    const columns = filled(settings.tokens, most);
    const { blocks } = encoder(settings);
    let x = part("others", before, inputs - before);
    x = on(new Pick({ columns, name: "tokens" }), x);
    x = on(tf.layers.reshape({ targetShape: [count, most], name: "byToken" }), x);
    x = blocks(on(new GroupDense({ units: width, name: "embedding" }), x), undefined, attends);
    const last = new GroupDense({ units: said, name: "logits" });
    x = on(tf.layers.flatten({ name: "flat" }), on(last, x));
    const places = filled(settings.answers, said);
    const order = Array.from({ length: classes }, (_, tag) => places.indexOf(tag));
    x = on(new Pick({ columns: order, name: "tags" }), x);
    if (ownScores) x = on(new OwnScores({ name: "scores" }), x, part("own", 0, classes));
    const end = on(tf.layers.activation({ activation: answer, name: "probabilities" }), x);
    const model = tf.model({ inputs: raw, outputs: end, name: "tokens" });
    drawWeights(model, settings.initialisation, () => 0, rng);
    if (ownScores) {
      tf.tidy(() => last.setWeights(last.getWeights().map((weight) => tf.zerosLike(weight))));
    }
    return model;
  },
  cost(plan) {
    const { settings: { tokens, answers, width, blocks, feedForward, attends } } = read(plan);
    const n = tokens.length,
      most = (lists: typeof tokens) => Math.max(...lists.map((own) => own.length));
    const attention = attends ? 4 * width * width + 2 * n * width : 0;
    const block = n * (attention + 2 * width * feedForward);
    return n * denseCost([most(tokens), width]) + blocks * block +
      n * denseCost([width, most(answers)]);
  },
};

/** Lists one after another, filled up to one length with −1. */
const filled = (lists: readonly (readonly number[])[], length: number): number[] =>
  lists.flatMap((own) => Array.from({ length }, (_, i) => own[i] ?? -1));

function read({ inputs, classes, answer = "softmax", ...given }: Sizes & Partial<TokensSettings>) {
  const settings = withDefaults(TOKENS_DEFAULTS, given);
  const { width, heads, blocks, feedForward, tokens, answers } = settings;
  checkSizes({ inputs, classes, width, heads, blocks, feedForward });
  const known = [true, false];
  checkSettings(settings, { norm: ["pre", "post"], ownScores: known, attends: known });
  if (width % heads !== 0) {
    throw new InputError("the width of a transformer does not divide into its heads", {
      found: `width ${width}, heads ${heads}`,
      expected: `a width that is a multiple of ${heads}`,
    });
  }
  if (tokens.length === 0 || tokens.length !== answers.length) {
    throw new InputError("tokens and what they answer do not fit together", {
      found: `${tokens.length} tokens, answers of ${answers.length}`,
      expected: "one token at least, and a list of tags for each",
    });
  }
  const all = answers.flat();
  if (all.length !== classes || new Set(all).size !== classes || all.some((j) => j >= classes)) {
    throw new InputError("tokens that do not answer every tag once", {
      found: `${all.length} answers, ${new Set(all).size} of them different`,
      expected: `each of 0 to ${classes - 1} once`,
    });
  }
  return { sizes: { inputs, classes, answer }, settings };
}
