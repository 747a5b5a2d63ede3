/** Which steps of a sequence are real: those that are not zeros alone, with which shorter sequences are filled up. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** examples × steps × features → examples × (before + steps): 1, or 0 where all features of the step are 0. `before` steps
 * that are always real come first: a class token. */
export class PaddingMask extends tf.layers.Layer {
  static readonly className = "PaddingMask";
  readonly before: number;

  constructor(config: { before?: number } & LayerConfig) {
    super(config);
    this.before = config.before ?? 0;
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, steps] = shape as number[];
    return [rows, this.before + steps];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), real = tf.cast(tf.greater(tf.max(tf.abs(x), 2), 0), "float32");
      return this.before > 0 ? tf.concat([tf.ones([x.shape[0], this.before]), real], 1) : real;
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), before: this.before };
  }
}
tf.serialization.registerClass(PaddingMask);
