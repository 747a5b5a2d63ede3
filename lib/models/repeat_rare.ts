/** Rows with rare tags shown more often: a sampling strategy by rarity. */
import { takeRows } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import { anyOfK, supportOf, type TagTarget, takeTarget } from "../core/target.ts";
import type { Classifier } from "./estimator.ts";

/** How rows are repeated. */
export interface RepeatSettings {
  /** Tags of at least this share of the rows are common enough. */
  share?: number;
}

/** How often each row is shown: r = max(1, √(share / rate)) of its rarest tag, 1 of a row without tags.
 *
 * @param share tags of this rate, 0 to 1, are shown as they come
 * @returns one number per row, from 1
 * @see Gupta, A., Dollár, P. & Girshick, R. (2019). LVIS: a dataset for large vocabulary instance segmentation.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const y = { classes: ["common", "rare"], tags: Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0) };
 * assertEquals([...repeatFactors(y, 1)], [2, Math.sqrt(4 / 3), Math.sqrt(4 / 3), 1]);
 * ```
 */
export function repeatFactors(y: TagTarget, share: number): Float64Array {
  const k = y.classes.length, rows = y.tags.length / k;
  const byTag = Array.from(supportOf(y), (n) => Math.max(1, Math.sqrt(share * rows / n)));
  return Float64Array.from({ length: rows }, (_, i) => {
    let most = 1;
    for (let tag = 0; tag < k; tag++) {
      if (y.tags[i * k + tag]) most = Math.max(most, byTag[tag]);
    }
    return most;
  });
}

/** A model of tags that learns from rows with rare tags several times over ({@linkcode repeatFactors}; a fraction of a time
 * is drawn). It believes in rare tags more than there are: its probabilities are too high for them, so that thresholds
 * should be fitted to labels.
 *
 * @throws {InputError} on a share that is none; from `fit`, of classes
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { ridge } from "./ridge.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(0, 0, 0, 0));
 * const y = { classes: ["all", "rare"], tags: Uint8Array.of(1, 1, 1, 0, 1, 0, 1, 0) };
 * const { data } = await (await repeatRare(ridge(), { share: 1 }).fit(x, y, new Rng(1))).predictProba(x);
 * assert(data[1] > .3); // one row of four, shown twice
 * ```
 */
export function repeatRare(
  classifier: Classifier,
  { share = .02 }: RepeatSettings = {},
): Classifier {
  checkSettings({ share }, { share: { above: 0, most: 1 } }, "repeatRare");
  return {
    name: `${classifier.name}, rare tags repeated`,
    settings: { of: { name: classifier.name, ...classifier.settings }, share },
    learns: ["tags"],
    fit(x, y, rng) {
      const rows = repeated(repeatFactors(anyOfK(y, "repeatRare"), share), rng.fork("repeated"));
      return classifier.fit(takeRows(x, rows), takeTarget(y, rows), rng.fork("fit"));
    },
  };
}

/** Row numbers, each as often as it is shown. */
function repeated(factors: Float64Array, rng: Rng): Int32Array {
  return Int32Array.from(
    Array.from(factors).flatMap((factor, row) => {
      const whole = Math.floor(factor), times = whole + Number(rng.uniform() < factor - whole);
      return Array<number>(times).fill(row);
    }),
  );
}
