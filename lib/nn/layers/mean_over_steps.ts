/** The mean of a sequence's steps. */
import { tf } from "../tf.ts";
import { type Config, inputs, type Kwargs, type Shape } from "./layer.ts";

/** examples × steps × width, and perhaps a mask of examples × steps → examples × width: the mean over the steps, or over
 * those where the mask is 1. */
export class MeanOverSteps extends tf.layers.Layer {
  static readonly className = "MeanOverSteps";

  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, , width] = inputs(shape)[0];
    return [rows, width];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = inputs(given);
      if (!mask) return tf.mean(x, 1);
      return tf.div(tf.sum(tf.mul(x, tf.expandDims(mask, 2)), 1), tf.sum(mask, 1, true));
    });
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(MeanOverSteps);
