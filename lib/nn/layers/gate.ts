/** Gated fusion: a learnt share for every tower, track by track (Arevalo, Solorio, Montes-y-Gómez & González 2017,
 * "Gated multimodal units for information fusion"). */
import { InputError } from "../../core/errors.ts";
import { tf } from "../tf.ts";
import type { Config, Kwargs, LayerConfig } from "./layer.ts";

/** Towers h₁ … hₙ of examples × units → examples × units: y = Σₜ gₜ ∘ hₜ, where the shares g are a softmax over the
 * towers of W [h₁; …; hₙ] + b, the last tower's number being 0. For two towers that is g = σ(W [h₁; h₂] + b) and
 * y = g ∘ h₁ + (1 − g) ∘ h₂. */
export class Gate extends tf.layers.Layer {
  static readonly className = "Gate";
  /** What the towers are called, in order. */
  readonly towers: readonly string[];
  /** A share for each unit, or one for all units of a tower. */
  readonly gates: "unit" | "tower";
  #kernel!: tf.LayerVariable;
  #bias!: tf.LayerVariable;

  constructor(config: { towers: readonly string[]; gates: "unit" | "tower" } & LayerConfig) {
    super(config);
    this.towers = config.towers;
    this.gates = config.gates;
  }
  override build(shapes: tf.Shape | tf.Shape[]): void {
    const widths = (shapes as number[][]).map((shape) => shape[1]);
    if (widths.length < 2 || widths.some((width) => width !== widths[0])) {
      throw new InputError("a gate mixes two towers or more that end in as many units", {
        found: this.towers.map((name, t) => `${name}: ${widths[t]}`).join(", "),
      });
    }
    const numbers = (widths.length - 1) * (this.gates === "unit" ? widths[0] : 1);
    const zeros = tf.initializers.zeros(), columns = widths.length * widths[0];
    this.#kernel = this.addWeight("kernel", [columns, numbers], "float32", zeros);
    this.#bias = this.addWeight("bias", [numbers], "float32", zeros);
    super.build(shapes);
  }
  override computeOutputShape(shapes: tf.Shape | tf.Shape[]): tf.Shape {
    return (shapes as tf.Shape[])[0];
  }
  /** The shares: examples × towers × units, or × 1. */
  shares(towers: tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const product = tf.matMul(tf.concat(towers, 1), this.#kernel.read() as tf.Tensor2D);
      const last = towers.length - 1, numbers = tf.add(product, this.#bias.read());
      const own = tf.reshape(numbers, [numbers.shape[0]!, last, numbers.shape[1]! / last]);
      const all = tf.concat([own, tf.zerosLike(tf.slice(own, [0, 0, 0], [-1, 1, -1]))], 1);
      return tf.transpose(tf.softmax(tf.transpose(all, [0, 2, 1])), [0, 2, 1]);
    });
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const towers = inputs as tf.Tensor[];
      return tf.sum(tf.mul(tf.stack(towers, 1), this.shares(towers)), 1);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), towers: [...this.towers], gates: this.gates };
  }
}
tf.serialization.registerClass(Gate);
