/** Layers of an ensemble that shares its weights: TabM (Gorishniy, Kotelnikov & Babenko 2025), after BatchEnsemble
 * (Wen, Tran & Ba 2020). Tables of examples × members × columns flow between them. */
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only } from "./layer.ts";

/** examples × columns → examples × members × columns: every member sees the same row. */
export class Members extends tf.layers.Layer {
  static readonly className = "Members";
  readonly members: number;

  constructor(config: { members: number } & LayerConfig) {
    super(config);
    this.members = config.members;
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [rows, columns] = shape as number[];
    return [rows, this.members, columns];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => tf.tile(tf.expandDims(only(inputs), 1), [1, this.members, 1]));
  }
  override getConfig(): Config {
    return { ...super.getConfig(), members: this.members };
  }
}
tf.serialization.registerClass(Members);

/** examples × members × columns → examples × members × units: y = ((x ∘ r) W) ∘ s + b. All members share W; r, s and b
 * are each member's own. */
export class MemberDense extends tf.layers.Layer {
  static readonly className = "MemberDense";
  readonly units: number;
  #kernel!: tf.LayerVariable;
  #inputScale!: tf.LayerVariable;
  #outputScale!: tf.LayerVariable;
  #bias!: tf.LayerVariable;

  constructor(config: { units: number } & LayerConfig) {
    super(config);
    this.units = config.units;
  }
  override build(shape: tf.Shape | tf.Shape[]): void {
    const [, members, columns] = shape as number[], { zeros, ones } = tf.initializers;
    const add = (name: string, shape: number[], initial = zeros()) =>
      this.addWeight(name, shape, "float32", initial);
    this.#kernel = add("kernel", [columns, this.units]);
    this.#inputScale = add("input_scale", [members, columns], ones());
    this.#outputScale = add("output_scale", [members, this.units], ones());
    this.#bias = add("bias", [members, this.units]);
    super.build(shape);
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...(shape as tf.Shape).slice(0, 2), this.units];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs), [examples, members, columns] = x.shape;
      const scaled = tf.reshape(tf.mul(x, this.#inputScale.read()), [-1, columns]);
      const product = tf.matMul(scaled, this.#kernel.read());
      const own = tf.mul(
        tf.reshape(product, [examples, members, this.units]),
        this.#outputScale.read(),
      );
      return tf.add(own, this.#bias.read());
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), units: this.units };
  }
}
tf.serialization.registerClass(MemberDense);

/** examples × members × classes → examples × classes: the mean of the members' probabilities. */
export class MeanOfMembers extends tf.layers.Layer {
  static readonly className = "MeanOfMembers";

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [rows, , columns] = shape as number[];
    return [rows, columns];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => tf.mean(only(inputs), 1));
  }
}
tf.serialization.registerClass(MeanOfMembers);
