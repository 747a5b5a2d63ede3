/** What filters of a convolution look for: how they look, and the moments that excite them most. */
import type { Sound } from "../../audio/sound.ts";
import { InputError } from "../../core/errors.ts";
import type { Inputs } from "../../nn/inputs.ts";
import { layerOutputs } from "../../nn/layer_outputs.ts";
import type { tf } from "../../nn/tf.ts";
import type { HeatmapOptions } from "../../show/figures/heatmap.ts";

/** A filter of a convolution over frames. */
export interface Filter {
  /** Which one, from 1. */
  readonly filter: number;
  /** Bands, lowest first, each with a weight for every step that the filter sees. */
  readonly weights: readonly Float32Array[];
  /** The row that excites it most … */
  readonly row: number;
  /** … and the share of its time at which it does, 0 to 1. */
  readonly at: number;
  /** How much it is excited, on average over all rows and moments. */
  readonly mean: number;
  /** How much there. */
  readonly most: number;
}

/** The filters of a one-dimensional convolution, those first that are quiet mostly and loud at a moment.
 *
 * @param model a network that begins with the layers conv1 and convActivation1
 * @param x rows of frames
 * @throws {InputError} when there is no such layer
 * @example
 * ```ts ignore
 * const [first] = filtersOf(fitted.model, x); // heatmap({ z: first.weights, … }); listen(around(sound, first.at, 2))
 * ```
 */
export function filtersOf(model: tf.LayersModel, x: Inputs): Filter[] {
  const layer = model.layers.find(({ name }) => name === "conv1"), kernel = layer?.getWeights()[0];
  if (kernel?.rank !== 3) {
    throw new InputError("the network does not begin with a convolution over a sequence", {
      found: model.layers.map(({ name }) => name).join(", "),
      expected: "a layer conv1 of cnn1d",
    });
  }
  const [reach, bands, filters] = kernel.shape, values = kernel.dataSync();
  const { data } = layerOutputs(model, x, "convActivation1"),
    steps = data.length / (filters * x.rows);
  const found = Array.from({ length: filters }, (_, f): Filter => {
    let at = 0, sum = 0;
    for (let place = 0; place < x.rows * steps; place++) {
      const value = data[place * filters + f];
      sum += value;
      if (value > data[at * filters + f]) at = place;
    }
    return {
      filter: f + 1,
      weights: Array.from(
        { length: bands },
        (_, band) =>
          Float32Array.from({ length: reach }, (_, t) => values[(t * bands + band) * filters + f]),
      ),
      row: Math.floor(at / steps),
      at: (at % steps + .5) / steps,
      mean: sum / (x.rows * steps),
      most: data[at * filters + f],
    };
  });
  const contrast = ({ most, mean }: Filter) => most / (mean + 1e-6 * most + 1e-12);
  return found.filter(({ most }) => most > 0).sort((a, b) => contrast(b) - contrast(a));
}

/** Filters side by side as one picture: bands as rows, the highest on top; steps as columns, an empty one between filters.
 *
 * @example
 * ```ts ignore
 * heatmap({ ...filterPicture(filtersOf(model, x).slice(0, 8)), title: "Filters", unit: "weight", diverging: true });
 * ```
 */
export function filterPicture(
  filters: readonly Filter[],
): Pick<HeatmapOptions, "x" | "y" | "z"> & { readonly digits: false } {
  const bands = filters[0].weights.length, reach = filters[0].weights[0].length;
  let blanks = 0;
  const blank = () => " ".repeat(++blanks); // a name of its own, and nothing to read
  const x = filters.flatMap(({ filter }) => [
    ...Array.from({ length: reach }, (_, t) => t === reach >> 1 ? `filter ${filter}` : blank()),
    blank(),
  ]);
  const y = Array.from({ length: bands }, (_, i) => `band ${bands - i}`);
  const z = y.map((_, i) => filters.flatMap(({ weights }) => [...weights[bands - 1 - i], NaN]));
  return { x, y, z, digits: false };
}

/** Some seconds of a sound around a moment.
 *
 * @param at share of its length, 0 to 1
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const clicks = { samples: Float32Array.of(1, 2, 3, 4), rate: 1 };
 * assertEquals([...around(clicks, .5, 2).samples], [2, 3]);
 * ```
 */
export function around({ samples, rate }: Sound, at: number, seconds: number): Sound {
  const length = Math.min(samples.length, Math.max(1, Math.round(seconds * rate)));
  const middle = Math.round(at * samples.length - length / 2);
  const from = Math.max(0, Math.min(samples.length - length, middle));
  return { samples: samples.slice(from, from + length), rate };
}
