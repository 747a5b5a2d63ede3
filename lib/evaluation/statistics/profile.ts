/** What is typical of a class: how far its mean lies from that of all rows. */
import { mean, standardDeviation } from "../../core/statistics.ts";
import { allRows, classesOf, type Dataset } from "../../data/mod.ts";
import { type NumberColumns, numberColumns, present } from "./columns.ts";

/** How far each class's mean is from that of all rows: classes × columns. */
export interface Profiles {
  /** Names of the rows of `deviations`, in alphabetical order. */
  readonly classes: readonly string[];
  /** Names, in the order of `deviations`. */
  readonly columns: readonly string[];
  /** `deviations[j][g]`: mean of column j in class g, less the mean of all rows, in standard deviations
   * of all rows. 0 is average; NaN where the column is constant or the class has no value. */
  readonly deviations: readonly (readonly number[])[];
}

/** Where every class stands in every column, on a scale that all columns share.
 *
 * @param columns by default the 13 quantities and the release year; missing values are left out
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks(["pop", "rap"].map((genre, i) => ({ genre, tempo: 100 + 20 * i })));
 * const { columns, deviations } = classProfiles(tracks);
 * const [pop, rap] = deviations[columns.indexOf("tempo")];
 * assertAlmostEquals(pop, -Math.SQRT1_2); // 10 below the mean, of a deviation of 14.1
 * assertAlmostEquals(rap, Math.SQRT1_2);
 * ```
 */
export function classProfiles(
  tracks: Dataset,
  columns: NumberColumns = numberColumns(tracks),
): Profiles {
  const { codes, classes } = classesOf(tracks, allRows(tracks));
  const deviations = Object.values(columns).map((all) => {
    const { values, rows } = present(all), centre = mean(values);
    const spread = standardDeviation(values) || NaN; // of a constant column nothing can be said
    return classes.map((_, g) =>
      (mean(values.filter((_, i) => codes[rows[i]] === g)) - centre) / spread
    );
  });
  return { classes, columns: Object.keys(columns), deviations };
}
