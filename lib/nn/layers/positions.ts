/** Where a step stands in its sequence, added to what it holds. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** examples × steps × width → the same, plus a vector for each step: of sines and cosines, or learnt (`positions`, steps ×
 * width). */
export class Positions extends tf.layers.Layer {
  static readonly className = "Positions";
  readonly kind: "sinusoidal" | "learnt";
  #positions: tf.LayerVariable | undefined;

  constructor(config: { kind: "sinusoidal" | "learnt" } & LayerConfig) {
    super(config);
    this.kind = config.kind;
  }
  override build(shape: Shape): void {
    const [, ...size] = shape as number[];
    if (this.kind === "learnt") {
      this.#positions = this.addWeight("positions", size, "float32", tf.initializers.zeros());
    }
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return shape as tf.Shape;
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [, steps, width] = x.shape;
      const fixed = () => tf.tensor(sinusoids(steps, width), [steps, width]);
      return tf.add(x, this.#positions ? this.#positions.read() : fixed());
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), kind: this.kind };
  }
}
tf.serialization.registerClass(Positions);

/** sin(t / 10000^(2i/width)) in column 2i and the cosine in column 2i + 1 (Vaswani et al. 2017, section 3.5).
 * @returns steps × width, row-major */
export function sinusoids(steps: number, width: number): Float32Array {
  return Float32Array.from({ length: steps * width }, (_, at) => {
    const t = Math.floor(at / width), column = at % width, odd = column % 2;
    const angle = t / 10000 ** ((column - odd) / width);
    return odd ? Math.cos(angle) : Math.sin(angle);
  });
}
