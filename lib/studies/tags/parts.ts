/** Rows to learn from, rows to choose thresholds on, and rows to judge by. */
import type { Rng } from "../../core/rng.ts";
import { anyOfK, type TagTarget } from "../../core/target.ts";
import { allRows, type Dataset, iterativeFolds, type Split, taskOf } from "../../data/mod.ts";

/** 64 %, 16 % and 20 % of the rows, as published, every tag evenly. */
export interface Parts {
  /** What models learn from. */
  readonly learn: Int32Array;
  /** What thresholds are chosen on: no model has learnt from them. */
  readonly tune: Int32Array;
  /** What everything is judged by: nothing was chosen on them. */
  readonly judge: Int32Array;
  /** For experiments: learnt from the first part, answered on both others. */
  readonly split: Split;
}

const SHARES = [.64, .16, .2];

/** Deals all rows into the three parts.
 *
 * @throws {InputError} when there are fewer than three rows
 * @example
 * ```ts ignore
 * const { learn, tune, judge } = partsOf(train, rng.fork("parts"));
 * ```
 */
export function partsOf(data: Dataset, rng: Rng): Parts {
  const rows = allRows(data), y = tagsOf(data), fold = iterativeFolds(y, SHARES, rng);
  const [learn, tune, judge] = SHARES.map((_, part) => rows.filter((row) => fold[row] === part));
  const validation = rows.filter((row) => fold[row] > 0);
  const provenance = { holdOut: SHARES[1] + SHARES[2], tune: SHARES[1] };
  return { learn, tune, judge, split: { train: learn, validation, provenance } };
}

/** What is true of some rows, all of them where nothing is said.
 *
 * @example
 * ```ts ignore
 * const { classes, tags } = tagsOf(train, train.complete);
 * ```
 */
export const tagsOf = (data: Dataset, rows: Int32Array = allRows(data)): TagTarget =>
  anyOfK(taskOf(data, rows), data.file);
