/** Horizontal bars, the largest on top. */
import { type Figure, literalFigure } from "../figure.ts";
import { NAMES, withUnit } from "../marks/axes.ts";
import { bar } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { COLOURS, INK } from "../theme.ts";

/** One bar. */
export interface Bar {
  /** Stands beside the bar. */
  readonly name: string;
  /** The bar's length. */
  readonly value: number;
  /** Spread around the value, such as ± one standard deviation over repeats. */
  readonly spread?: number;
}

/** What is said of ranked bars. */
export interface RankedOptions {
  /** The figure's title. */
  readonly title: string;
  /** What the numbers are: labels the axis. */
  readonly unit: string;
  /** Only the first so many, 40 where nothing is said; the title says so. */
  readonly limit?: number;
  /** Of the numbers beside the bars; 3 where nothing is said. */
  readonly digits?: number;
}

/** Every bar with its number, or with its spread; where there is nothing to rank, a figure that says so. */
export function rankedBars(
  bars: readonly Bar[],
  { title, unit, limit = 40, digits = 3 }: RankedOptions,
): Figure {
  const known = bars.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return nothingToShow(title, "there is no number to rank");
  const ranked = known.toSorted((a, b) => b.value - a.value).slice(0, limit);
  const whole = lacking(title, bars.filter((bar) => !known.includes(bar)).map(({ name }) => name));
  const values = ranked.map(({ value }) => value);
  const spread = ranked.some((bar) => bar.spread !== undefined);
  const error = { type: "data", color: INK.text, thickness: 1.2, width: 3 };
  const mark = bar({
    ...{ names: ranked.map(({ name }) => name), values, colour: COLOURS.blue },
    ...(!spread && { text: values.map((value) => value.toFixed(digits)) }),
    hover: "%{y}: %{x:.4g}<extra></extra>",
  });
  const array = ranked.map(({ spread = 0 }) => spread);
  return literalFigure([{ ...mark, ...(spread && { error_x: { ...error, array } }) }], {
    title: { text: limit < known.length ? `${whole} (first ${limit} of ${known.length})` : whole },
    height: Math.max(260, 120 + 24 * ranked.length),
    margin: { l: 64, r: 56, t: 56, b: 52 },
    bargap: .3,
    xaxis: { title: { text: withUnit(unit) }, zeroline: true, zerolinecolor: INK.axis },
    yaxis: NAMES,
  });
}
