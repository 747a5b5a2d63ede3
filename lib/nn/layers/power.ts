/** The power of complex numbers. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, only, type Shape } from "./layer.ts";

/** … × 2 width, real parts and then imaginary ones → … × width: their squares added. */
export class Power extends tf.layers.Layer {
  static readonly className = "Power";

  override computeOutputShape(shape: Shape): tf.Shape {
    const own = shape as number[];
    return [...own.slice(0, -1), own.at(-1)! / 2];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [real, imaginary] = tf.split(tf.mul(x, x), 2, x.rank - 1);
      return tf.add(real, imaginary);
    });
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(Power);
