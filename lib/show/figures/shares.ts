/** What share of the rows each class has, along years or any other number. */
import { lines, type LinesOptions } from "./lines.ts";
import type { Dataset } from "../../data/mod.ts";
import { classShares } from "../../evaluation/statistics/shares.ts";
import type { Figure } from "../figure.ts";
import { classColours } from "../theme.ts";
import { words } from "../words.ts";

/** What shares run along, and how finely. */
export interface ShareLinesOptions extends Pick<LinesOptions, "title"> {
  /** A column of numbers, such as "year". */
  readonly by: string;
  /** Of a bin; bins start at multiples of it. */
  readonly width: number;
  /** Bins of fewer rows are left out; 1 where nothing is said. */
  readonly fewest?: number;
  /** What stands under the axis; `by` where nothing is said. */
  readonly xTitle?: string;
}

/** Cuts a number into bins and draws every class's share of each, a line per class in its colour, with its 95 % interval
 * as a band.
 *
 * @throws {InputError} when the width is not above 0, or the file has no such numbers or no classes
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const dated = [["1985", "rock"], ["1987", "rock"], ["1994", "rap"]].map(([date, genre]) => ({ date, genre }));
 * const { data } = shareLines(smallTracks(dated), { title: "Genres by year", by: "year", width: 10 });
 * assertEquals(data.length, 4); // a line and a band each
 * ```
 */
export function shareLines(
  data: Dataset,
  { title, by, width, fewest = 1, xTitle = by }: ShareLinesOptions,
): Figure {
  const shares = classShares(data, data.numbers(by), { width, fewest });
  const colours = classColours(shares.map(({ name }) => name));
  const drawn = shares.map((share, k) => ({ ...share, colour: colours[k] }));
  return lines(drawn, {
    title,
    xTitle,
    yTitle: `share of the ${words().rows}, 95 % interval`,
    markers: true,
  });
}
