/** The majority baseline: every row gets the shares that classes or tags have among the training rows. */
import { matrix } from "../core/matrix.ts";
import { supportOf } from "../core/target.ts";
import type { Classifier } from "./estimator.ts";
import { checkQuery, checkTarget } from "./inputs.ts";

/** Predicts the share of every class among the training rows, whatever the features say; the largest is
 * the majority class (the first of equals). Missing values do not matter to it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["tempo"]), y = { codes: Int32Array.of(0, 1, 1, 1), classes: ["pop", "rap"] };
 * const fitted = await majority().fit(x, y, new Rng(1));
 * assertEquals((await fitted.predictProba(matrix(1, ["tempo"]))).data, Float32Array.of(.25, .75));
 * ```
 */
export function majority(): Classifier {
  return {
    name: "majority",
    settings: {},
    learns: ["classes", "tags"],
    fit(x, y) {
      checkTarget("majority", x, y, { missing: true });
      const shares = Float32Array.from(supportOf(y), (count) => count / x.rows), { names } = x;
      return {
        predictProba(x) {
          checkQuery("majority", x, names, { missing: true });
          const out = matrix(x.rows, y.classes);
          for (let i = 0; i < x.rows; i++) out.data.set(shares, i * shares.length);
          return out;
        },
      };
    },
  };
}
