/** The saved network, run by tfjs on the processor: one row takes less time than asking a graphics card would. */
import type * as tfjs from "@tensorflow/tfjs";
import "../../../../nn/layers/register.ts";
import { floats } from "../../../../core/base64.ts";

/** What `saveModel` writes, in one object, the weights in base64. */
export interface SavedModel extends Omit<tfjs.io.ModelJSON, "weightsManifest"> {
  readonly weightSpecs: tfjs.io.WeightsManifestEntry[];
  readonly weights: string;
}

/** Probabilities of `rows` rows of inputs, row by row. */
type Predict = (inputs: Float32Array, rows: number) => Float32Array;

/** Opens a saved network, of tf.js' layers and of ours.
 * @param tf the library, which the page loads as a script of its own */
export async function openNetwork(tf: typeof tfjs, saved: SavedModel): Promise<Predict> {
  await tf.setBackend("cpu");
  const { weightSpecs, weights, ...rest } = saved;
  const artifacts = { ...rest, weightSpecs, weightData: floats(weights).buffer };
  const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  return (inputs, rows) =>
    tf.tidy(() => {
      const shape = model.inputs[0].shape.slice(1) as number[];
      const answer = model.predict(tf.tensor(inputs, [rows, ...shape]));
      return (answer as tfjs.Tensor).dataSync() as Float32Array;
    });
}
