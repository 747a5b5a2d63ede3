/** Cells → numbers and dates. */

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
