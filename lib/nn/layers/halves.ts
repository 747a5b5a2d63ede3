/** Both halves of every example, as examples of their own. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, only, type Shape } from "./layer.ts";

/** examples × steps × … → 2 examples × ⌊steps / 2⌋ × …: the first half of the first example, its second half, the first of
 * the second … What stands above sees twice as many examples, with the same weights. */
export class Halves extends tf.layers.Layer {
  static readonly className = "Halves";

  override computeOutputShape(shape: Shape): tf.Shape {
    const [, steps, ...rest] = shape as number[];
    return [null, Math.floor(steps / 2), ...rest];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [rows, steps, ...rest] = x.shape, half = Math.floor(steps / 2);
      const even = tf.slice(x, x.shape.map(() => 0), [rows, 2 * half, ...rest]);
      return tf.reshape(even, [2 * rows, half, ...rest]);
    });
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(Halves);
