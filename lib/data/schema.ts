/** What a file of tracks must hold, and how its cells are read. */
import { InputError } from "../core/errors.ts";
import { QUANTITIES } from "./tracks.ts";

/** What a file is for: train and edm need genres, train at least two of them; any needs none. */
export type Role = "train" | "test" | "edm" | "any";

const always = ["track_name", "track_album_name", "track_album_release_date", ...QUANTITIES];

/** The columns without which a file of this role cannot be used. Any other column is kept as it is. */
export function requiredColumns(role: Role): readonly string[] {
  return role === "train" || role === "edm" ? [...always, "playlist_genre"] : always;
}

/** What parts the names of a header that was read as one cell, where it is none of the delimiters. */
const unknownMark = (header: readonly string[], required: readonly string[]): string | undefined =>
  ["|", ":", "^", "~", " "].find((mark) =>
    header.some((cell) => cell.split(mark).filter((name) => required.includes(name)).length > 1)
  );

/** Columns may be without a name, any number of them.
 * @throws {InputError} when a name is missing (all that are missing are named) or stands twice */
export function checkHeader(header: readonly string[], role: Role, file: string): void {
  const required = requiredColumns(role);
  const missing = required.filter((name) => !header.includes(name));
  // Of a file without header this shows the first track's cells, which says enough.
  const shown = header.slice(0, 30).map((name) => {
    const line = name.replace(/[\r\n\t ]+/g, " ");
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
  });
  const list = [...shown, ...header.length > 30 ? ["…"] : []].join(", ");
  if (missing.length === required.length) {
    const mark = unknownMark(header, required);
    throw new InputError(
      `no header with the names of the columns: the first row holds ${list}`,
      {
        ...{ file, row: 1 },
        expected: `${required.join(", ")} with a tab, a comma or a semicolon between them` +
          (mark ? `, not ${JSON.stringify(mark)}` : ""),
      },
    );
  }
  const names = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    if (name.trim() === "") continue; // a spreadsheet's unused columns: kept as they are, never asked for
    const before = names.get(name);
    if (before !== undefined) {
      throw new InputError(`two columns of one name (columns ${before + 1} and ${at + 1})`, {
        ...{ file, row: 1, column: name },
        expected: "every name once",
      });
    }
    names.set(name, at);
  }
  if (missing.length > 0) {
    const columns = `missing column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`;
    throw new InputError(`${columns}; the first row holds ${list}`, { file, row: 1 });
  }
}

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A cell as a number: decimal notation alone, for `Number` would also take "0x10", "Infinity" and "".
 * @returns NaN for an empty (or blank) cell, undefined for what is no number that single
 * precision can hold (up to 3.4e38) */
export function parseNumber(cell: string): number | undefined {
  if (NUMBER.test(cell)) {
    const value = Number(cell);
    return Number.isFinite(Math.fround(value)) ? value : undefined; // matrices are Float32
  }
  return cell.trim() === "" ? NaN : undefined;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A release date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as year × 10000 + month × 100 + day, with 0 for
 * what is not given. Empty, and the year 0000 that Spotify writes for an unknown date, are 0.
 * @returns undefined for what is no date of the calendar */
export function parseDate(cell: string): number | undefined {
  const parts = DATE.exec(cell);
  if (!parts) return cell.trim() === "" ? 0 : undefined;
  const year = Number(parts[1]), month = Number(parts[2] ?? 0), day = Number(parts[3] ?? 0);
  if (year === 0) return 0;
  if (parts[2] !== undefined && (month < 1 || month > 12)) return undefined;
  if (parts[3] !== undefined) {
    const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    if (day < 1 || day > DAYS[month - 1] + (leap ? 1 : 0)) return undefined;
  }
  return year * 10000 + month * 100 + day;
}
