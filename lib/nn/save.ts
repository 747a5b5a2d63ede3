/** Networks to disk and back, in tfjs format: model.json and weights.bin, as a browser loads them too. */
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { writeAtomically } from "../core/atomic.ts";
import "./layers/register.ts";
import { ready, tf } from "./tf.ts";

/** Writes a model into a folder, each file whole or not at all; the weights first, so that model.json, which
 * names them, never stands alone.
 * @throws {InputError} when the folder cannot be written to */
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
 * @throws {InputError} when the folder holds no model, or half of one */
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
