/** Class probabilities from a trained network. */
import type { Matrix } from "../core/matrix.ts";
import { Rng } from "../core/rng.ts";
import { Arena } from "./arena.ts";
import { strideOf } from "./arena.ts";
import { checkWidth } from "./check.ts";
import { chooseEngine } from "./engine.ts";
import { networkOf } from "./network.ts";
import { Parameters } from "./parameters.ts";
import type { tf } from "./tf.ts";

/** Rows at a time. */
const CAPACITY = 256;

/** The same as `model.predict`, by the fused engine where it knows every layer.
 *
 * @param classes names of the columns of the answer
 * @returns rows × classes, each row summing to 1 under a softmax
 * @throws {InputError} when the model reads another number of columns
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = mlp({ inputs: 2, classes: 2, layers: [4] }, new Rng(1));
 * const { data } = predictProbabilities(model, matrix(1, ["tempo", "key"], Float32Array.of(.5, -1)), ["pop", "rap"]);
 * assertAlmostEquals(data[0] + data[1], 1, 1e-6);
 * model.dispose();
 * ```
 */
export function predictProbabilities(
  model: tf.LayersModel,
  x: Matrix,
  classes: readonly string[],
): Matrix {
  const network = networkOf(model);
  checkWidth(network, x, "given");
  const arena = Arena.acquire();
  try {
    const input = arena.allocate(CAPACITY * strideOf(network.width));
    const parameters = new Parameters(model, arena);
    const nothing = new Rng("nothing is drawn when predicting");
    const engine = chooseEngine("auto", network, parameters, arena, input, CAPACITY, nothing);
    return { data: engine.probabilities(x.data, x.rows), rows: x.rows, names: classes };
  } finally {
    arena.release();
  }
}
