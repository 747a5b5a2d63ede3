/** A learnt step before all others, in which attention gathers what a sequence says (Devlin et al. 2019, BERT;
 * Dosovitskiy et al. 2021, ViT). */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, only, type Shape } from "./layer.ts";

/** examples × steps × width → examples × (1 + steps) × width. */
export class ClassToken extends tf.layers.Layer {
  static readonly className = "ClassToken";
  #token!: tf.LayerVariable;

  override build(shape: Shape): void {
    const width = (shape as number[])[2];
    this.#token = this.addWeight("token", [width], "float32", tf.initializers.zeros());
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, steps, width] = shape as number[];
    return [rows, steps + 1, width];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [rows, , width] = x.shape;
      const token = tf.reshape(this.#token.read(), [1, 1, width]);
      return tf.concat([tf.tile(token, [rows, 1, 1]), x], 1);
    });
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(ClassToken);
