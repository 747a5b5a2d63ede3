/** The files of a sentence model on disk: where they are looked for, and whether they are whole. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import type { Precision } from "./encoder.ts";

/** A model that lies in a folder, in the hub's layout. */
export interface ModelFiles {
  /** Its name at the hub: `owner/model`. */
  readonly name: string;
  /** The folder of its config.json; ends with its name. */
  readonly folder: string;
  /** How its weights are stored. */
  readonly precision: Exclude<Precision, "counted">;
  /** The file of its weights. */
  readonly weights: string;
  /** The first 16 hexadecimal digits of SHA-256 over weights and tokenizer. */
  readonly fingerprint: string;
  /** What was read and checked, by path within the folder: what is used is what was checked. */
  readonly content: ReadonlyMap<string, Uint8Array>;
}

/** The sentence model of the study. */
export const DEFAULT_MODEL = "Xenova/all-MiniLM-L6-v2";

/** Where the weights of each precision are, within a model's folder. */
export const WEIGHTS = {
  quantised: "onnx/model_quantized.onnx",
  float32: "onnx/model.onnx",
} as const;

/** What a model has besides its weights. */
export const SIDE_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

/** The project's own folder of models; its content can be fetched again at any time. */
export const OWN_MODELS: string = join(PROJECT_ROOT, "models");

/** Refuses what cannot name a model.
 * @throws {InputError} when it is no name of a model at the hub */
export function checkModelName(name: string): void {
  if (!/^\w[\w.-]*\/\w[\w.-]*$/.test(name)) {
    throw new InputError("no name of a sentence model", {
      found: name,
      expected: 'owner/model as at the hub, or "hashed"',
    });
  }
}

/** The folders that models are looked for in, the first that has one wins: MODELS_DIR, then models/. */
export function modelFolders(): string[] {
  const named = Deno.env.get("MODELS_DIR");
  const folder = named && (isAbsolute(named) ? named : resolve(PROJECT_ROOT, named));
  return folder && folder !== OWN_MODELS ? [folder, OWN_MODELS] : [OWN_MODELS];
}

/** A path as messages show it, without the folders above the project: `models/…`, `MODELS_DIR/…`; any other path
 * as it is. */
export function shownPath(path: string): string {
  const named = modelFolders().find((folder) => folder !== OWN_MODELS);
  const below = (folder: string) => {
    const short = relative(folder, path);
    return short.startsWith("..") || isAbsolute(short) ? undefined : short;
  };
  const ofModels = named && below(named);
  if (ofModels !== undefined) return join("MODELS_DIR", ofModels);
  return below(PROJECT_ROOT) ?? path;
}

/** What lies under a model's name in the folders of models. */
export interface Looked {
  /** The first that is whole, of the first precision that is. */
  readonly files: ModelFiles | undefined;
  /** What is missing or broken in each place, as far as the search went. */
  readonly troubles: readonly string[];
}

/** Looks for a model on this machine: all of its files, whole. */
export function lookForModel(
  name: string = DEFAULT_MODEL,
  { folders = modelFolders(), precisions = ["quantised", "float32"] }: {
    folders?: readonly string[];
    precisions?: readonly ModelFiles["precision"][];
  } = {},
): Looked {
  const troubles: string[] = [];
  for (const precision of precisions) {
    for (const folder of folders) {
      try {
        const files = findModel(folder, name, precision);
        if (files) return { files, troubles };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        troubles.push(error.message);
      }
    }
  }
  return { files: undefined, troubles: [...folders.flatMap((it) => lacks(it, name)), ...troubles] };
}

/** What a folder of models lacks to hold the model's weights; nothing where it holds some. */
export function lacks(root: string, name: string): string[] {
  const folder = join(root, name), weights = Object.values(WEIGHTS);
  if (!existsSync(folder)) return [`${shownPath(folder)} is not there`];
  if (weights.some((file) => existsSync(join(folder, file)))) return [];
  return [`${shownPath(folder)} holds no weights (${weights.join(" or ")})`];
}

/** The model's files below `root`, checked; undefined where there are none of that precision.
 * @throws {InputError} when a file is missing, broken or cut short, naming it */
export function findModel(
  root: string,
  name: string,
  precision: ModelFiles["precision"],
): ModelFiles | undefined {
  const folder = join(root, name), weights = join(folder, WEIGHTS[precision]);
  if (!existsSync(weights)) return undefined;
  const hash = createHash("sha256"), content = new Map<string, Uint8Array>();
  for (const file of [...SIDE_FILES, WEIGHTS[precision]]) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new InputError("is missing beside the model's weights", { file: shownPath(path) });
    }
    const bytes = read(path);
    if (path === weights) checkOnnx(bytes, shownPath(path));
    else checkJson(bytes, shownPath(path));
    hash.update(bytes);
    content.set(file, bytes);
  }
  const fingerprint = hash.digest("hex").slice(0, 16);
  return { name, folder, precision, weights, fingerprint, content };
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    throw new InputError(`cannot be read (${code ?? message})`, { file: shownPath(file) }, {
      cause: error,
    });
  }
}

function checkJson(bytes: Uint8Array, file: string): void {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new InputError(`is broken or half-downloaded (${(error as Error).message})`, { file });
  }
}

/** An ONNX file is a protobuf message: fields one after the other, long ones with their length before them.
 * Half a file ends within a field; anything else does not begin as one.
 * @throws {InputError} when it is not whole
 * @see https://protobuf.dev/programming-guides/encoding/ */
export function checkOnnx(bytes: Uint8Array, file: string): void {
  const broken = (what: string) => new InputError(`is no whole ONNX model: ${what}`, { file });
  let at = 0, graph = false;
  const varint = () => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw broken("it ends within a number");
  };
  if (bytes.length === 0) throw broken("it is empty");
  while (at < bytes.length) {
    const key = varint(), field = Math.floor(key / 8), wire = key % 8;
    // ir_version … functions of onnx.proto's ModelProto: numbers are varints, all else has a length
    if (field < 1 || field > 25 || (wire !== 0 && wire !== 2)) {
      throw broken("it is something else, or damaged");
    }
    const size = varint();
    if (wire === 0) continue;
    graph ||= field === 7;
    at += size;
    if (at > bytes.length) {
      throw broken(`half-downloaded, ${bytes.length} bytes of at least ${at}`);
    }
  }
  if (!graph) throw broken("it holds no network");
}
