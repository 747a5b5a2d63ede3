/** Periodic encodings of numbers (Gorishniy, Rubachev & Babenko 2022): sin and cos of 2πcx with learnt c, which lets a
 * network bend at many places of x. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only } from "./layer.ts";

/** examples × columns → examples × columns × 2·frequencies: the sines, then the cosines. */
export class PeriodicEncoding extends tf.layers.Layer {
  static readonly className = "PeriodicEncoding";
  readonly frequencies: number;
  #c!: tf.LayerVariable;

  constructor(config: { frequencies: number } & LayerConfig) {
    super(config);
    this.frequencies = config.frequencies;
  }
  override build(shape: tf.Shape | tf.Shape[]): void {
    const columns = (shape as number[])[1];
    this.#c = this.addWeight(
      "frequencies",
      [columns, this.frequencies],
      "float32",
      tf.initializers.zeros(),
    );
    super.build(shape);
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...shape as tf.Shape, 2 * this.frequencies];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.mul(tf.expandDims(only(inputs), 2), 2 * Math.PI);
      const angle = tf.mul(x, this.#c.read());
      return tf.concat([tf.sin(angle), tf.cos(angle)], 2);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), frequencies: this.frequencies };
  }
}
tf.serialization.registerClass(PeriodicEncoding);
