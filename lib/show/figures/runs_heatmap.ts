/** A score over two settings at once. */
import { heatmap } from "./heatmap.ts";
import type { ScoredRun } from "./search.ts";
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import type { Figure } from "../figure.ts";
import { distinct, settingText } from "../marks/axes.ts";
import { allFailed, nothingToShow } from "../marks/nothing.ts";

/** A setting by name, or a number or text made of the settings, under a title. */
export type SettingAxis = string | {
  readonly title: string;
  readonly of: (settings: ScoredRun["settings"]) => unknown;
};

/** A cell for each pair of values, with the mean over all runs that have both; empty where there is none, or none
 * that has the score (a training that diverged).
 *
 * @throws {InputError} when there are runs and none has both settings
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const runs = [.25, .75].map((accuracy) => ({ settings: { batchSize: 16, rate: .1 }, scores: { accuracy } }));
 * const { data } = runsHeatmap(runs, { x: "batchSize", y: "rate", score: "accuracy", title: "Both" });
 * assertEquals(data[0].z, [[.5]]);
 * ```
 */
export function runsHeatmap(
  runs: readonly ScoredRun[],
  { x, y, score, title, digits = 3 }: {
    x: SettingAxis;
    y: SettingAxis;
    score: string;
    title: string;
    digits?: number;
  },
): Figure {
  const read = (axis: SettingAxis) => (run: ScoredRun) =>
    typeof axis === "string" ? run.settings[axis] : axis.of(run.settings);
  const [readX, readY] = [read(x), read(y)];
  const known = runs.filter((run) => readX(run) !== undefined && readY(run) !== undefined);
  if (runs.length === 0) return nothingToShow(title, "there are no runs");
  if (known.length === 0) {
    throw new InputError("a heatmap of runs that lack a setting", {
      found: Object.keys(runs[0]?.settings ?? {}).join(", "),
    });
  }
  const [columns, rows] = [readX, readY].map((read) => distinct(known.map(read)).map(settingText));
  const among = (column: string, row: string) =>
    known.filter((run) => settingText(readX(run)) === column && settingText(readY(run)) === row)
      .map(({ scores }) => scores[score]).filter(Number.isFinite);
  const z = rows.map((row) => columns.map((column) => mean(among(column, row))));
  if (!z.flat().some(Number.isFinite)) return nothingToShow(title, allFailed(known.length, score));
  const [xTitle, yTitle] = [x, y].map((axis) => typeof axis === "string" ? axis : axis.title);
  return heatmap({ z, x: columns, y: rows, xTitle, yTitle, title, unit: score, digits });
}
