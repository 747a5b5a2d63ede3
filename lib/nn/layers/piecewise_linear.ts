/** Piecewise-linear encodings of numbers (Gorishniy, Rubachev & Babenko 2022): how far x has come through each bin. */
import { InputError } from "../../core/errors.ts";
import { column, type Matrix } from "../../core/matrix.ts";
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only } from "./layer.ts";

/** Bins as lines that are cut off: encoding = slope x + offset, limited to [low, high]. */
interface BinTables {
  /** Bins per column: those of the column with most of them, rounded up to a multiple of 4. Columns with fewer
   * have zeros at the end. */
  readonly bins: number;
  /** Each columns × bins. */
  readonly slope: Float32Array;
  readonly offset: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Bin t of a column is (x − edge[t]) / (edge[t + 1] − edge[t]), cut off at 0 and 1; the first bin not at 0, the last
 * not at 1, so that values beyond the edges stay apart.
 * @throws {InputError} when a column's edges do not rise or are fewer than two */
export function binTables(edges: readonly (readonly number[])[]): BinTables {
  const bins = Math.ceil(Math.max(...edges.map((list) => list.length - 1)) / 4) * 4;
  const table = () => new Float32Array(edges.length * bins);
  const slope = table(), offset = table(), low = table(), high = table();
  edges.forEach((list, j) => {
    const rising = list.every((edge, t) => t === 0 || edge > list[t - 1]);
    if (list.length < 2 || !rising) {
      throw new InputError(`the edges of column ${j} (from 0) make no bins`, {
        found: list.join(", "),
        expected: "two numbers or more, each larger than the one before",
      });
    }
    for (let t = 0; t + 1 < list.length; t++) {
      const at = j * bins + t, width = list[t + 1] - list[t];
      slope[at] = 1 / width;
      offset[at] = -list[t] / width;
      low[at] = t === 0 ? -1e30 : 0;
      high[at] = t + 2 === list.length ? 1e30 : 1;
    }
  });
  return { bins, slope, offset, low, high };
}

/** Edges at quantiles of the training rows, so that each bin holds about as many of them; equal edges are one.
 * A column of one value only gets the one bin around it.
 * @param bins at most this many per column */
export function quantileEdges(x: Matrix, bins: number): number[][] {
  return x.names.map((_, j) => {
    const sorted = column(x, j).sort(), last = sorted.length - 1;
    const edges = Array.from({ length: bins + 1 }, (_, t) => sorted[Math.round(t / bins * last)]);
    const different = [...new Set(edges)];
    return different.length > 1 ? different : [different[0] - 0.5, different[0] + 0.5];
  });
}

/** examples × columns → examples × columns × bins. */
export class PiecewiseLinearEncoding extends tf.layers.Layer {
  static readonly className = "PiecewiseLinearEncoding";
  readonly edges: number[][];
  readonly #tables: BinTables;

  /** @param config.edges one rising list per column */
  constructor(config: { edges: number[][] } & LayerConfig) {
    super(config);
    this.edges = config.edges;
    this.#tables = binTables(config.edges);
  }
  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...shape as tf.Shape, this.#tables.bins];
  }
  override call(inputs: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const { bins, slope, offset, low, high } = this.#tables, shape = [this.edges.length, bins];
      const x = tf.expandDims(only(inputs), 2);
      const line = tf.add(tf.mul(x, tf.tensor(slope, shape)), tf.tensor(offset, shape));
      return tf.minimum(tf.maximum(line, tf.tensor(low, shape)), tf.tensor(high, shape));
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), edges: this.edges };
  }
}
tf.serialization.registerClass(PiecewiseLinearEncoding);
