/** What gradient boosting can be told, and within which bounds. */
import { InputError } from "../core/errors.ts";
import { checkSetting } from "./inputs.ts";

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

/** @throws {InputError} when a setting is out of range, by its name */
export function checkBoosting(settings: BoostingSettings): void {
  const check = (name: keyof BoostingSettings, bounds: Parameters<typeof checkSetting>[3]) =>
    checkSetting("boosting", name, settings[name] as number, bounds);
  check("rounds", { least: 1, whole: true });
  check("learningRate", { above: 0 });
  check("leaves", { least: 2, whole: true });
  check("minSamplesLeaf", { least: 1, whole: true });
  check("minHessian", { least: 0 });
  check("l2", { least: 0 });
  check("bins", { least: 2, whole: true });
  for (const name of ["rowsPerRound", "columnsPerTree"] as const) check(name, { above: 0 });
  const { bins, rowsPerRound, columnsPerTree, earlyStopping } = settings;
  const most = {
    bins: [bins, 255],
    rowsPerRound: [rowsPerRound, 1],
    columnsPerTree: [columnsPerTree, 1],
  };
  for (const [name, [value, limit]] of Object.entries(most)) {
    if (value > limit) {
      throw new InputError(`boosting({ ${name} }) is out of range`, {
        found: value,
        expected: `at most ${limit}`,
      });
    }
  }
  if (!earlyStopping) return;
  checkSetting("boosting", "earlyStopping.patience", earlyStopping.patience, {
    least: 1,
    whole: true,
  });
  checkSetting("boosting", "earlyStopping.fraction", earlyStopping.fraction, { above: 0 });
  if (earlyStopping.fraction >= 1) {
    throw new InputError("boosting({ earlyStopping.fraction }) leaves no rows to learn from", {
      found: earlyStopping.fraction,
      expected: "a share below 1",
    });
  }
}
