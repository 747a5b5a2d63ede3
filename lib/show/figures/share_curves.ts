/** A score against how much of something was used, where shares go from nothing to all. */
import type { Run } from "../../experiments/runs/record.ts";
import { byVariant } from "../../experiments/summarise.ts";
import type { Figure } from "../figure.ts";
import { withUnit } from "../marks/axes.ts";
import { band, line, spread } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { paletteColour } from "../theme.ts";

/** As much of a run's record as its place in the figure needs. */
export type SharedRun = Pick<Run, "name" | "label" | "settings" | "scores">;

/** Scores by share, a line per variant: the line is the mean over seeds, the band reaches from the lowest to the
 * highest. The shares stand at equal distances, so that 1 % and 3 % have room and 0 % a place.
 *
 * @param options.by the setting that is a share, 0 to 1
 * @param options.of what the shares are of: labels the axis
 * @returns where no training ended well, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const run = (newShare: number, accuracy: number) =>
 *   ({ name: "share", label: { variant: "copied" }, settings: { newShare }, scores: { accuracy } });
 * const runs = [run(1, .6), run(1, .62), run(.03, .5), run(.03, .52)];
 * const { data } = shareCurves(runs, { by: "newShare", title: "Rows", of: "EDM rows" });
 * assertEquals(data[1].x, ["3 %", "100 %"]);
 * ```
 */
export function shareCurves(
  runs: readonly SharedRun[],
  { by, title, of, score = "accuracy" }: {
    readonly by: string;
    readonly title: string;
    readonly of: string;
    readonly score?: string;
  },
): Figure {
  const shareOf = ({ settings }: SharedRun) => Number(settings[by]);
  const known = runs.filter(({ scores }) => Number.isFinite(scores[score])); // not those that failed
  if (known.length === 0) return nothingToShow(title, "no training ended well at any share");
  const shares = [...new Set(runs.map(shareOf))].sort((a, b) => a - b);
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
  const data = Object.entries(byVariant(known)).flatMap(([name, own], i) => {
    const at = [...Map.groupBy(own, shareOf)].sort(([a], [b]) => a - b);
    const along = spread(
      at.map(([share]) => percent(share)),
      at.map(([, runs]) => runs.map(({ scores }) => scores[score])),
    );
    const look = { ...along, name, colour: paletteColour(i) };
    return [band(look), line({ ...look, dots: 6, legend: true })];
  });
  return plot(data, {
    ...{ title, xTitle: `share of the ${of}`, yTitle: withUnit(score), legend: { top: 84 } },
    x: { type: "category", categoryorder: "array", categoryarray: shares.map(percent) },
  });
}
