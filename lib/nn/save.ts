/** Networks to disk and back, in tf.js' format, as a browser loads them too. */
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import "./layers/register.ts";
import { readSaved, type SavedNetwork, writeSaved } from "./saved.ts";
import { ready, tf } from "./tf.ts";

/** Writes a model into a folder, as a whole or not at all: model.json, and beside it the weights in a file that is
 * named by its content, such as weights.0f7a6d2c91b3e845.bin. A network that was saved there before is replaced.
 *
 * @param folder made where it is missing
 * @throws {InputError} when the folder cannot be written to
 * @example
 * ```ts ignore
 * await saveModel(fitted.model, "out/models/base");
 * const again = await loadModel("out/models/base");
 * ```
 */
export async function saveModel(model: tf.LayersModel, folder: string): Promise<void> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(tf.io.withSaveHandler((artifacts) => {
    saved = artifacts;
    return Promise.resolve({
      modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" },
    });
  }));
  const { weightData, weightSpecs, ...json } = saved!;
  const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData!));
  await writeSaved(folder, {
    json: json as SavedNetwork["json"],
    weightSpecs: weightSpecs!,
    weights,
  });
}

/** Reads what `saveModel` wrote; the model predicts the same numbers, bit for bit. What tf.js saved elsewhere is read,
 * too, its weights in one file or in shards.
 *
 * @returns a model that is the caller's to `dispose()`
 * @throws {InputError} when the folder holds no model, half of one, or halves of two
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const folder = await Deno.makeTempDir(), model = mlp({ inputs: 2, classes: 2, layers: [4] }, new Rng(1));
 * await saveModel(model, folder);
 * const again = await loadModel(folder);
 * assertEquals(again.getWeights().map((w) => w.dataSync()), model.getWeights().map((w) => w.dataSync()));
 * for (const each of [model, again]) each.dispose();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function loadModel(folder: string): Promise<tf.LayersModel> {
  await ready();
  const { json, weightSpecs, weights } = await readSaved(folder);
  try {
    const artifacts = { ...json, weightSpecs, weightData: weights.buffer };
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts as tf.io.ModelArtifacts));
  } catch (error) {
    throw new InputError(`cannot load the model: ${(error as Error).message}`, {
      file: join(folder, "model.json"),
      expected: "a model of layers, with all their weights",
    }, { cause: error });
  }
}
