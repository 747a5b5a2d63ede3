/** Ridge regression on indicators of classes or tags. */
import type { Matrix } from "../core/matrix.ts";
import { checkSettings } from "../core/settings.ts";
import type { Classifier } from "./estimator.ts";
import { checkQuery, checkTarget } from "./inputs.ts";
import { type Block, fitReadout, sampleMeans } from "./readout.ts";

/** Settings of {@link ridge}. */
export interface RidgeSettings {
  /** λ in Σ (truth − score)² + λ Σ weight², from 0; not multiplied by the number of rows. */
  ridge?: number;
}

/** Which settings make sense. */
export const RIDGE_RULES = { ridge: { least: 0 } };

/** Linear least squares with a penalty, solved at once: the readout of reservoirs, and the fastest model of tags.
 *
 * @throws {InputError} on settings out of range; from `fit`, where ridge is 0 and columns depend on one another
 * @see Hoerl, A. & Kennard, R. (1970). Ridge regression: biased estimation for nonorthogonal problems.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(-2, -1, 1, 2));
 * const y = { classes: ["calm", "loud"], tags: Uint8Array.of(1, 0, 1, 0, 0, 1, 1, 1) };
 * const { data } = await (await ridge().fit(x, y, new Rng(1))).predictProba(x);
 * assert(data[3 * 2 + 1] > .5 && data[1] < .5); // the last row is loud, the first is not
 * ```
 */
export function ridge({ ridge = 1 }: RidgeSettings = {}): Classifier {
  const settings = { ridge };
  checkSettings(settings, RIDGE_RULES, "ridge");
  return {
    name: "ridge",
    settings,
    learns: ["classes", "tags"],
    fit(x, y) {
      checkTarget("ridge", x, y);
      const { names } = x, columns = names.length;
      const whole = { blocks: inOne(x), columns, around: sampleMeans(x.data, columns) };
      const read = fitReadout("ridge", whole, y, ridge);
      return {
        predictProba(x) {
          checkQuery("ridge", x, names);
          return read(inOne(x), x.rows);
        },
      };
    },
  };
}

const inOne = ({ data, rows }: Matrix): Block[] => [{ from: 0, rows, states: data }];
