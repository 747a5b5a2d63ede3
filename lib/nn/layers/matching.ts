/** How well the halves of examples match: the logits of a contrastive loss. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** Added to a logit of an example that there is not: it is never chosen. */
export const NOBODY = -1e9;
/** Added to squared lengths, so that zeros have a direction. */
export const TINY = 1e-12;

/** 2 examples × width, first and second halves in turn → examples × candidates: the cosine of an example's first half and
 * the second half of itself (column 0), of the next example in the batch (column 1), and so on around, divided by
 * `temperature`. A softmax of it and "column 0" as every row's class are the InfoNCE loss (van den Oord, Li & Vinyals 2018)
 * with candidates − 1 negatives of the batch, one way of the two of NT-Xent (Chen et al. 2020). */
export class Matching extends tf.layers.Layer {
  static readonly className = "Matching";
  readonly candidates: number;
  readonly temperature: number;

  constructor(config: { candidates: number; temperature: number } & LayerConfig) {
    super(config);
    this.candidates = config.candidates;
    this.temperature = config.temperature;
  }
  override computeOutputShape(_shape: Shape): tf.Shape {
    return [null, this.candidates];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [halves, width] = x.shape, rows = halves / 2;
      const length = tf.sqrt(tf.add(tf.sum(tf.mul(x, x), 1, true), TINY));
      const pairs = tf.reshape(tf.div(x, length), [rows, 2 * width]);
      const [a, b] = tf.split(pairs, 2, 1), own = around(rows, this.candidates);
      const cosines = tf.matMul(a, tf.transpose(b)); // example × example
      const flat = own.map((column, at) => Math.floor(at / (own.length / rows)) * rows + column);
      const found = tf.reshape(
        tf.gather(tf.reshape(cosines, [-1]), tf.tensor(flat, [flat.length], "int32")),
        [rows, flat.length / rows],
      );
      const missing = this.candidates - flat.length / rows;
      return tf.pad(tf.div(found, this.temperature), [[0, 0], [0, missing]], NOBODY);
    });
  }
  override getConfig(): Config {
    const { candidates, temperature } = this;
    return { ...super.getConfig(), candidates, temperature };
  }
}
tf.serialization.registerClass(Matching);

/** Whose second half stands in each column: row by row, as many columns as there are examples, or candidates. */
export function around(rows: number, candidates: number): Int32Array {
  const columns = Math.min(rows, candidates);
  return Int32Array.from(
    { length: rows * columns },
    (_, at) => (Math.floor(at / columns) + at % columns) % rows,
  );
}
