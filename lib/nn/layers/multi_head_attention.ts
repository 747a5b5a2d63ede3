/** Self-attention of several heads (Vaswani et al. 2017, "Attention is all you need"). */
import { InputError } from "../../core/errors.ts";
import { tf } from "../tf.ts";
import { type Config, inputs, type Kwargs, type LayerConfig, type Shape } from "./layer.ts";

/** Added to a score that a mask hides: its weight becomes 0. */
const HIDDEN = -1e9;

/** examples × steps × width, and perhaps a mask of examples × steps → examples × steps × width.
 *
 * [Q K V] = x W + b, then of each head softmax(Q Kᵀ / √(width / heads)) V; the heads side by side, times `output_kernel`,
 * plus `output_bias`. Steps where the mask is 0 are not looked at; with `causal`, nor are later steps.
 *
 * Weights: `kernel` width × 3 width (Q, K, V side by side; PyTorch's `in_proj_weight` transposed), `bias`,
 * `output_kernel` width × width (`out_proj.weight` transposed), `output_bias`. */
export class MultiHeadAttention extends tf.layers.Layer {
  static readonly className = "MultiHeadAttention";
  readonly heads: number;
  readonly causal: boolean;
  #kernel!: tf.LayerVariable;
  #bias!: tf.LayerVariable;
  #outputKernel!: tf.LayerVariable;
  #outputBias!: tf.LayerVariable;

  constructor(config: { heads: number; causal?: boolean } & LayerConfig) {
    super(config);
    this.heads = config.heads;
    this.causal = config.causal ?? false;
  }
  override build(shape: Shape): void {
    const width = (inputs(shape)[0] as number[])[2], zeros = tf.initializers.zeros();
    if (width % this.heads !== 0) {
      throw new InputError("the width of attention does not divide into its heads", {
        found: `${width} wide, ${this.heads} heads`,
        expected: `a width that is a multiple of ${this.heads}`,
      });
    }
    this.#kernel = this.addWeight("kernel", [width, 3 * width], "float32", zeros);
    this.#bias = this.addWeight("bias", [3 * width], "float32", zeros);
    this.#outputKernel = this.addWeight("output_kernel", [width, width], "float32", zeros);
    this.#outputBias = this.addWeight("output_bias", [width], "float32", zeros);
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return inputs(shape)[0];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = inputs(given), [rows, steps, width] = x.shape, { heads } = this;
      const flat = tf.reshape(x, [-1, width]);
      const product = tf.add(tf.matMul(flat, this.#kernel.read()), this.#bias.read());
      const [q, k, v] = tf.split(product, 3, 1).map((part) =>
        tf.transpose(tf.reshape(part, [rows, steps, heads, width / heads]), [0, 2, 1, 3])
      );
      let scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads));
      if (mask) {
        scores = tf.add(scores, tf.mul(tf.sub(1, tf.reshape(mask, [rows, 1, 1, steps])), HIDDEN));
      }
      if (this.causal) scores = tf.add(scores, tf.tensor(later(steps), [steps, steps]));
      const seen = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
      const out = tf.matMul(tf.reshape(seen, [-1, width]), this.#outputKernel.read());
      return tf.reshape(tf.add(out, this.#outputBias.read()), x.shape);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), heads: this.heads, causal: this.causal };
  }
}
tf.serialization.registerClass(MultiHeadAttention);

/** What is added to the scores so that no step (a row) looks at later ones (columns behind the diagonal). */
export function later(steps: number): Float32Array {
  return Float32Array.from(
    { length: steps * steps },
    (_, at) => at % steps > Math.floor(at / steps) ? HIDDEN : 0,
  );
}
