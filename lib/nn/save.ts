/** Networks to disk and back, in tfjs format: model.json and weights.bin, as a browser loads them too. */
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { writeAtomically } from "../core/atomic.ts";
import "./layers/register.ts";
import { ready, tf } from "./tf.ts";

/** Writes a model into a folder, each file whole or not at all; the weights first, so that model.json, which
 * names them, never stands alone.
 *
 * @param folder made where it is missing
 * @throws {InputError} when the folder cannot be written to
 * @example
 * ```ts ignore
 * await saveModel(fitted.model, "out/models/base"); // model.json and weights.bin
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
  const { weightData, weightSpecs, ...rest } = saved!;
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData!));
  const manifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
  await writeAtomically(join(folder, "weights.bin"), bytes);
  const json = JSON.stringify({ ...rest, weightsManifest: manifest });
  await writeAtomically(join(folder, "model.json"), json);
}

/** Reads what `saveModel` wrote; the model predicts the same numbers, bit for bit.
 *
 * @returns a model that is the caller's to `dispose()`
 * @throws {InputError} when the folder holds no model, or half of one
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
  const file = join(folder, "model.json");
  try {
    const { weightsManifest, ...rest } = JSON.parse(await Deno.readTextFile(file));
    const bytes = await Deno.readFile(join(folder, weightsManifest[0].paths[0]));
    const artifacts = {
      ...rest,
      weightSpecs: weightsManifest[0].weights,
      weightData: bytes.buffer,
    };
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (error) {
    throw new InputError(`cannot load the model: ${(error as Error).message}`, {
      file,
      expected: "a folder that saveModel wrote",
    }, { cause: error });
  }
}
