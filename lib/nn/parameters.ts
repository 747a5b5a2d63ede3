/** A model's weights as flat arrays in an arena: what the optimiser changes, whichever engine makes the gradient. */
import type { Arena } from "./arena.ts";
import { padded, strideOf } from "./arena.ts";
import { ofLayer } from "./by_layer.ts";
import { TRAIN_DEFAULTS, type TrainSettings } from "./settings.ts";
import { tf } from "./tf.ts";

/** One weight of the model, each row `strideOf(columns)` floats long. */
export interface Parameter {
  readonly name: string;
  /** Its layer's name. */
  readonly layer: string;
  /** Address of its values; gradient and moments stand in the same order in their own arrays. */
  readonly at: number;
  /** Address of its gradient; 0 for running averages and other constants. Of a frozen weight there is room for a
   * gradient, which nothing reads. */
  readonly gradient: number;
  readonly rows: number;
  readonly columns: number;
  /** Floats in all, padding included; a matrix has whole tiles of four rows. */
  readonly length: number;
  readonly shape: readonly number[];
  /** Does L2 count it? Weight matrices alone: neither biases nor batch norm's γ and β. */
  readonly penalised: boolean;
  /** By what its learning rate is multiplied; 0 where it is frozen. */
  readonly rate: number;
  /** Is it a bias that the batch normalisation after it takes off again? Its gradient is 0 but for rounding, which
   * Adam would blow up. */
  readonly cancelled: boolean;
}

/** Neighbours in the flat arrays that learn at the same rate. */
export interface ParameterGroup {
  /** Bytes from the first weight on. */
  readonly offset: number;
  /** Floats, padding included. */
  readonly length: number;
  readonly rate: number;
}

/** Which layers learn, and how fast: see {@linkcode TrainSettings}. */
type LayerSettings = Pick<TrainSettings, "layerRates" | "frozenBatchNorm">;

const isNorm = (layer: tf.layers.Layer) => layer.getClassName() === "BatchNormalization";

const AVERAGES = /\/moving_(mean|variance)$/;

/** All weights of a model, in an arena: first those that learn, then those that are frozen. */
export class Parameters {
  /** Floats that learn, padding included: what gradients, moments and penalties are counted over. */
  readonly count: number;
  readonly weights: number;
  readonly gradients: number;
  /** Those that learn. */
  readonly trainable: readonly Parameter[];
  readonly frozen: readonly Parameter[];
  /** Running averages and the like. */
  readonly constants: readonly Parameter[];
  /** All that learns, cut where the rate changes. */
  readonly parameterGroups: readonly ParameterGroup[];
  readonly #arena: Arena;
  readonly #settings: LayerSettings;
  readonly #constantCount: number;
  readonly #constantsAt: number;
  readonly #byName: ReadonlyMap<string, Parameter>;

  constructor(model: tf.LayersModel, arena: Arena, settings: LayerSettings = TRAIN_DEFAULTS) {
    this.#arena = arena;
    this.#settings = settings;
    const { learning, frozen, constants } = this.#variables(model), cancelled = new Set<string>();
    const rates = new Map([...learning, ...frozen].map(({ layer, rate }) => [layer, rate]));
    for (const layer of model.layers.filter(isNorm)) {
      const below = (layer.input as tf.SymbolicTensor).sourceLayer;
      const still = rates.get(layer.name) === 0 && settings.frozenBatchNorm === "inference";
      if (below.getClassName() === "Dense" && !still) cancelled.add(`${below.name}/bias`);
    }
    const lengthOf = (list: readonly Variable[]) =>
      list.reduce((sum, { variable }) => sum + sizeOf(variable).length, 0);
    this.count = lengthOf(learning);
    this.#constantCount = lengthOf(constants);
    const all = this.count + lengthOf(frozen);
    this.weights = arena.allocate(all);
    this.gradients = arena.allocate(all);
    this.#constantsAt = arena.allocate(Math.max(this.#constantCount, 4));
    const lay = (list: readonly Variable[], from: number, gradients: number) => {
      let at = 0;
      return list.map(({ variable, layer, rate }): Parameter => {
        const { shape, rows, columns, length } = sizeOf(variable), name = variable.originalName;
        const parameter = {
          name,
          layer,
          at: from + at,
          gradient: gradients && gradients + at,
          rows,
          columns,
          length,
          shape,
          penalised: /kernel$/.test(name),
          rate,
          cancelled: cancelled.has(name),
        };
        at += length * 4;
        return parameter;
      });
    };
    const behind = 4 * this.count;
    this.trainable = lay(learning, this.weights, this.gradients);
    this.frozen = lay(frozen, this.weights + behind, this.gradients + behind);
    this.constants = lay(constants, this.#constantsAt, 0);
    this.parameterGroups = parameterGroupsOf(this.trainable);
    this.#byName = new Map(
      [...this.trainable, ...this.frozen, ...this.constants].map((each) => [each.name, each]),
    );
    this.read(model);
  }

