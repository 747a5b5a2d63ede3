/** Sentence vectors by a transformer that lies in a folder: tokens by transformers.js, the model by ONNX Runtime. */
import type { PreTrainedTokenizer } from "@xenova/transformers";
import { InputError } from "../../core/errors.ts";
import { breathe } from "../../core/interrupt.ts";
import { matrix } from "../../core/matrix.ts";
import { ONNX_RUNTIME_VERSION, onnxRuntime } from "../../core/onnx_runtime.ts";
import { bertNormalise } from "./bert_normalise.ts";
import { dimensionNames, type Encoder, startProgress, toUnitLength } from "./encoder.ts";
import { type ModelFiles, shownPath, WEIGHTS } from "./model_files.ts";

/** How texts are put through the model. */
export interface TransformerSettings {
  /** Texts per call of the model. */
  readonly batchSize: number;
  /** A longer text is cut after so many tokens, as sentence-transformers does with this model. */
  readonly maxTokens: number;
}

/** Counts up whenever the same files give other vectors than before. */
const RECIPE = 4;

/** Opens the model in `files`. Each vector is the mean of the last layer over a text's tokens, made one
 * long. Texts are sorted by their number of tokens, so that hardly any of a batch is padding, shortest first
 * and in a fixed order: what an interrupted run has left to do makes the same batches as a whole run.
 *
 * A quantised model is made to round every token by itself (round_by_row.ts): a text's vector
 * does not depend on the texts beside it.
 *
 * @throws {InputError} when the files cannot be read as a model
 * @see Reimers, N., Gurevych, I. (2019). Sentence-BERT.
 */
export async function transformerEncoder(
  files: ModelFiles,
  { batchSize, maxTokens }: TransformerSettings,
): Promise<Encoder> {
  const weights = files.content.get(WEIGHTS[files.precision])!;
  const { roundByRow } = await import("./round_by_row.ts"); // brings ONNX along: at first use
  const byRow = files.precision === "quantised" ? roundByRow(weights) : undefined;
  const { tokenizer, model, inputs } = await load(files, byRow), { tensor } = await onnxRuntime();
  const pad = tokenizer.model.convert_tokens_to_ids([tokenizer.pad_token])[0] ?? 0;

  /** A text's tokens; of a long text the first ones and the closing mark. */
  function tokensOf(text: string): number[] {
    const ids: number[] = tokenizer.encode(text);
    return ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), ids.at(-1)!] : ids;
  }

  /** The vectors of one batch, row by row. */
  async function run(batch: readonly number[][]): Promise<Float32Array> {
    const width = Math.max(...batch.map((ids) => ids.length)), size = batch.length * width;
    const ids = new BigInt64Array(size).fill(BigInt(pad)), mask = new BigInt64Array(size);
    batch.forEach((tokens, i) =>
      tokens.forEach((id, t) => {
        ids[i * width + t] = BigInt(id);
        mask[i * width + t] = 1n;
      })
    );
    const table = (numbers: BigInt64Array) => tensor(numbers, [batch.length, width]);
    const feeds = { input_ids: table(ids), attention_mask: table(mask) };
    const { last_hidden_state: { data: states, dims } } = await model.run(
      // one sentence each: all tokens are of type 0
      inputs.includes("token_type_ids")
        ? { ...feeds, token_type_ids: table(new BigInt64Array(size)) }
        : feeds,
    );
    const data = states as Float32Array, d = dims[2], out = new Float32Array(batch.length * d);
    for (let i = 0; i < batch.length; i++) {
      const row = out.subarray(i * d, (i + 1) * d);
      for (let t = 0; t < batch[i].length; t++) {
        const at = (i * width + t) * d;
        for (let j = 0; j < d; j++) row[j] += data[at + j];
      }
      toUnitLength(row); // of the sum as of the mean
    }
    return out;
  }

  const dimensions = (await run([tokensOf("music")])).length;
  return {
    name: files.name,
    precision: files.precision,
    dimensions,
    fingerprint: [
      RECIPE,
      `onnxruntime ${ONNX_RUNTIME_VERSION}`,
      files.fingerprint,
      maxTokens,
      ...byRow ? ["by row"] : [],
    ].join(" "),
    fallback: false,
    note: `Text vectors are those of ${files.name} (${files.precision}, ${files.fingerprint}).`,
    costly: true,
    async encode(texts, { onProgress, onBatch, signal } = {}) {
      const out = matrix(texts.length, dimensionNames(dimensions));
      const tokens = texts.map(tokensOf), tell = startProgress(texts.length, onProgress);
      const order = Array.from(texts, (_, i) => i).sort((a, b) =>
        tokens[a].length - tokens[b].length || (texts[a] < texts[b] ? -1 : 1)
      );
      for (let from = 0; from < order.length; from += batchSize) {
        await breathe();
        signal?.throwIfAborted();
        const positions = order.slice(from, from + batchSize);
        const vectors = await run(positions.map((i) => tokens[i]));
        positions.forEach((i, k) =>
          out.data.set(vectors.subarray(k * dimensions, (k + 1) * dimensions), i * dimensions)
        );
        onBatch?.(positions, vectors);
        tell(from + positions.length);
      }
      return out;
    },
  };
}

/** How the model's tokenizer makes texts plain; transformers.js does it otherwise (bert_normalise.ts). */
function normaliserOf({ content }: Pick<ModelFiles, "content">) {
  const { normalizer } = JSON.parse(new TextDecoder().decode(content.get("tokenizer.json")));
  return normalizer?.type === "BertNormalizer"
    ? (text: string) => bertNormalise(text, normalizer)
    : undefined;
}

/** transformers.js is steered by global settings: one model is loaded at a time. */
let turn: Promise<unknown> = Promise.resolve();

function load(files: ModelFiles, byRow: Uint8Array | undefined) {
  const loaded = turn.then(() => loadNow(files, byRow));
  turn = loaded.catch(() => undefined);
  return loaded;
}

async function loadNow(
  { name, folder, precision, content }: ModelFiles,
  byRow: Uint8Array | undefined,
) {
  // Only those who ask for a model pay for its runtime; it is native, and not there for every machine.
  const { AutoTokenizer, env } = await import("@xenova/transformers").catch(
    (error) => {
      throw new InputError(`sentence models do not run on this machine (${error.message})`, {}, {
        cause: error,
      });
    },
  );
  env.allowRemoteModels = false; // what is missing is fetched and checked before
  env.useBrowserCache = env.useFSCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match(path: string) {
      const at = path.lastIndexOf(`${name}/`), file = content.get(path.slice(at + name.length + 1));
      return Promise.resolve(at < 0 || !file ? undefined : new Response(file.slice()));
    },
    put: () => Promise.resolve(),
  };
  try {
    const tokenizer: PreTrainedTokenizer & { encode(text: string): number[] } = await AutoTokenizer
      .from_pretrained(name);
    const normalise = normaliserOf({ content });
    if (normalise) Object.assign(tokenizer, { normalizer: normalise });
    const { open } = await onnxRuntime();
    const model = await open(byRow ?? content.get(WEIGHTS[precision])!);
    return { tokenizer, model, inputs: model.inputNames };
  } catch (error) {
    throw new InputError(`cannot be loaded as a sentence model (${(error as Error).message})`, {
      file: shownPath(folder),
    }, { cause: error });
  }
}
