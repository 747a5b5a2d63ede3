/** The weight that a gated network gives each of its towers, row by row. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { Gate } from "./layers/gate.ts";
import { tf } from "./tf.ts";

/** Rows at a time. */
const CHUNK = 1024;

/** The towers' shares in what the head of a gated network reads, mean over its units.
 *
 * A share weighs what the tower puts out, which may be small itself: compare shares between tracks, or with those of a
 * network that learnt the same with noise in place of the tower.
 *
 * @param x a table as the model reads it
 * @returns rows × towers, each row summing to 1; columns are named by the towers
 * @throws {InputError} when the model has no gate, or reads another number of columns
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { fusionMlp } from "./fusion.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const towers = { sound: { columns: 2 }, text: { columns: 3 } };
 * const model = fusionMlp({ towers, classes: 2, join: "gated", initialisation: "he" }, new Rng(1));
 * const shares = gateValues(model, matrix(1, ["a", "b", "c", "d", "e"])); // zeros: nothing speaks for either
 * assertEquals([shares.names, [...shares.data]], [["sound", "text"], [.5, .5]]);
 * model.dispose();
 * ```
 */
export function gateValues(model: tf.LayersModel, x: Matrix): Matrix {
  const gate = model.layers.find((layer) => layer instanceof Gate) as Gate | undefined;
  if (!gate) {
    throw new InputError("a model without gates", { expected: 'towers joined by "gated"' });
  }
  const width = model.inputs[0].shape[1]!;
  if (x.names.length !== width) {
    throw new InputError("the model reads another number of columns", {
      found: `${x.names.length}`,
      expected: `${width}`,
    });
  }
  const towers = tf.model({ inputs: model.inputs, outputs: gate.input });
  const out = matrix(x.rows, gate.towers);
  for (let from = 0; from < x.rows; from += CHUNK) {
    const size = Math.min(CHUNK, x.rows - from);
    const shares = tf.tidy(() => {
      const rows = tf.tensor2d(x.data.slice(from * width, (from + size) * width), [size, width]);
      const ends = towers.apply(rows, { training: false }) as tf.Tensor[];
      return tf.mean(gate.shares(ends), 2).dataSync();
    });
    out.data.set(shares, from * out.names.length);
  }
  return out;
}
