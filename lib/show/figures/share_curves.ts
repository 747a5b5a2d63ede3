/** A score against how much of something was used, where shares go from nothing to all. */
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { legendUnderTitle } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, faded } from "../theme.ts";
import { withUnit } from "./units.ts";

/** One line. */
export interface ShareCurve {
  /** Stands in the legend. */
  readonly name: string;
  /** At every share (0 to 1), the score of each seed. */
  readonly points: readonly { readonly share: number; readonly values: readonly number[] }[];
  /** Solid when left out. */
  readonly dash?: "solid" | "dash" | "dot";
}

/** Scores by share: the line is the mean over seeds, the band reaches from the lowest to the highest. The shares stand
 * at equal distances, so that 1 % and 3 % have room and 0 % a place.
 *
 * @param options.of what the shares are of: labels the axis
 * @returns where no training ended well, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const points = [{ share: 1, values: [.6, .62] }, { share: .03, values: [.5, .52] }];
 * const { data } = shareCurves([{ name: "copied", points }], { title: "Rows", of: "EDM rows", score: "accuracy" });
 * assertEquals(data[1].x, ["3 %", "100 %"]);
 * ```
 */
export function shareCurves(
  curves: readonly ShareCurve[],
  { title, of, score }: { title: string; of: string; score: string },
): Figure {
  const shares = [...new Set(curves.flatMap(({ points }) => points.map(({ share }) => share)))]
    .sort((a, b) => a - b);
  if (!curves.some(({ points }) => points.some(({ values }) => values.some(Number.isFinite)))) {
    return nothingToShow(title, "no training ended well at any share");
  }
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
  const palette = Object.values(COLOURS);
  const data = curves.flatMap(({ name, points, dash = "solid" }, i): Part[] => {
    const colour = palette[i % palette.length];
    const own = points.map(({ share, values }) => ({
      share,
      values: values.filter(Number.isFinite),
    }))
      .filter(({ values }) => values.length > 0)
      .toSorted((a, b) => a.share - b.share);
    const x = own.map(({ share }) => percent(share));
    const line = { type: "scatter", legendgroup: name };
    return [{
      ...line,
      mode: "lines",
      x: [...x, ...x.toReversed()],
      y: [
        ...own.map(({ values }) => Math.max(...values)),
        ...own.toReversed().map(({ values }) => Math.min(...values)),
      ],
      fill: "toself",
      fillcolor: faded(colour, .15),
      line: { width: 0 },
      hoverinfo: "skip",
      showlegend: false,
    }, {
      ...line,
      mode: "lines+markers",
      name,
      x,
      y: own.map(({ values }) => values.reduce((sum, value) => sum + value, 0) / values.length),
      line: { color: colour, width: 2, dash },
      marker: { size: 6, color: colour },
    }];
  });
  return literalFigure(data, {
    title: { text: title },
    ...legendUnderTitle(450, { top: 84 }),
    xaxis: {
      title: { text: `share of the ${of}` },
      type: "category",
      categoryorder: "array",
      categoryarray: shares.map(percent),
    },
    yaxis: { title: { text: withUnit(score) } },
  });
}
