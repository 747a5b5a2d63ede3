/** A model's weights as flat arrays in an arena: what the optimiser changes, whichever engine makes the gradient. */
import type { Arena } from "./arena.ts";
import { padded, strideOf } from "./arena.ts";
import { tf } from "./tf.ts";

/** One weight of the model, each row `strideOf(columns)` floats long. */
export interface Parameter {
  readonly name: string;
  /** Address of its values; gradient and moments stand in the same order in their own arrays. */
  readonly at: number;
  /** Address of its gradient; 0 for running averages and other constants. */
  readonly gradient: number;
  readonly rows: number;
  readonly columns: number;
  /** Floats in all, padding included; a matrix has whole tiles of four rows. */
  readonly length: number;
  readonly shape: readonly number[];
  /** Does L2 count it? Weight matrices alone: neither biases nor batch norm's γ and β. */
  readonly penalised: boolean;
}

/** All weights of a model, in an arena. */
export class Parameters {
  /** Floats per array, padding included. */
  readonly count: number;
  readonly weights: number;
  readonly gradients: number;
  readonly trainable: readonly Parameter[];
  readonly constants: readonly Parameter[];
  readonly #arena: Arena;
  readonly #constantCount: number;
  readonly #constantsAt: number;
  readonly #byName: ReadonlyMap<string, Parameter>;

  constructor(model: tf.LayersModel, arena: Arena) {
    this.#arena = arena;
    const size = (shape: readonly number[]) => {
      const columns = shape.at(-1) ?? 1, all = shape.reduce((a, b) => a * b, 1);
      const rows = all / columns, height = shape.length > 1 ? padded(rows) : rows;
      return { columns, rows, length: height * strideOf(columns) };
    };
    const lengthOf = (weights: readonly { shape: readonly (number | null)[] }[]) =>
      weights.reduce((sum, weight) => sum + size(weight.shape as number[]).length, 0);
    this.count = lengthOf(model.trainableWeights);
    this.#constantCount = lengthOf(model.nonTrainableWeights);
    this.weights = arena.allocate(this.count);
    this.gradients = arena.allocate(this.count);
    this.#constantsAt = arena.allocate(Math.max(this.#constantCount, 4));
    const lay = (weights: tf.LayersModel["weights"], from: number, gradients: number) => {
      let at = 0;
      return weights.map((weight): Parameter => {
        const shape = weight.shape as number[], { rows, columns, length } = size(shape);
        const name = weight.originalName;
        const parameter = {
          name,
          at: from + at,
          gradient: gradients && gradients + at,
          rows,
          columns,
          length,
          shape,
          penalised: /kernel$/.test(name),
        };
        at += length * 4;
        return parameter;
      });
    };
    this.trainable = lay(model.trainableWeights, this.weights, this.gradients);
    this.constants = lay(model.nonTrainableWeights, this.#constantsAt, 0);
    this.#byName = new Map(
      [...this.trainable, ...this.constants].map((parameter) => [parameter.name, parameter]),
    );
    this.read(model);
  }

  /** The parameter of a layer's own weight, e.g. `of(layer, "kernel")`. */
  of(layer: tf.layers.Layer, name: string): Parameter {
    return this.#byName.get(`${layer.name}/${name}`)!;
  }

  /** Takes the model's values. */
  read(model: tf.LayersModel): void {
    for (const [variables, parameters] of this.#pairs(model)) {
      variables.forEach((variable, i) =>
        this.#arena.writeRows(
          parameters[i].at,
          variable.read().dataSync() as Float32Array,
          parameters[i].columns,
        )
      );
    }
  }

  /** Gives the values to the model. */
  write(model: tf.LayersModel): void {
    tf.tidy(() => {
      for (const [variables, parameters] of this.#pairs(model)) {
        variables.forEach((variable, i) => {
          const { at, rows, columns, shape } = parameters[i];
          variable.write(tf.tensor(this.#arena.readRows(at, rows, columns), shape as number[]));
        });
      }
    });
  }

  #pairs(model: tf.LayersModel) {
    return [
      [model.trainableWeights, this.trainable],
      [model.nonTrainableWeights, this.constants],
    ] as const;
  }

  /** A copy of all values, running averages included. */
  snapshot(): Float32Array<ArrayBuffer> {
    const copy = new Float32Array(this.count + this.#constantCount);
    copy.set(this.#arena.floats(this.weights, this.count));
    copy.set(this.#arena.floats(this.#constantsAt, this.#constantCount), this.count);
    return copy;
  }

  /** Puts a snapshot back. */
  restore(snapshot: Float32Array): void {
    this.#arena.floats(this.weights, this.count).set(snapshot.subarray(0, this.count));
    this.#arena.floats(this.#constantsAt, this.#constantCount).set(snapshot.subarray(this.count));
  }
}
