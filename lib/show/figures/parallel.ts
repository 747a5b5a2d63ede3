/** Parallel coordinates: every run as a line through all its settings. */
import { type ScoredRun, scoredRuns } from "./search.ts";
import { InputError } from "../../core/errors.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import type { Figure } from "../figure.ts";
import { markup } from "../literal.ts";
import { HIDDEN } from "../marks/axes.ts";
import { line } from "../marks/marks.ts";
import { allFailed, nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { numberAxis, settingAxis } from "../marks/parallel_axes.ts";
import { INK } from "../theme.ts";

/** Viridis (van der Walt and Smith 2015) in eight steps, from low to high; the first is lightened. */
const STEPS = "#c9c3d4 #a99fc4 #7b82b8 #4a7ab0 #21908d #2fa15f #e0861a #c4310a".split(" ");

/** Every run as a line across its settings to its score, coloured by the score, the best drawn last.
 *
 * Drawn with plain lines: Plotly's own parallel coordinates need WebGL, which a still picture has not.
 *
 * @param parameters settings, from left to right
 * @param score name of the score on the last axis; the registry says which end is best
 * @param options.lowerIsBetter for numbers that are no registered score
 * @throws {InputError} when runs have scores but not this one, or no setting is given
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const runs = [.5, .6].map((accuracy, i) => ({ settings: { layers: 1 + i }, scores: { accuracy } }));
 * const { data } = parallelCoordinates(runs, ["layers"], "accuracy");
 * assertEquals(data.map(({ x }) => x), [[0, 1, null], [0, 1, null]]); // a line each, through both axes
 * ```
 */
export function parallelCoordinates(
  runs: readonly ScoredRun[],
  parameters: readonly string[],
  score: string,
  { title = `Settings and ${score}`, lowerIsBetter = direction(score) < 0 } = {},
): Figure {
  if (parameters.length === 0) {
    const expected = "names of settings";
    throw new InputError("parallel coordinates without a setting", { expected });
  }
  if (runs.every(({ scores }) => Object.keys(scores).length === 0)) {
    return nothingToShow(title, allFailed(runs.length, score));
  }
  const worstFirst = scoredRuns(runs, score).toSorted((a, b) =>
    (a.scores[score] - b.scores[score]) * (lowerIsBetter ? -1 : 1)
  );
  const axes = [
    ...parameters.map((name) => settingAxis(worstFirst, name)),
    numberAxis(worstFirst, score, (run) => run.scores[score]),
  ];
  const data = STEPS.flatMap((colour, step) => {
    const edge = (at: number) => Math.ceil(at / STEPS.length * worstFirst.length);
    const group = worstFirst.slice(edge(step), edge(step + 1)); // ranks, not values: colours stay apart when scores are alike
    if (group.length === 0) return [];
    const best = step === STEPS.length - 1;
    const lines = line({
      x: group.flatMap(() => [...axes.keys(), null]),
      y: group.flatMap((run) => [...axes.map((axis) => axis.place(run) ?? null), null]),
      ...{ colour, width: best ? 2 : 1.2, hover: false },
    });
    return [{ ...lines, opacity: best ? 1 : .7, showlegend: false }];
  });
  const white = { bgcolor: "rgba(255,255,255,.75)", borderpad: 1 };
  return plot(data, {
    title: `${title} (${worstFirst.length} runs, the best eighth in red)`,
    height: 480,
    x: { ...HIDDEN, range: [-.15, axes.length - 1 + .15] },
    y: { ...HIDDEN, range: [-.06, 1.06] },
    layout: {
      width: Math.max(800, 110 * axes.length),
      margin: { l: 24, r: 70, t: 70, b: 24 },
      shapes: axes.map((_, x) => ({
        ...{ type: "line", x0: x, x1: x, y0: 0, y1: 1, line: { color: INK.axis, width: 1.5 } },
      })),
      annotations: axes.flatMap(({ title, ticks }, x) => [
        { x, y: 1.03, text: markup`<b>${title}</b>`, showarrow: false, yanchor: "bottom" },
        ...ticks.map(({ at, text }) => ({
          ...{ x, y: at, text, font: { size: 11 }, showarrow: false, ...white },
          ...{ xanchor: "left", xshift: 4 },
        })),
      ]),
    },
  });
}
