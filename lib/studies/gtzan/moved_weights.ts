/** Which weights of a network a training moves at all. */
import { InputError } from "../../core/errors.ts";
import type { LayersModel } from "../../nn/mod.ts";

/** How far a training has moved some weights. */
export interface MovedWeights {
  /** Layer and weight; of an LSTM's weights, the gates each for itself. */
  readonly weights: string;
  /** How many numbers there are. */
  readonly count: number;
  /** The largest change of any of them. */
  readonly moved: number;
}

/** Compares a network with itself, later.
 *
 * @param before after few epochs
 * @param after after more, from the same beginning
 * @throws {InputError} where they have not the same weights
 * @example
 * ```ts ignore
 * table(movedWeights(await fitted(1), await fitted(20)));
 * ```
 */
export function movedWeights(before: LayersModel, after: LayersModel): MovedWeights[] {
  const rows: MovedWeights[] = [];
  if (before.weights.length !== after.weights.length) {
    throw new InputError("two networks that are not of one plan", {
      found: `${before.weights.length} and ${after.weights.length} weights`,
    });
  }
  before.weights.forEach((weight, at) => {
    const [a, b] = [weight, after.weights[at]].map((each) =>
      each.read().dataSync() as Float32Array
    );
    const [layer] = weight.originalName.split("/"), width = weight.shape.at(-1) ?? 1;
    const isGates = /^lstm/.test(layer), gates = isGates ? GATES : [""];
    const own = gates.map(() => 0);
    a.forEach((value, i) => {
      const gate = isGates ? Math.floor(i % width / (width / 4)) : 0;
      const far = Math.abs(b[i] - value);
      if (far > ROUNDING) own[gate] = Math.max(own[gate], far);
    });
    gates.forEach((gate, k) =>
      rows.push({
        weights: weight.originalName + (gate && `, ${gate} gate`),
        ...{ count: a.length / gates.length, moved: own[k] },
      })
    );
  });
  return rows;
}

/** Optimisers add a trace to every gradient, so that none becomes a denormal number: less is not moved. */
const ROUNDING = 1e-9;

/** In the order of an LSTM's blocks. */
const GATES = ["input", "forget", "cell", "output"];
