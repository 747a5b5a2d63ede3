/** What a search found: which run is best, and what each setting does. */
import { InputError } from "../../core/errors.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import type { Run } from "../../experiments/runs/record.ts";
import type { Figure } from "../figure.ts";
import { distinct, NAMES, settingText, withUnit } from "../marks/axes.ts";
import { box, dot, interval } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { COLOURS, INK } from "../theme.ts";
import type { Estimate } from "./intervals.ts";

/** One line of a leaderboard. */
export interface Standing {
  /** Stands beside the dot. */
  readonly name: string;
  /** Where the dot stands. */
  readonly score: number;
  /** Where the score may as well be: a 95 % interval, or the lowest and highest over seeds. */
  readonly interval?: readonly [number, number];
}

/** As much of an evaluated model as a line needs. */
export type ScoredModel = Pick<Evaluated, "name"> & {
  /** A score, and how sure it is. */
  estimate(way: string, score: string): Pick<Estimate, "value" | "interval">;
};

function standingOf(model: ScoredModel, score: string): Standing {
  const { value, interval } = model.estimate("", score);
  const known = interval.every(Number.isFinite);
  return { name: model.name, score: value, ...(known && { interval }) };
}

/** Names from best to worst, a dot at each score, a line over its interval.
 *
 * @param rows evaluated models, or names with their scores
 * @param options.score what the score is: labels the axis, and says which end is best (scores/registry.ts)
 * @param options.lowerIsBetter for numbers that are no registered score
 * @returns rows without a score are named in the title; where there are no others, the figure says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = leaderboard([{ name: "knn", score: .5 }, { name: "mlp", score: .6 }]);
 * assertEquals(data[0].y, ["mlp", "knn"]);
 * ```
 */
export function leaderboard(
  models: readonly (Standing | ScoredModel)[],
  {
    title = "Leaderboard",
    score = "accuracy",
    lowerIsBetter = direction(score) < 0,
    limit = 30,
  } = {},
): Figure {
  const rows = models.map((model) => "estimate" in model ? standingOf(model, score) : model);
  const known = rows.filter((row) => Number.isFinite(row.score));
  if (known.length === 0) return nothingToShow(title, "nothing was scored");
  const none = rows.filter((row) => !known.includes(row)).map(({ name }) => name);
  const best = known.toSorted((a, b) => lowerIsBetter ? a.score - b.score : b.score - a.score)
    .slice(0, limit);
  const x = best.map(({ score }) => score), y = best.map(({ name }) => name);
  const look = { color: INK.muted, thickness: 1.5, width: 4 };
  const ends = interval(x, best.map(({ interval }) => interval), look);
  const colour = best.map((_, i) => i === 0 ? COLOURS.vermilion : COLOURS.blue);
  const dots = dot({ x, y, colour, hover: "%{y}: %{x:.4f}<extra></extra>" });
  return plot([{ ...dots, ...ends }], {
    ...{ title: lacking(title, none), height: Math.max(240, 120 + 24 * best.length) },
    ...{ xTitle: withUnit(score), y: { ...NAMES, showgrid: true, showline: false } },
  });
}

/** As much of a run's record as these figures need. */
export type ScoredRun = Pick<Run, "settings" | "scores"> & Partial<Pick<Run, "name">>;

/** The runs that have the score.
 * @throws {InputError} when there are none */
export function scoredRuns(runs: readonly ScoredRun[], score: string): ScoredRun[] {
  const found = runs.filter((run) => Number.isFinite(run.scores[score]));
  if (found.length > 0) return found;
  throw new InputError("no run has the score", {
    found: score,
    expected: `one of ${[...new Set(runs.flatMap((run) => Object.keys(run.scores)))].join(", ")}`,
  });
}

/** What one setting does to a score: every run as a dot, a box per value, whatever the other settings.
 *
 * @throws {InputError} when no run has the score or the setting
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const runs = [16, 64].map((batchSize) => ({ settings: { batchSize }, scores: { accuracy: .6 } }));
 * assertEquals(parameterEffect(runs, "batchSize", "accuracy").data.map(({ name }) => name), ["16", "64"]);
 * ```
 */
export function parameterEffect(
  runs: readonly ScoredRun[],
  parameter: string,
  score: string,
  { title = `${score} by ${parameter}` } = {},
): Figure {
  const scored = scoredRuns(runs, score);
  const values = distinct(scored.map((run) => run.settings[parameter]));
  if (values.length === 0) {
    throw new InputError("no run has the setting", {
      found: parameter,
      expected: `one of ${[...new Set(scored.flatMap((r) => Object.keys(r.settings)))].join(", ")}`,
    });
  }
  const of = (text: string) =>
    scored.filter(({ settings }) => settingText(settings[parameter]) === text)
      .map(({ scores }) => scores[score]);
  const marks = values.map(settingText).map((name) => box(name, of(name), COLOURS.blue));
  const yTitle = withUnit(score), x = { type: "category" };
  return plot(marks, { title, xTitle: withUnit(parameter), yTitle, x });
}
