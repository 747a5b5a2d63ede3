/** A sequence as one vector, its steps weighted by what they hold (Yang et al. 2016, "Hierarchical attention networks for
 * document classification"). */
import { tf } from "../tf.ts";
import { type Config, inputs, type Kwargs, type Shape } from "./layer.ts";

/** examples × steps × width, and perhaps a mask of examples × steps → examples × width: Σₜ aₜ xₜ with
 * a = softmax over the steps of tanh(x W + b) · query. A step where the mask is 0 has no weight. */
export class AttentionPooling extends tf.layers.Layer {
  static readonly className = "AttentionPooling";
  #kernel!: tf.LayerVariable;
  #bias!: tf.LayerVariable;
  #query!: tf.LayerVariable;

  override build(shape: Shape): void {
    const width = (inputs(shape)[0] as number[])[2], zeros = tf.initializers.zeros();
    this.#kernel = this.addWeight("kernel", [width, width], "float32", zeros);
    this.#bias = this.addWeight("bias", [width], "float32", zeros);
    this.#query = this.addWeight("query", [width], "float32", zeros);
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, , width] = inputs(shape)[0];
    return [rows, width];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = inputs(given);
      return tf.sum(tf.mul(x, tf.expandDims(this.weightsOf(x, mask), 2)), 1);
    });
  }
  /** a: examples × steps. */
  weightsOf(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
    const [rows, steps, width] = x.shape;
    const product = tf.matMul(tf.reshape(x, [-1, width]), this.#kernel.read());
    const u = tf.tanh(tf.add(product, this.#bias.read()));
    const column = tf.reshape(this.#query.read(), [width, 1]);
    const scores = tf.reshape(tf.matMul(u, column), [rows, steps]);
    return tf.softmax(mask ? tf.add(scores, tf.mul(tf.sub(1, mask), -1e9)) : scores);
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(AttentionPooling);
