/** A network as it lies on the disk, in tf.js' own format: model.json, and the files of weights that it names. */
import { join } from "node:path";
import type { io } from "@tensorflow/tfjs";
import { writeAtomically } from "../core/atomic.ts";
import { InputError } from "../core/errors.ts";

/** What the two kinds of files hold. */
export interface SavedNetwork {
  /** model.json without its list of weights. */
  readonly json: Omit<io.ModelJSON, "weightsManifest">;
  /** Names, shapes and types of the weights, in the order in which they lie in `weights`. */
  readonly weightSpecs: io.WeightsManifestEntry[];
  /** All weights one after the other, little-endian. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

type Group = io.WeightsManifestConfig[number];

/** Names of files of weights that this module gives, today and before. */
const OURS = /^weights(?:\.([0-9a-f]{16}))?\.bin$/;

/** Writes a network in one step: the weights into a file that is named by what is in it, and then model.json, which
 * names that file, into its place. Whoever is killed in between leaves the network that was there before.
 *
 * @throws {InputError} when the folder cannot be written to */
export async function writeSaved(
  folder: string,
  { json, weightSpecs, weights }: SavedNetwork,
): Promise<void> {
  const before = await filesOf(folder), name = `weights.${await fingerprint(weights)}.bin`;
  const weightsManifest = [{ paths: [name], weights: weightSpecs }];
  await writeAtomically(join(folder, name), weights);
  await writeAtomically(join(folder, "model.json"), JSON.stringify({ ...json, weightsManifest }));
  for (const old of before) {
    if (old !== name && OURS.test(old)) await Deno.remove(join(folder, old)).catch(() => undefined);
  }
}

/** Reads a network that {@linkcode writeSaved} or tf.js wrote, its weights in one file or in several (shards).
 *
 * @throws {InputError} when a file is missing, damaged, or not of the length, or the content, that model.json says */
export async function readSaved(folder: string): Promise<SavedNetwork> {
  const file = join(folder, "model.json"), { weightsManifest, ...json } = await readJson(file);
  const groups = groupsOf(weightsManifest, file);
  const parts: Uint8Array[] = [];
  for (const { paths, weights } of groups) {
    const shards = await Promise.all(paths.map((path) => readWeights(join(folder, path), path)));
    const found = shards.reduce((sum, { length }) => sum + length, 0);
    const expected = weights.reduce((sum, entry) => sum + bytesOf(entry, file), 0);
    if (found !== expected) {
      throw new InputError("not the weights of the model.json beside it", {
        file: join(folder, paths.join(", ")),
        found: `${found} bytes`,
        expected: `${expected}; the network has to be saved again`,
      });
    }
    parts.push(...shards);
  }
  const weightSpecs = groups.flatMap(({ weights }) => weights);
  const bytes = new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  return { json, weightSpecs, weights: bytes };
}

async function readJson(file: string): Promise<Partial<io.ModelJSON> & SavedNetwork["json"]> {
  let text = "";
  try {
    text = await Deno.readTextFile(file);
    const json = JSON.parse(text);
    if (json !== null && typeof json === "object") return json;
    throw new SyntaxError("it holds no object");
  } catch (error) {
    throw new InputError(`cannot load the model: ${(error as Error).message}`, {
      file,
      expected: "a folder that saveModel wrote",
    }, { cause: error });
  }
}

function groupsOf(manifest: unknown, file: string): Group[] {
  const isGroup = (group: Partial<Group> | null) =>
    Array.isArray(group?.paths) && Array.isArray(group.weights);
  if (Array.isArray(manifest) && manifest.every(isGroup)) return manifest;
  throw new InputError("cannot load the model: it does not say where its weights are", {
    file,
    expected: "weightsManifest: [{ paths, weights }]",
  });
}

async function readWeights(file: string, name: string): Promise<Uint8Array> {
  const bytes = await Deno.readFile(file).catch((error) => {
    throw new InputError(
      `cannot load the model's weights: ${(error as Error).message}`,
      { file, expected: "a file, for the model.json beside it names it" },
      { cause: error },
    );
  });
  const expected = OURS.exec(name)?.[1];
  if (expected === undefined || expected === await fingerprint(bytes)) return bytes;
  throw new InputError("these weights are not those that were saved under this name", {
    file,
    found: `SHA-256 ${await fingerprint(bytes)} …`,
    expected: `${expected} …; the network has to be saved again`,
  });
}

const SIZES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  complex64: 8,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

function bytesOf({ name, shape, dtype, quantization }: io.WeightsManifestEntry, file: string) {
  const size = SIZES[quantization?.dtype ?? dtype];
  if (size !== undefined) return size * shape.reduce((product, length) => product * length, 1);
  const found = `${name} of ${dtype}`, expected = `one of ${Object.keys(SIZES).join(", ")}`;
  throw new InputError("cannot load the model: a weight of an unknown type", {
    file,
    found,
    expected,
  });
}

/** Files of weights that the network now in the folder names; none where there is none. */
async function filesOf(folder: string): Promise<string[]> {
  const file = join(folder, "model.json");
  try {
    return groupsOf((await readJson(file)).weightsManifest, file).flatMap(({ paths }) => paths);
  } catch {
    return [];
  }
}

/** The first 16 digits of the SHA-256. */
async function fingerprint(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(hash).toHex().slice(0, 16);
}
