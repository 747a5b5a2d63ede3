/** Columns in another order: groups of columns side by side, filled up with zeros. */
import { InputError } from "../../core/errors.ts";
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** examples × columns → examples × columns.length: y[:, j] = x[:, columns[j]], and 0 where columns[j] is −1. No column is
 * picked twice. */
export class Pick extends tf.layers.Layer {
  static readonly className = "Pick";
  readonly columns: readonly number[];

  constructor(config: { columns: readonly number[] } & LayerConfig) {
    super(config);
    this.columns = config.columns;
  }
  override build(shape: Shape): void {
    const width = (shape as number[])[1], picked = this.columns.filter((column) => column >= 0);
    const odd = picked.find((column, i) => column >= width || picked.indexOf(column) !== i);
    if (odd !== undefined) {
      throw new InputError("a column that is not there, or is picked twice", {
        found: odd,
        expected: `each of 0 to ${width - 1} once at most`,
      });
    }
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return [(shape as tf.Shape)[0], this.columns.length];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const { columns } = this, width = only(given).shape[1]!;
      const back = Array.from({ length: width }, (_, column) => columns.indexOf(column));
      // the gradient of tf.gather has no kernel in WebAssembly; this one picks, too
      const pick = tf.customGrad((x) => ({
        value: picked(x as tf.Tensor, columns),
        gradFunc: (dy: tf.Tensor) => picked(dy, back),
      }));
      return pick(only(given));
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), columns: [...this.columns] };
  }
}
tf.serialization.registerClass(Pick);

function picked(x: tf.Tensor, columns: readonly number[]): tf.Tensor {
  const [rows, width] = x.shape, filled = tf.concat([x, tf.zeros([rows, 1])], 1);
  const at = Int32Array.from(columns, (column) => column < 0 ? width : column);
  return tf.gather(filled, tf.tensor(at, [at.length], "int32"), 1);
}
