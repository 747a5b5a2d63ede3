/** Whether a file's genres can be learnt from. */
import { InputError, type Place } from "../core/errors.ts";
import { parseNumber, type Role } from "./schema.ts";

/** Hears of every cell that cannot be used. */
export interface Faults {
  /** @param record from 0, the header not counted */
  add(record: number, what: string, place: Place): void;
}

const column = "playlist_genre";

/** A genre's name without what only its spelling tells apart: case, spaces at the ends, the form of accents, and how
 * a number is written, for pandas makes `1.0` of a `1`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([" Pop", "1.0"].map(genreKey), ["pop", "1"]);
 * ```
 */
export function genreKey(genre: string): string {
  const number = parseNumber(genre);
  return number === undefined || Number.isNaN(number)
    ? genre.trim().normalize("NFC").toLowerCase()
    : String(number + 0); // −0 + 0 is 0
}

/** The genres, or undefined where there are none to be had: test.csv may bring the column empty, or filled in part;
 * there it is what a prediction will replace. What is to be learnt from has a genre in every row, and each genre
 * in one spelling, for a single "Pop " among thousands of "pop" would be a class of its own. */
export function checkGenres(
  found: readonly string[] | undefined,
  role: Role,
  faults: Faults,
): readonly string[] | undefined {
  if (found === undefined) return undefined;
  if (role !== "train" && role !== "edm") {
    return found.some((genre) => genre.trim() === "") ? undefined : found;
  }
  const first = new Map<string, number>();
  found.forEach((genre, i) => {
    const key = genreKey(genre);
    if (!first.has(key)) first.set(key, i);
    const before = first.get(key)!;
    if (key === "") {
      faults.add(i, "no genre", { column, found: genre, expected: "a genre" });
    } else if (genre !== found[before]) {
      faults.add(i, "a genre that is written in another way elsewhere", {
        ...{ column, found: genre },
        expected: `${JSON.stringify(found[before])}, as in row ${before + 2}`,
      });
    }
  });
  return found;
}

/** @throws {InputError} when all genres are one */
export function checkClasses(genres: readonly string[], file: string): void {
  if (genres.some((genre) => genre !== genres[0])) return;
  throw new InputError("one class only: there is nothing to tell apart", {
    ...{ file, column, found: genres[0] },
    expected: "two genres or more",
  });
}
