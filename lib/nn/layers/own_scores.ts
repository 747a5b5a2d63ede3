/** Every tag's own score, passed through, and what a network adds to it. */
import { InputError } from "../../core/errors.ts";
import { tf } from "../tf.ts";
import { type Config, inputs, type Kwargs, type Shape } from "./layer.ts";

/** Two tables of examples × tags, a correction c and the tags' own log-odds x → c + a ∘ x + b, with a scale and a shift
 * for each tag: calibration (Platt 1999), and a residual connection from the scores to the answers. It starts as
 * c + x. */
export class OwnScores extends tf.layers.Layer {
  static readonly className = "OwnScores";
  #scale!: tf.LayerVariable;
  #bias!: tf.LayerVariable;

  override build(shape: Shape): void {
    const [correction, own] = inputs(shape);
    if (correction.at(-1) !== own.at(-1)) {
      throw new InputError("a correction and own scores of other tags", {
        found: `${correction.at(-1)} and ${own.at(-1)} columns`,
      });
    }
    const tags = own.at(-1) as number;
    this.#scale = this.addWeight("scale", [tags], "float32", tf.initializers.ones());
    this.#bias = this.addWeight("bias", [tags], "float32", tf.initializers.zeros());
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return inputs(shape)[0];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const [correction, own] = inputs(given);
      return tf.add(correction, tf.add(tf.mul(own, this.#scale.read()), this.#bias.read()));
    });
  }
  override getConfig(): Config {
    return super.getConfig();
  }
}
tf.serialization.registerClass(OwnScores);
