/** Opening a sentence encoder: the model that was asked for, from where it can be had, or what stands in. */
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { Encoder } from "./encoder.ts";
import { hashedEncoder } from "./hashed.ts";
import known from "./known_vectors.json" with { type: "json" };
import { DEFAULT_MODEL, findModel, type ModelFiles, modelFolders } from "./model_files.ts";
import { transformerEncoder, type TransformerSettings } from "./transformer.ts";

/** Which encoder, and where it may come from. */
export interface EncoderOptions extends TransformerSettings {
  /** A sentence model of the hub in ONNX, by name; or `"hashed"`, which needs no model. */
  readonly model: string;
  /** Prefer weights of 8 bits. The other kind is taken where only that can be had, and said. */
  readonly quantized: boolean;
  /** Where models lie: MODELS_DIR, then models/. */
  readonly folders: readonly string[];
  /** Whether the hashed encoder may stand in; without it, a model that cannot be had is an error. */
  readonly fallback: boolean;
}

/** Opens an encoder. A model is looked for in MODELS_DIR and in models/; a broken file is named in the
 * encoder's note and the next place is tried. What was opened says so in its `note`.
 *
 * @throws {InputError} when the model cannot be had and nothing may stand in, naming each place and why
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const encoder = await openEncoder({ model: "hashed" });
 * assertEquals([encoder.name, encoder.dimensions], ["hashed n-grams", 384]);
 * ```
 */
export async function openEncoder(options: Partial<EncoderOptions> = {}): Promise<Encoder> {
  const settings: EncoderOptions = {
    model: DEFAULT_MODEL,
    quantized: true,
    batchSize: 16,
    maxTokens: 256,
    folders: modelFolders(),
    fallback: true,
    ...options,
  };
  if (settings.model === "hashed") return hashedEncoder();
  if (!/^\w[\w.-]*\/\w[\w.-]*$/.test(settings.model)) {
    throw new InputError("no name of a sentence model", {
      found: settings.model,
      expected: 'owner/model as at the hub, or "hashed"',
    });
  }
  const troubles: string[] = [];
  const preferred = settings.quantized ? "quantised" : "float32";
  for (const precision of ["quantised", "float32"].sort((a) => a === preferred ? -1 : 1)) {
    for (const folder of settings.folders) {
      const encoder = await tryToOpen(
        folder,
        precision as ModelFiles["precision"],
        settings,
        troubles,
      );
      if (encoder) return said(encoder, preferred, troubles);
    }
  }
  const places = settings.folders.map((folder) => join(folder, settings.model)).join(", ");
  const why = `${settings.model} is not to be had (${
    [`looked for in ${places}`, ...troubles].join("; ")
  }).`;
  if (!settings.fallback) throw new InputError(why);
  return hashedEncoder({ instead: why });
}

async function tryToOpen(
  folder: string,
  precision: ModelFiles["precision"],
  settings: EncoderOptions,
  troubles: string[],
): Promise<Encoder | undefined> {
  try {
    const files = findModel(folder, settings.model, precision);
    if (!files) return undefined;
    const encoder = await transformerEncoder(files, settings);
    await checkKnown(encoder, files);
    return encoder;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    troubles.push(error.message);
  }
}

function said(encoder: Encoder, preferred: string, troubles: readonly string[]): Encoder {
  const notes = [encoder.note, ...troubles.map((trouble) => `Passed over: ${trouble}.`)];
  if (encoder.precision !== preferred) notes.push(`Its ${preferred} weights are not here.`);
  return { ...encoder, note: notes.join(" ") };
}

/** How close a model's vectors of known texts must be to those of sentence-transformers (float32). Rounded
 * weights cost up to .09 on the course's titles. */
const CLOSENESS = { quantised: .9, float32: .9999, counted: 1 } as const;

/** Damage that leaves a file readable shows in the vectors.
 * @throws {InputError} when a text whose vector is known gets another one */
async function checkKnown(encoder: Encoder, { weights, name }: ModelFiles): Promise<void> {
  const vectors = (known as Record<string, Record<string, string>>)[name] ?? {};
  for (const [text, numbers] of Object.entries(vectors)) {
    const expected = numbers.split(" ").map(Number);
    const { data } = await encoder.encode([text]);
    const cosine = expected.reduce((sum, value, j) => sum + value * data[j], 0);
    if (!(cosine >= CLOSENESS[encoder.precision])) {
      throw new InputError("is damaged, or another model: a known text gets another vector", {
        file: weights,
        found: `cosine ${cosine.toFixed(4)}`,
        expected: `at least ${CLOSENESS[encoder.precision]}`,
      });
    }
  }
}
