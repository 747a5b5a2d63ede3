/** One step of a sequence: the class token's. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** examples × steps × width → examples × width: the step number `at`, from 0, or from the end where it is negative. */
export class Step extends tf.layers.Layer {
  static readonly className = "Step";
  readonly at: number;

  constructor(config: { at: number } & LayerConfig) {
    super(config);
    this.at = config.at;
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, , width] = shape as number[];
    return [rows, width];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), at = this.at < 0 ? x.shape[1]! + this.at : this.at;
      return tf.squeeze(tf.slice(x, [0, at, 0], [-1, 1, -1]), [1]);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), at: this.at };
  }
}
tf.serialization.registerClass(Step);
