/** Rows that are the same in something: how many, under which classes, and what that does to every model. */
import {
  classesOf,
  columnsOfKind,
  type Dataset,
  groupByText,
  groupByValues,
  identityOf,
  numberNames,
} from "../../data/mod.ts";

/** What makes two rows the same: a group of the schema, such as "audio"; or that they are equal in all numbers, or in
 * all texts too. */
export type Sameness = string | { readonly equal: "numbers" | "everything" };

/** The rows of a file, those that are the same taken together. */
export interface Duplicates {
  /** What they share: the group's name, "numbers" or "everything". */
  readonly same: string;
  /** Rows that are the same as another row. */
  readonly rows: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
  /** Different things in the file; were nothing repeated, as many as rows. */
  readonly distinct: number;
  /** Of the things that have several rows, how many stand under more than one class. */
  readonly underSeveralClasses: number;
  /** How many things have 1, 2, 3 … rows. */
  readonly sizes: readonly { readonly size: number; readonly groups: number }[];
  /** The complete rows, but of every thing the first alone. */
  readonly firstRows: Int32Array;
  /** The rows of the thing that stands under most classes (of equals, the one with most rows); none where nothing comes
   * twice. */
  readonly mostAmbiguous: Int32Array;
  /** The best accuracy that any function of what is shared can reach on this file: every thing gets its most frequent
   * class, and the other labels are noise to it.
   *
   * The course's train.csv: .949 by "audio" (12 quantities), .953 by numbers (popularity and date too) and by
   * everything (title and album too). It falls with every row added, for each may bring a known track under another
   * genre (.983 for 5,000 of these rows): for train and test together expect about .945. */
  readonly labelNoiseCeiling: number;
}

/** Takes the rows together that are the same; what asks for classes is counted when it is looked at.
 *
 * @param same by default what the schema calls one and the same thing
 * @throws {InputError} when the file knows no such group
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const albums = [["A", "pop"], ["A", "rap"], ["B", "pop"]].map(([album, genre]) => ({ album, genre }));
 * const { rows, distinct, mostAmbiguous, labelNoiseCeiling } = duplicates(smallTracks(albums), "album");
 * assertEquals([rows, distinct, [...mostAmbiguous]], [2, 2, [0, 1]]);
 * assertEquals(labelNoiseCeiling, 2 / 3); // one of the three can only be guessed wrong
 * ```
 */
export function duplicates(data: Dataset, same?: Sameness): Duplicates {
  const thing = thingsOf(data, same), { task } = data.schema;
  const labels = () => data.texts(task);
  const members = Map.groupBy(thing.keys(), (row) => thing[row]);
  const several = [...members.values()].filter((rows) => rows.length > 1);
  const rows = several.reduce((sum, { length }) => sum + length, 0);
  const bySize = Map.groupBy(members.values(), (rows) => rows.length);
  return {
    same: nameOf(same) ?? data.schema.identity ?? "row",
    rows,
    share: rows / data.rows,
    distinct: members.size,
    sizes: [...bySize].map(([size, groups]) => ({ size, groups: groups.length }))
      .sort((a, b) => a.size - b.size),
    get underSeveralClasses() {
      if (!data.has(task)) return 0;
      const of = labels();
      return several.filter((rows) => rows.some((row) => of[row] !== of[rows[0]])).length;
    },
    get firstRows() {
      const seen = new Set<number>();
      return data.complete.filter((row) => seen.size < seen.add(thing[row]).size);
    },
    get mostAmbiguous() {
      return mostAmbiguous(Map.groupBy(data.complete, (row) => thing[row]).values(), labels());
    },
    get labelNoiseCeiling() {
      return ceiling(data, thing);
    },
  };
}

const nameOf = (same?: Sameness) => typeof same === "object" ? same.equal : same;

/** Rows of one thing share a number. */
function thingsOf(data: Dataset, same?: Sameness): Int32Array {
  if (same === undefined) return identityOf(data);
  if (typeof same === "string") return data.groups(same);
  const columns = numberNames(data.schema).map((name) => data.numbers(name));
  if (same.equal === "everything") {
    for (const name of columnsOfKind(data.schema, "text")) {
      columns.push(Float64Array.from(groupByText(data.texts(name))));
    }
  }
  return groupByValues(columns, data.rows);
}

function mostAmbiguous(things: Iterable<readonly number[]>, labels: readonly string[]): Int32Array {
  let most: readonly number[] = [], several = 0;
  for (const rows of things) {
    if (rows.length < 2) continue;
    const own = new Set(rows.map((row) => labels[row])).size;
    if (own > several || (own === several && rows.length > most.length)) {
      [most, several] = [rows, own];
    }
  }
  return Int32Array.from(most);
}

function ceiling(data: Dataset, thing: Int32Array): number {
  const rows = data.complete, { codes, classes } = classesOf(data, rows);
  const counts = new Map<number, Int32Array>();
  rows.forEach((row, i) => {
    const own = counts.get(thing[row]) ?? new Int32Array(classes.length);
    counts.set(thing[row], own);
    own[codes[i]]++;
  });
  let best = 0;
  for (const own of counts.values()) best += Math.max(...own);
  return best / rows.length;
}
