/** Layers of an ensemble that shares its weights: TabM (Gorishniy, Kotelnikov & Babenko 2025), after BatchEnsemble
 * (Wen, Tran & Ba 2020). Tables of examples × members × columns flow between them. */
import { tf } from "../tf.ts";

type Config = tf.serialization.ConfigDict;
type LayerConfig = ConstructorParameters<typeof tf.layers.Layer>[0];
type Kwargs = Parameters<tf.layers.Layer["call"]>[1];

const one = <T>(x: T | T[]): T => Array.isArray(x) ? x[0] : x;

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
    return tf.tidy(() => tf.tile(tf.expandDims(one(inputs), 1), [1, this.members, 1]));
  }
  override getConfig(): Config {
    return { ...super.getConfig(), members: this.members };
  }
}
tf.serialization.registerClass(Members);

/** examples × members × classes → examples × classes: the mean of the members' probabilities. */
export class MeanOfMembers extends tf.layers.Layer {
  static readonly className = "MeanOfMembers";

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [rows, , columns] = shape as number[];
    return [rows, columns];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => tf.mean(one(inputs), 1));
  }
}
tf.serialization.registerClass(MeanOfMembers);
