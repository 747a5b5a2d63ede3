/** Tags of sounds: as what is to be learnt, and as what helps to learn something else. */
import { column, matrix } from "../../core/matrix.ts";
import { anyOfK } from "../../core/target.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { averagePrecision, rocAuc } from "../../evaluation/metrics/ranking.ts";
import type { Features } from "../../features/features.ts";

/** Whether any tags are known of the sounds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { madeSounds } from "../../audio/mod.ts";
 * assertEquals(hasTags(madeSounds({ perStyle: 1 }).train), true);
 * ```
 */
export const hasTags = (data: Dataset): boolean => data.schema.columns.tags?.kind === "tags";

/** The same sounds with their tags as what is to be learnt.
 *
 * @example
 * ```ts ignore
 * const tagged = asTags(train); // onFeatures(…, perTag(logistic())) learns each of them
 * ```
 */
export const asTags = (data: Dataset): Dataset => ({
  ...data,
  schema: { ...data.schema, task: "tags" },
});

/** Columns of 0 and 1, one for each tag but those that are a label's own name: they would give it away.
 *
 * @example
 * ```ts ignore
 * const byTags = onFeatures(tagColumns(), logistic());
 * ```
 */
export function tagColumns(): Features {
  const read = (data: Dataset, rows: Int32Array) => {
    const { classes, tags } = anyOfK(data.target("tags", rows), data.file), k = classes.length;
    const labels = new Set(data.texts("label"));
    const at = [...classes.keys()].filter((tag) => !labels.has(classes[tag]));
    const out = matrix(rows.length, at.map((tag) => classes[tag]));
    out.data.forEach((_, i) => {
      out.data[i] = tags[Math.floor(i / at.length) * k + at[i % at.length]];
    });
    return out;
  };
  return {
    name: "tags",
    settings: { without: "labels" },
    fit: (data, rows) => ({ train: read(data, rows), transform: read }),
  };
}

/** What is said of one tag. */
export interface TagLine {
  /** Which. */
  readonly tag: string;
  /** Share of the sounds that have it. */
  readonly share: number;
  /** Share of the sounds of which it would be told right by never saying it. */
  readonly neverSaid: number;
  /** Share of the sounds of which it is told right, said from .5 on. */
  readonly accuracy: number;
  /** The area under precision over recall. */
  readonly averagePrecision: number;
  /** The area under the ROC curve. */
  readonly rocAuc: number;
}

/** Every tag by itself, the commonest first; those that all sounds have, or none, are left out.
 *
 * @param model evaluated on data whose task is tags
 * @example
 * ```ts ignore
 * table(tagLines(judged));
 * ```
 */
export function tagLines(model: Evaluated): TagLine[] {
  const { classes, tags } = anyOfK(model.target, model.name), k = classes.length;
  const rows = tags.length / k;
  return classes.map((tag, t): TagLine => {
    const truth = Uint8Array.from({ length: rows }, (_, row) => tags[row * k + t]);
    const score = column(model.probabilities, t);
    const share = truth.reduce((sum, x) => sum + x, 0) / rows;
    const right = truth.filter((x, row) => x === Number(score[row] >= .5)).length;
    return {
      ...{ tag, share, neverSaid: 1 - share, accuracy: right / rows },
      averagePrecision: averagePrecision(truth, score),
      rocAuc: rocAuc(truth, score),
    };
  }).filter(({ share }) => share > 0 && share < 1).sort((a, b) => b.share - a.share);
}
