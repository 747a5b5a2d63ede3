/** Embeddings of numbers: each column becomes a short vector before the first hidden layer
 * (Gorishniy, Rubachev & Babenko 2022, "On embeddings for numerical features in tabular deep learning"). */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { withDefaults } from "../core/settings.ts";
import { GroupDense } from "./layers/group_dense.ts";
import { PeriodicEncoding } from "./layers/periodic.ts";
import { PiecewiseLinearEncoding, quantileEdges } from "./layers/piecewise_linear.ts";
import { tf } from "./tf.ts";

/** PLR: relu(linear(sin 2πcx, cos 2πcx)) with learnt frequencies c, drawn from N(0, sigma²). */
export interface PeriodicEmbedding {
  /** Which embedding this is. */
  kind: "periodic";
  /** Frequencies per column. */
  frequencies: number;
  /** Length of a column's vector. */
  size: number;
  /** Standard deviation of the first frequencies: the larger, the finer the steps it sees. */
  sigma: number;
  /** One linear layer for all columns instead of one each. */
  lite: boolean;
}

/** Piecewise-linear encoding, then relu(linear(…)) per column where `size` is above 0. */
export interface PiecewiseLinearEmbedding {
  /** Which embedding this is. */
  kind: "piecewiseLinear";
  /** Bins per column, cut at quantiles of the training rows. */
  bins: number;
  /** Length of a column's vector; 0: the encoding itself. */
  size: number;
  /** The bins' edges, a rising list per column; null: to be fitted, see `fitEmbedding`. */
  edges: readonly (readonly number[])[] | null;
}

/** An embedding as a person writes it: its kind, or its kind and some of its settings. */
export type Embedding =
  | "none"
  | "periodic"
  | "piecewiseLinear"
  | { kind: "periodic" } & Partial<PeriodicEmbedding>
  | { kind: "piecewiseLinear" } & Partial<PiecewiseLinearEmbedding>;

/** An embedding with every default filled in. */
export type FullEmbedding = "none" | PeriodicEmbedding | PiecewiseLinearEmbedding;

const PERIODIC: PeriodicEmbedding = {
  kind: "periodic",
  frequencies: 16,
  size: 16,
  sigma: 0.1,
  lite: false,
};
const PIECEWISE_LINEAR: PiecewiseLinearEmbedding = {
  kind: "piecewiseLinear",
  bins: 16,
  size: 16,
  edges: null,
};

/** An embedding with every default filled in.
 *
 * @throws {InputError} on an unknown kind or setting
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(fullEmbedding({ kind: "periodic", sigma: 1 }), {
 *   kind: "periodic", frequencies: 16, size: 16, sigma: 1, lite: false,
 * });
 * ```
 */
export function fullEmbedding(given: Embedding): FullEmbedding {
  if (given === "none") return given;
  const part = typeof given === "string" ? { kind: given } : given;
  if (part.kind === "periodic") return withDefaults(PERIODIC, part as typeof PERIODIC);
  if (part.kind === "piecewiseLinear") {
    return withDefaults(PIECEWISE_LINEAR, part as typeof PIECEWISE_LINEAR);
  }
  throw new InputError("no such embedding", {
    found: (part as { kind: unknown }).kind,
    expected: "none, periodic or piecewiseLinear",
  });
}

/** The same embedding with its edges cut at quantiles of `x`, where it has none yet.
 *
 * @param x training rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const x = matrix(5, ["tempo"], Float32Array.of(80, 90, 100, 110, 120));
 * assertEquals(fitEmbedding({ kind: "piecewiseLinear", bins: 2, size: 0 }, x), {
 *   kind: "piecewiseLinear", bins: 2, size: 0, edges: [[80, 100, 120]],
 * });
 * ```
 */
export function fitEmbedding(given: Embedding, x: Matrix): FullEmbedding {
  const full = fullEmbedding(given);
  if (full === "none" || full.kind === "periodic" || full.edges) return full;
  return { ...full, edges: quantileEdges(x, full.bins) };
}

/** The standard deviation of an embedding's first frequencies; 0 where it has none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([sigmaOf(fullEmbedding("periodic")), sigmaOf("none")], [.1, 0]);
 * ```
 */
export const sigmaOf = (embedding: FullEmbedding): number =>
  embedding !== "none" && embedding.kind === "periodic" ? embedding.sigma : 0;

/** The layers of an embedding, their names after `prefix`, from examples × columns to examples × (columns · size).
 * @throws {InputError} when a piecewise-linear embedding has no edges for the columns
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const layers = embeddingLayers(fullEmbedding("periodic"), 14, "sound/");
 * assertEquals(layers.map(({ name }) => name.slice(6)), ["encoding", "embedding", "embeddingActivation", "flatten"]);
 * ```
 */
export function embeddingLayers(
  embedding: FullEmbedding,
  columns: number,
  prefix = "",
): tf.layers.Layer[] {
  if (embedding === "none") return [];
  const layers: tf.layers.Layer[] = [];
  if (embedding.kind === "periodic") {
    const { frequencies, size, lite } = embedding;
    layers.push(new PeriodicEncoding({ frequencies, name: `${prefix}encoding` }));
    layers.push(new GroupDense({ units: size, shared: lite, name: `${prefix}embedding` }));
  } else {
    const { edges, size } = embedding;
    if (edges?.length !== columns) {
      throw new InputError("a piecewise-linear embedding needs its bins", {
        found: edges ? `edges of ${edges.length} columns` : "no edges",
        expected: `edges of ${columns} columns: fitEmbedding(embedding, x)`,
      });
    }
    const own = edges.map((list) => [...list]);
    layers.push(new PiecewiseLinearEncoding({ edges: own, name: `${prefix}encoding` }));
    if (size > 0) layers.push(new GroupDense({ units: size, name: `${prefix}embedding` }));
  }
  if (embedding.size > 0) {
    layers.push(tf.layers.activation({ activation: "relu", name: `${prefix}embeddingActivation` }));
  }
  layers.push(tf.layers.flatten({ name: `${prefix}flatten` }));
  return layers;
}
