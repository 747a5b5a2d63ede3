/** A block of a table's columns: where a tower of a fusion network begins. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only } from "./layer.ts";

/** examples × columns → examples × count: the columns `from` … `from + count − 1`, counted from 0. */
export class Columns extends tf.layers.Layer {
  static readonly className = "Columns";
  readonly from: number;
  readonly count: number;

  constructor(config: { from: number; count: number } & LayerConfig) {
    super(config);
    this.from = config.from;
    this.count = config.count;
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [(shape as tf.Shape)[0], this.count];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => tf.slice(only(inputs), [0, this.from], [-1, this.count]));
  }
  override getConfig(): Config {
    return { ...super.getConfig(), from: this.from, count: this.count };
  }
}
tf.serialization.registerClass(Columns);
