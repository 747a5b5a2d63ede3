/** Class probabilities from a trained network. */
import type { Matrix } from "../core/matrix.ts";
import { Rng } from "../core/rng.ts";
import { Arena } from "./arena.ts";
import { strideOf } from "./arena.ts";
import { checkWidth } from "./check.ts";
import { checkMasks } from "./check_masks.ts";
import { chooseEngine, type Engine } from "./engine.ts";
import type { Inputs } from "./inputs.ts";
import { networkOf } from "./network.ts";
import { Parameters } from "./parameters.ts";
import type { tf } from "./tf.ts";

/** Rows at a time. */
const CAPACITY = 256;

/** The same as `model.predict`, by the fused engine where it knows every layer, else by a graph.
 *
 * @param classes names of the columns of the answer
 * @returns rows × classes, each row summing to 1 under a softmax
 * @throws {InputError} when the model reads another number of columns, or its mask hides a row as a whole
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = mlp({ inputs: 2, classes: 2, layers: [4] }, new Rng(1));
 * const { data } = await predictProbabilities(model, matrix(1, ["tempo", "key"], Float32Array.of(.5, -1)), ["pop", "rap"]);
 * assertAlmostEquals(data[0] + data[1], 1, 1e-6);
 * model.dispose();
 * ```
 */
export async function predictProbabilities(
  model: tf.LayersModel,
  x: Inputs,
  classes: readonly string[],
): Promise<Matrix> {
  const network = networkOf(model);
  checkWidth(network, x, "given");
  checkMasks(network, x, "given");
  const arena = Arena.acquire();
  let engine: Engine | undefined;
  try {
    const isTable = network.inputShape.length === 1; // nothing else is read by the fused engine
    const input = isTable ? arena.allocate(CAPACITY * strideOf(network.width)) : 0;
    engine = await chooseEngine("auto", network, {
      arena,
      parameters: new Parameters(model, arena),
      input,
      capacity: CAPACITY,
      examples: 1,
      passes: 0,
      threads: 1,
      rng: new Rng("nothing is drawn when predicting"),
    });
    return { data: await engine.probabilities(x.data, x.rows), rows: x.rows, names: classes };
  } finally {
    engine?.release?.();
    arena.release();
  }
}
