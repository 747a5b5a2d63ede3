/** Features in another order: does a network use the order that it is said to read? */
import type { Matrix } from "../../core/matrix.ts";
import { Rng } from "../../core/rng.ts";
import type { Tensor } from "../../core/tensor.ts";
import type { Dataset } from "../../data/mod.ts";
import { type Features, sourceOf, type Sources } from "../../features/mod.ts";

/** The columns of a table in one other order, the same for every row; or the steps of a sequence, in another order for every
 * row. A model that does not use the order does as well as before.
 *
 * @param seed of the orders; of a row's steps with its number among those that are asked for
 * @example
 * ```ts ignore
 * const judged = await experiment.evaluate("order", { shuffled: onFeatures(shuffled(heard()), network) });
 * ```
 */
export function shuffled(sources: Sources, seed = 1): Features {
  const source = sourceOf(sources), turn = (x: Matrix) => otherOrder(x, new Rng(seed));
  return {
    name: "shuffled",
    settings: { shuffled: { ...source.settings, seed } },
    async fit(data, rows, rng) {
      const { train, transform } = await source.fit(data, rows, rng);
      return {
        train: turn(train),
        transform: async (data: Dataset, rows: Int32Array) => turn(await transform(data, rows)),
      };
    },
  };
}

/** Columns of a table, the same for all rows; steps of a tensor, row by row. */
export function otherOrder<X extends Matrix>(x: X, rng: Rng): X {
  const { shape = [x.names.length] } = x as Partial<Tensor>, [steps] = shape;
  const size = shape.reduce((a, b) => a * b), each = size / steps;
  const data = new Float32Array(x.data.length), isTable = shape.length === 1;
  let order = rng.permutation(steps);
  for (let row = 0; row < x.rows; row++) {
    if (!isTable) order = rng.permutation(steps);
    order.forEach((from, to) => {
      const at = row * size + from * each;
      data.set(x.data.subarray(at, at + each), row * size + to * each);
    });
  }
  const names = isTable ? Array.from(order, (j) => x.names[j]) : x.names;
  return { ...x, names, data };
}
