/** Errors that a person can act on. Everything else is a bug and keeps its stack trace. */

/** Where in a file something was found, and what would have been right. */
export interface Place {
  /** The file as the user named it. */
  file?: string;
  /** The row as a person counts it: the header is row 1. */
  row?: number;
  /** The column's name. */
  column?: string;
  /** What stands there. */
  found?: unknown;
  /** What was expected instead, in words. */
  expected?: string;
}

/** A text without what a terminal would obey or a reader not see: control characters (but line breaks and tabs)
 * and marks of direction stand as `\\u001b`, for what a message quotes may come from any file.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(printable("\u001b[2Jrap\u202e"), "\\u001b[2Jrap\\u202e");
 * ```
 */
export const printable = (text: string): string =>
  text.toWellFormed().replace(
    /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A text of at most 80 characters, for what a message quotes may be of any length.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([shortened("tempo"), shortened("x".repeat(1000)).length], ["tempo", 78]);
 * ```
 */
export const shortened = (text: string): string =>
  text.length > 80 ? `${text.slice(0, 77)}…` : text;
const shorten = (value: unknown): string =>
  shortened(typeof value === "string" ? JSON.stringify(value) : String(value));

/** An input that cannot be used: bad files, bad settings, bad shapes. Its message is all a user needs;
 * the commands print it without a stack trace and exit with code 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const error = new InputError("not a number", { file: "train.csv", row: 7, column: "tempo", found: "fast" });
 * assertEquals(error.message, 'train.csv, row 7, column tempo: not a number; found "fast"');
 * ```
 */
export class InputError extends Error {
  /** Stands before the message where an error is printed whole. */
  override readonly name = "InputError";
  /** Where it was found, as data. */
  readonly place: Place;

  /** Makes the message from what is wrong and where.
   * @param what what is wrong, without the place: "not a number"
   * @param options `cause`, as of any Error */
  constructor(what: string, place: Place = {}, options?: ErrorOptions) {
    const where = [
      place.file,
      place.row === undefined ? undefined : `row ${place.row}`,
      place.column === undefined ? undefined : `column ${shortened(place.column)}`,
    ].filter((part) => part !== undefined).join(", ");
    const found = "found" in place ? `; found ${shorten(place.found)}` : "";
    const expected = place.expected ? `; expected ${place.expected}` : "";
    super(printable(`${where ? `${where}: ` : ""}${what}${found}${expected}`), options);
    this.place = place;
  }
}
