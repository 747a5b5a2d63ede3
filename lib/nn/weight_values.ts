/** A network's weights as numbers, which leave a worker and outlive their model. */
import { tf } from "./tf.ts";

/** All weights in the model's order, in arrays of their own. */
export const weightValues = (model: tf.LayersModel): Float32Array[] =>
  model.weights.map((weight) => weight.read().dataSync().slice() as Float32Array);

/** Gives a network these weights.
 *
 * @param values of one of the same shapes */
export function setWeightValues(model: tf.LayersModel, values: readonly Float32Array[]): void {
  const tensor = (shape: tf.Shape, i: number) => tf.tensor(values[i], shape as number[]);
  tf.tidy(() => model.setWeights(model.weights.map(({ shape }, i) => tensor(shape, i))));
}
