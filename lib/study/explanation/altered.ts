/** The same tracks with one column changed: for asking a fitted model "what if". */
import { QUANTITIES, type Quantity, type Tracks } from "../../data/tracks.ts";

/** What can be changed as one: a quantity, the whole release date, the year alone, or a text. */
export type Changeable = Quantity | "date" | "year" | "title" | "album";

/** The changeable columns that every model of numbers may look at. */
export const CHANGEABLE: readonly Changeable[] = [...QUANTITIES, "date"];

/** A shallow copy in which `rows[i]` has the cells of `from[i]` in one column; nothing is written to the
 * original. The verbatim table and the groups stay as they were. */
export function exchanged(
  tracks: Tracks,
  column: Changeable,
  rows: Int32Array,
  from: Int32Array,
): Tracks {
  const move = <T extends { [index: number]: unknown }>(to: T, old: ArrayLike<unknown>): T => {
    for (let i = 0; i < rows.length; i++) to[rows[i]] = old[from[i]];
    return to;
  };
  if (column === "title" || column === "album") {
    return { ...tracks, [column]: move([...tracks[column]], tracks[column]) };
  }
  if (column === "date" || column === "year") {
    const { year, month, day } = tracks.date, date = { year: move(year.slice(), year), month, day };
    if (column === "year") return { ...tracks, date };
    return {
      ...tracks,
      date: { ...date, month: move(month.slice(), month), day: move(day.slice(), day) },
    };
  }
  const old = tracks.quantities[column];
  return { ...tracks, quantities: { ...tracks.quantities, [column]: move(old.slice(), old) } };
}

/** A shallow copy in which `rows` have `value` as the quantity or the year. */
export function setTo(
  tracks: Tracks,
  column: Quantity | "year",
  rows: Int32Array,
  value: number,
): Tracks {
  const set = <T extends { [index: number]: number }>(to: T): T => {
    for (const row of rows) to[row] = value;
    return to;
  };
  return column === "year"
    ? { ...tracks, date: { ...tracks.date, year: set(tracks.date.year.slice()) } }
    : {
      ...tracks,
      quantities: { ...tracks.quantities, [column]: set(tracks.quantities[column].slice()) },
    };
}
