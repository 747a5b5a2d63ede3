/** Whether a file's classes can be learnt from. */
import { InputError, type Place } from "../core/errors.ts";
import { parseNumber } from "./cells.ts";
import type { LabelNeed } from "./schema.ts";

/** Hears of every cell that cannot be used. */
export interface Faults {
  /** @param record from 0, the header not counted */
  add(record: number, what: string, place: Place): void;
}

/** A class's name without what only its spelling tells apart: case, spaces at the ends, the form of accents, and how
 * a number is written, for pandas makes `1.0` of a `1`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([" Pop", "1.0"].map(spellingKey), ["pop", "1"]);
 * ```
 */
export function spellingKey(name: string): string {
  const number = parseNumber(name);
  return number === undefined || Number.isNaN(number)
    ? name.trim().normalize("NFC").toLowerCase()
    : String(number + 0); // −0 + 0 is 0
}

/** The labels, or undefined where there are none to be had: rows to predict may bring the column empty, or filled in
 * part; there it is what a prediction will replace. What is to be learnt from has a label in every row, and each class
 * in one spelling, for a single "Pop " among thousands of "pop" would be a class of its own.
 *
 * @param column its name in notebooks and in the file */
export function checkLabels(
  found: readonly string[],
  labels: LabelNeed,
  { name, source: column, faults }: { name: string; source: string; faults: Faults },
): readonly string[] | undefined {
  if (labels === "any") return found.some((label) => label.trim() === "") ? undefined : found;
  const first = new Map<string, number>();
  found.forEach((label, i) => {
    const key = spellingKey(label);
    if (!first.has(key)) first.set(key, i);
    const before = first.get(key)!;
    if (key === "") {
      faults.add(i, `no ${name}`, { column, found: label, expected: `a ${name}` });
    } else if (label !== found[before]) {
      faults.add(i, `a ${name} that is written in another way elsewhere`, {
        ...{ column, found: label },
        expected: `${JSON.stringify(found[before])}, as in row ${before + 2}`,
      });
    }
  });
  return found;
}

/** @throws {InputError} when all labels are one */
export function checkSeveral(labels: readonly string[], column: string, file: string): void {
  if (labels.some((label) => label !== labels[0])) return;
  throw new InputError("one class only: there is nothing to tell apart", {
    ...{ file, column, found: labels[0] },
    expected: "two classes or more",
  });
}
