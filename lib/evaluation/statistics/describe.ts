/** What a file says of itself, before any model: its columns, its gaps, its duplicates, and how its classes differ. */
import type { Rng } from "../../core/rng.ts";
import { allRows, categoryNames, classesOf, type Dataset, measuredNames } from "../../data/mod.ts";
import { type Association, association, type AssociationOptions } from "./association.ts";
import { type ColumnSummary, columnSummary } from "./column_summary.ts";
import { numberColumns } from "./columns.ts";
import { type CorrelationMethod, type Correlations, correlations } from "./correlations.ts";
import { describeTexts, type TextDescription } from "./describe_texts.ts";
import { type Duplicates, duplicates, type Sameness } from "./duplicates.ts";
import {
  cellsOf,
  type Count,
  datePrecision,
  type MissingCells,
  missingCells,
  tally,
} from "./overview.ts";
import { classProfiles, type Profiles } from "./profile.ts";

/** Summary of one column, with its name. */
export interface ColumnLine extends ColumnSummary {
  /** Its name in the schema. */
  readonly column: string;
}

/** A description of one file. Everything is computed when it is asked for, and each part is rows for a table, or a value
 * that a figure takes. */
export interface Description {
  /** The numbers that measure something, in the schema's order; of dates the year. */
  readonly names: readonly string[];
  /** The same without numbers that are names, such as the key. */
  readonly amounts: readonly string[];
  /** A line for each of `names`: moments and quantiles, missing values left out. */
  readonly columns: readonly ColumnLine[];
  /** A line per column and class of the task. */
  readonly columnsByClass: readonly (ColumnLine & { readonly class: string })[];
  /** Empty cells of every column of the file, in its order. */
  readonly missing: readonly MissingCells[];
  /** How exact the dates are: rows per form, YYYY-MM-DD, YYYY-MM, YYYY, or none. */
  readonly dates: readonly Count[];
  /** Rows and share of each class of the task, in alphabetical order. */
  readonly classes: readonly Count[];
  /** How far each class's mean lies from that of all rows; `heatmap` draws it. */
  readonly profiles: Profiles;
  /** Rows per value of any column of the file that has few. */
  counts(column: string): Count[];
  /** A column of texts: its habits, lengths, scripts, languages and words by class, and what is nearest to other words. */
  texts(column: string): TextDescription;
  /** Rows that share a group, or that are equal in their numbers or in everything; by default those that are one and the
   * same thing. */
  duplicates(same?: Sameness): Duplicates;
  /** Some rows as the file has them, for reading: of each the cells of those of `columns` that the file has. */
  cells(rows: ArrayLike<number>, columns: readonly string[]): Record<string, string>[];
  /** How every two of `names` move together. */
  correlations(method?: CorrelationMethod): Correlations;
  /** How much each of `names` tells about the class, by every usual measure, the most telling first. */
  association(rng: Rng, options?: AssociationOptions): Association[];
}

/** Describes a file.
 *
 * @returns parts that throw an {@linkcode InputError} when they are asked for and the file lacks what they need: classes,
 * dates, a group
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const about = describe(smallTracks([
 *   { tempo: 90, genre: "pop" },
 *   { tempo: 110, genre: "rap" },
 *   { tempo: "", genre: "rap" },
 * ]));
 * assertEquals(about.classes[1], { value: "rap", rows: 2, share: 2 / 3 });
 * const { mean, missing } = about.columns.find(({ column }) => column === "tempo")!;
 * assertEquals([mean, missing], [100, 1]);
 * assertEquals(about.duplicates("album").share, 0);
 * assertEquals(about.texts("title").lengths(), [7, 7, 7]);
 * assertEquals(about.cells([1], ["tempo", "playlist_genre"]), [{ tempo: "110", playlist_genre: "rap" }]);
 * ```
 */
export function describe(data: Dataset): Description {
  const { schema } = data, names = measuredNames(schema), categories = categoryNames(schema);
  const lines = () => Object.entries(numberColumns(data));
  return {
    names,
    amounts: names.filter((name) => !categories.includes(name)),
    get columns() {
      return lines().map(([column, values]) => ({ column, ...columnSummary(values) }));
    },
    get columnsByClass() {
      const { codes, classes } = classesOf(data, allRows(data));
      return lines().flatMap(([column, values]) =>
        classes.map((name, c) => {
          const own = values.filter((_, row) => codes[row] === c);
          return { column, class: name, ...columnSummary(own) };
        })
      );
    },
    get missing() {
      return missingCells(data);
    },
    get dates() {
      return datePrecision(data);
    },
    get classes() {
      return tally(data.texts(schema.task));
    },
    get profiles() {
      return classProfiles(data);
    },
    counts: (column) => tally(cellsOf(data, column)),
    texts(column) {
      const classes = data.has(schema.task) ? data.texts(schema.task) : [];
      return describeTexts(data.texts(column), classes);
    },
    duplicates: (same) => duplicates(data, same),
    cells(rows, columns) {
      const { header, cells } = data.table, kept = columns.filter((name) => header.includes(name));
      return Array.from(
        rows,
        (row) => Object.fromEntries(kept.map((name) => [name, cells[row][header.indexOf(name)]])),
      );
    },
    correlations: (method) => correlations(numberColumns(data), method),
    association: (rng, options) => association(data, rng, options),
  };
}
