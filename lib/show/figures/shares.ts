/** What share of the rows each class has, along years or any other number. */
import type { Figure } from "../figure.ts";
import { lines } from "./lines.ts";
import { classColours } from "../theme.ts";

/** One class's share along an axis, as `classShares` of lib/study gives it. */
export interface ShareLine {
  /** Gives the line its name and colour. */
  readonly name: string;
  /** Such as years, ascending. */
  readonly x: ArrayLike<number>;
  /** 0 to 1. */
  readonly y: ArrayLike<number>;
  /** The band's lower edge. */
  readonly low: ArrayLike<number>;
  /** The band's upper edge. */
  readonly high: ArrayLike<number>;
}

/** A line per class in its colour, with its band of uncertainty.
 *
 * @param options.xTitle what the shares run along
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const years = { x: [1985, 1995], low: [.1, .2], high: [.5, .6] };
 * const shares = [{ name: "rock", y: [.3, .4], ...years }, { name: "rap", y: [.7, .6], ...years }];
 * const { data } = shareLines(shares, { title: "Genres by year", xTitle: "year" });
 * assertEquals(data.length, 4); // a line and a band each
 * ```
 */
export function shareLines(
  shares: readonly ShareLine[],
  { title, xTitle }: { title: string; xTitle: string },
): Figure {
  const colours = classColours(shares.map(({ name }) => name));
  return lines(
    shares.map((share, k) => ({ ...share, colour: colours[k] })),
    {
      title,
      xTitle,
      yTitle: "share of the tracks, 95 % interval",
      markers: true,
    },
  );
}
