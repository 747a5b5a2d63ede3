/** What gradient boosting can be told, and within which bounds. */
import { checkSettings } from "../core/settings.ts";

/** What `boosting` can be told. */
export interface BoostingSettings {
  /** Trees per class, at most. */
  readonly rounds: number;
  /** What share of every tree's answer is added. */
  readonly learningRate: number;
  /** Leaves of a tree, at most. */
  readonly leaves: number;
  /** Rows that every leaf keeps. */
  readonly minSamplesLeaf: number;
  /** Sum of second derivatives that every leaf keeps. */
  readonly minHessian: number;
  /** Draws leaf values to 0: added to a leaf's sum of second derivatives. */
  readonly l2: number;
  /** Steps in which a column is seen, 2 to 255. */
  readonly bins: number;
  /** Share of the rows, drawn anew for every round. */
  readonly rowsPerRound: number;
  /** Share of the columns, drawn anew for every tree. */
  readonly columnsPerTree: number;
  /** Columns whose numbers are names; those that the table lacks do not matter. */
  readonly categorical: readonly string[];
  /** Sets `fraction` of the rows aside and stops once their log-loss has not fallen for `patience` rounds;
   * the best round is the last one kept. false: all rounds, all rows. */
  readonly earlyStopping: { readonly fraction: number; readonly patience: number } | false;
}

const SHARE = { above: 0, most: 1 };

/** @throws {InputError} when a setting is out of range, by its name */
export function checkBoosting(settings: BoostingSettings): void {
  checkSettings(settings, {
    rounds: { least: 1, whole: true },
    learningRate: { above: 0 },
    leaves: { least: 2, whole: true },
    minSamplesLeaf: { least: 1, whole: true },
    minHessian: { least: 0 },
    l2: { least: 0 },
    bins: { least: 2, most: 255, whole: true },
    rowsPerRound: SHARE,
    columnsPerTree: SHARE,
  }, "boosting");
  if (!settings.earlyStopping) return;
  const { patience, fraction } = settings.earlyStopping;
  checkSettings({ "earlyStopping.patience": patience, "earlyStopping.fraction": fraction }, {
    "earlyStopping.patience": { least: 1, whole: true },
    "earlyStopping.fraction": { above: 0, below: 1 }, // or no row were left to learn from
  }, "boosting");
}