  /** The parameter of a layer's own weight, e.g. `of(layer, "kernel")`. */
  of(layer: tf.layers.Layer, name: string): Parameter {
    return this.#byName.get(`${layer.name}/${name}`)!;
  }

  /** Does any weight of the layer learn? */
  learns({ name }: tf.layers.Layer): boolean {
    return this.trainable.some(({ layer }) => layer === name);
  }

  /** Is it a batch normalisation that goes by its running averages in training, too? */
  isStill(layer: tf.layers.Layer): boolean {
    return isNorm(layer) && !this.learns(layer) && this.#settings.frozenBatchNorm === "inference";
  }

  /** The model's variables of `trainable`, in the same order. */
  variablesThatLearn(model: tf.LayersModel): tf.Variable[] {
    return this.#variables(model).learning.map(({ variable }) => variable.read() as tf.Variable);
  }

  /** Takes the model's values. */
  read(model: tf.LayersModel): void {
    const { learning, frozen, constants } = this.#variables(model);
    const take = (list: readonly Variable[], parameters: readonly Parameter[]) =>
      list.forEach(({ variable }, i) => {
        const values = variable.read().dataSync() as Float32Array;
        this.#arena.writeRows(parameters[i].at, values, parameters[i].columns);
      });
    take(learning, this.trainable);
    take(frozen, this.frozen);
    take(constants, this.constants);
  }

  /** Gives the values to the model; frozen ones stand there already. */
  write(model: tf.LayersModel): void {
    const { learning, constants } = this.#variables(model);
    const give = (list: readonly Variable[], parameters: readonly Parameter[]) =>
      list.forEach(({ variable }, i) => {
        const { at, rows, columns, shape } = parameters[i];
        variable.write(tf.tensor(this.#arena.readRows(at, rows, columns), shape as number[]));
      });
    tf.tidy(() => {
      give(learning, this.trainable);
      give(constants, this.constants);
    });
  }

  /** A copy of all that training changes, running averages included. */
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

  #variables(model: tf.LayersModel) {
    const all = model.layers.flatMap((layer) => {
      const rate = layer.trainable ? ofLayer(this.#settings.layerRates, layer.name, 1) : 0;
      // tfjs counts all weights of a frozen layer as constants, but its averages are so in any case
      const fixed = layer.trainable ? layer.nonTrainableWeights : [];
      return layer.weights.map((variable): Variable => {
        const constant = AVERAGES.test(variable.originalName) || fixed.includes(variable);
        return { variable, layer: layer.name, rate, constant };
      });
    });
    return {
      learning: all.filter(({ constant, rate }) => !constant && rate > 0),
      frozen: all.filter(({ constant, rate }) => !constant && rate === 0),
      constants: all.filter(({ constant }) => constant),
    };
  }
}

interface Variable {
  readonly variable: tf.LayerVariable;
  readonly layer: string;
  readonly rate: number;
  readonly constant: boolean;
}

function sizeOf(variable: tf.LayerVariable) {
  const shape = variable.shape as number[], columns = shape.at(-1) ?? 1;
  const rows = shape.reduce((a, b) => a * b, 1) / columns;
  const height = shape.length > 1 ? padded(rows) : rows;
  return { shape, columns, rows, length: height * strideOf(columns) };
}

function parameterGroupsOf(parameters: readonly Parameter[]): ParameterGroup[] {
  const parameterGroups: { offset: number; length: number; rate: number }[] = [];
  let offset = 0;
  for (const { length, rate } of parameters) {
    const last = parameterGroups.at(-1);
    if (last?.rate === rate) last.length += length;
    else parameterGroups.push({ offset, length, rate });
    offset += 4 * length;
  }
  return parameterGroups;
}
