/** Powers as decibels. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** Smaller powers count as this one. */
export const LEAST_POWER = 1e-10;
/** From a natural logarithm to decibels. */
export const DECIBELS = 10 / Math.LN10;

/** examples × … → the same, 10 log₁₀ of each; what lies more than `topDb` below the loudest of its example is raised to
 * that, and learns nothing; the loudest is taken as given. As `powerToDb` of the audio room. */
export class Decibels extends tf.layers.Layer {
  static readonly className = "Decibels";
  readonly topDb: number;

  constructor(config: { topDb: number } & LayerConfig) {
    super(config);
    this.topDb = config.topDb;
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return shape as tf.Shape;
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), axes = x.shape.map((_, axis) => axis).slice(1);
      const all = tf.mul(tf.log(tf.maximum(x, LEAST_POWER)), DECIBELS);
      const raised = tf.customGrad((y, save) => { // no gradient goes through the floor
        const own = y as tf.Tensor,
          keep = save as tf.GradSaveFunc,
          floor = tf.sub(tf.max(own, axes, true), this.topDb);
        const isAbove = tf.cast(tf.greaterEqual(own, floor), "float32");
        keep([isAbove]);
        return {
          value: tf.maximum(own, floor),
          gradFunc: (dy: tf.Tensor, [kept]: tf.Tensor[]) => tf.mul(dy, kept),
        };
      });
      return raised(all);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), topDb: this.topDb };
  }
}
tf.serialization.registerClass(Decibels);
