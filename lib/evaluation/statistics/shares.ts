/** The classes' shares along a number: of the tracks of these years, how many are rock? */
import { InputError } from "../../core/errors.ts";
import { allRows, classesOf, type Dataset } from "../../data/mod.ts";

/** One class's share in every bin. */
export interface ClassShare {
  /** Name of the class. */
  readonly name: string;
  /** Mean value of the tracks in each bin, ascending: a bin need not be full to its end. */
  readonly x: Float64Array;
  /** Share of the bin's rows that are of the class, 0 to 1. */
  readonly y: Float64Array;
  /** 95 % interval of Wilson (1927), wide where a bin holds few tracks: its lower end. */
  readonly low: Float64Array;
  /** Upper end of the interval. */
  readonly high: Float64Array;
  /** Rows in the bin, of all classes. */
  readonly rows: Int32Array;
}

/** The normal deviate that 95 % lie within. */
const Z = 1.959963984540054;

/** Wilson's interval of a share: `hits` of `n`.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { wilson } from "./shares.ts";
 * const [low, high] = wilson(1, 10);
 * assertAlmostEquals(low, .017876, 1e-5);
 * assertAlmostEquals(high, .404150, 1e-5);
 * ```
 */
export function wilson(hits: number, n: number): readonly [low: number, high: number] {
  const p = hits / n, z2 = Z * Z / n;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n)) / (1 + z2);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Cuts a number into bins of one width and gives every class's share of each.
 *
 * @param values one per track, such as `train.numbers("track_popularity")` or years; NaN is left out
 * @param options.width of a bin; bins start at multiples of it
 * @param options.fewest bins of fewer tracks are left out
 * @returns one entry per genre, in alphabetical order, all with the same bins
 * @throws {InputError} when there is not one value per track, the width is not above 0, or there are no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks(["pop", "pop", "rap"].map((genre) => ({ genre })));
 * const [pop] = classShares(tracks, [1990, 1999, 2004], { width: 10 });
 * assertEquals([[...pop.x], [...pop.y]], [[1994.5, 2004], [1, 0]]);
 * ```
 */
export function classShares(
  tracks: Dataset,
  values: ArrayLike<number>,
  { width, fewest = 1 }: { width: number; fewest?: number },
): ClassShare[] {
  if (values.length !== tracks.rows || !(width > 0)) {
    throw new InputError("shares need one number per row and bins of some width", {
      file: tracks.file,
      found: `${values.length} numbers, width ${width}`,
      expected: `${tracks.rows} numbers, width above 0`,
    });
  }
  const { codes, classes } = classesOf(tracks, allRows(tracks));
  const bins = new Map<number, { counts: Int32Array; sum: number }>();
  for (let row = 0; row < tracks.rows; row++) {
    if (Number.isNaN(values[row])) continue;
    const bin = Math.floor(values[row] / width);
    const own = bins.get(bin) ?? { counts: new Int32Array(classes.length), sum: 0 };
    bins.set(bin, own);
    own.counts[codes[row]]++;
    own.sum += values[row];
  }
  const kept = [...bins.values()].map(({ counts, sum }) => {
    const rows = counts.reduce((all, n) => all + n, 0);
    return { x: sum / rows, counts, rows };
  }).filter(({ rows }) => rows >= fewest).sort((a, b) => a.x - b.x);
  return classes.map((name, g) => ({
    name,
    x: Float64Array.from(kept, ({ x }) => x),
    y: Float64Array.from(kept, ({ counts, rows }) => counts[g] / rows),
    low: Float64Array.from(kept, ({ counts, rows }) => wilson(counts[g], rows)[0]),
    high: Float64Array.from(kept, ({ counts, rows }) => wilson(counts[g], rows)[1]),
    rows: Int32Array.from(kept, ({ rows }) => rows),
  }));
}
