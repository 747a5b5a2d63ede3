/** A dense layer for each group of a table examples × groups × columns: a feature's embedding, a member's head. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only } from "./layer.ts";

/** examples × groups × columns → examples × groups × units: y = x W + b, with W and b for each group, or one of them
 * for all where `shared`. */
export class GroupDense extends tf.layers.Layer {
  static readonly className = "GroupDense";
  readonly units: number;
  readonly shared: boolean;
  #kernel!: tf.LayerVariable;
  #bias!: tf.LayerVariable;

  constructor(config: { units: number; shared?: boolean } & LayerConfig) {
    super(config);
    this.units = config.units;
    this.shared = config.shared ?? false;
  }
  override build(shape: tf.Shape | tf.Shape[]): void {
    const [, groups, columns] = shape as number[], own = this.shared ? [] : [groups];
    const zeros = tf.initializers.zeros();
    this.#kernel = this.addWeight("kernel", [...own, columns, this.units], "float32", zeros);
    this.#bias = this.addWeight("bias", [...own, this.units], "float32", zeros);
    super.build(shape);
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...(shape as tf.Shape).slice(0, 2), this.units];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs), [examples, groups, columns] = x.shape;
      if (this.shared) {
        const product = tf.matMul(tf.reshape(x, [-1, columns]), this.#kernel.read() as tf.Tensor2D);
        return tf.add(tf.reshape(product, [examples, groups, this.units]), this.#bias.read());
      }
      const product = tf.matMul(tf.transpose(x, [1, 0, 2]), this.#kernel.read());
      return tf.add(tf.transpose(product, [1, 0, 2]), this.#bias.read());
    });
  }
  override getConfig(): Config {
    // `activation` and `useBias` as a dense layer has them
    const dense = { activation: "linear", useBias: true };
    return { ...super.getConfig(), ...dense, units: this.units, shared: this.shared };
  }
}
tf.serialization.registerClass(GroupDense);
