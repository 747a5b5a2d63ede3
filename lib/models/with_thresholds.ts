/** A model of tags that is asked at .5 like any other, and has its own threshold for every tag. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { anyOfK, supportOf, type TagTarget } from "../core/target.ts";
import { iterativeFolds } from "../data/mod.ts";
import type { Classifier, Estimator } from "./estimator.ts";
import { combined } from "./learner.ts";
import { outOfFold } from "./out_of_fold.ts";
import {
  bestThresholds,
  globalThreshold,
  plugInThresholds,
  shrunkThresholds,
  type ThresholdScore,
} from "./thresholds.ts";

/** How thresholds are chosen (thresholds.ts). */
export interface ThresholdSettings {
  /** `f1`, `mcc`: per tag, from labels; `global`: one for all, from labels; `plugIn`: per tag, from the probabilities
   * alone; `shrunk`: between `f1` and `plugIn`. */
  strategy: ThresholdScore | "global" | "plugIn" | "shrunk";
  /** Of `shrunk`: positives at which both count alike. */
  strength: number;
  /** Folds by which the rows that thresholds are chosen on are answered by a model that has not seen them. */
  folds: number;
}

/** Defaults of {@linkcode ThresholdSettings}. */
export const THRESHOLD_DEFAULTS: Readonly<ThresholdSettings> = Object.freeze({
  strategy: "shrunk",
  strength: 20,
  folds: 5,
});

/** The model, with thresholds fitted to its out-of-fold answers. Its answers are stretched, tag by tag, so that the
 * threshold comes to stand at .5: p ↦ p / 2t below it, 1 − (1 − p) / 2(1 − t) above. So whatever cuts at .5 cuts where
 * it should; the order of the rows within a tag stays. They are no calibrated probabilities any more: judge log loss and
 * what compares tags with each other (LRAP, ranking loss) on the model itself.
 *
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { logistic } from "./logistic.ts";
 * import { perTag } from "./per_tag.ts";
 * const x = matrix(20, ["tempo"], Float32Array.from({ length: 20 }, (_, i) => i));
 * const y = { classes: ["fast"], tags: Uint8Array.from({ length: 20 }, (_, i) => +(i > 14)) };
 * const fitted = await withThresholds(perTag(logistic()), { folds: 2 }).fit(x, y, new Rng(1));
 * assert((await fitted.predictProba(x)).data[19] > .5);
 * ```
 */
export function withThresholds<Model extends Classifier | Estimator>(
  model: Model,
  given: Partial<ThresholdSettings> = {},
): Model {
  const settings = withDefaults(THRESHOLD_DEFAULTS, given), name = `${model.name}, thresholds`;
  checkSettings(settings, RULES, "withThresholds");
  const told = { ...model.settings, thresholds: settings };
  const made = combined(name, told, [model] as Classifier[] | Estimator[], async (
    [member],
    table,
    rows,
    labels,
    rng,
  ) => {
    const y = anyOfK(labels, name), { folds } = settings;
    const fitted = await member.fit(table, rows, rng.fork("model"));
    const shares = Array.from({ length: folds }, () => 1 / folds);
    const fold = iterativeFolds(y, shares, rng.fork("folds"));
    const seen = await outOfFold(member, table, rows, fold, rng.fork("thresholds"));
    const thresholds = thresholdsOf(settings, y, seen);
    return {
      predictProba: async (table, rows) =>
        stretched(await fitted.predictProba(table, rows), thresholds),
    };
  });
  return { ...made, learns: ["tags"] } as unknown as Model;
}

const RULES = {
  strategy: ["f1", "mcc", "global", "plugIn", "shrunk"],
  strength: { least: 0, most: 1e6 },
  folds: { least: 2, most: 100, whole: true },
};

function thresholdsOf(
  { strategy, strength }: ThresholdSettings,
  y: TagTarget,
  seen: Matrix,
): Float64Array {
  if (strategy === "global") {
    return new Float64Array(y.classes.length).fill(globalThreshold(y, seen));
  }
  if (strategy === "plugIn") return plugInThresholds(seen);
  if (strategy !== "shrunk") return bestThresholds(y, seen, strategy);
  const fitted = bestThresholds(y, seen, "f1");
  return shrunkThresholds(fitted, plugInThresholds(seen), supportOf(y), strength);
}

/** Each tag's probabilities with its threshold moved to .5, their order kept. */
function stretched({ data, rows, names }: Matrix, thresholds: Float64Array): Matrix {
  const out = matrix(rows, names), k = names.length;
  for (let at = 0; at < data.length; at++) {
    const p = data[at], t = thresholds[at % k];
    // a threshold of 0 or below says every row, one above 1 none
    if (p >= t) out.data[at] = t >= 1 ? 1 : 1 - (1 - p) / (2 * (1 - Math.max(0, t)));
    else out.data[at] = Math.min(BELOW_HALF, p / (2 * Math.min(t, 1)));
  }
  return out;
}

/** The largest number of single precision below .5. */
const BELOW_HALF = .5 - 2 ** -25;
