/** Wide tables of numbers: an id and hundreds of columns, a hundred thousand rows, read without a string per cell. */
import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { decodeText } from "./decode.ts";
import { parseRecords } from "./records.ts";
import { WideCells } from "./wide_cells.ts";

/** A table of an id and numbers. */
export interface WideTable {
  /** The file as the user named it. */
  readonly file: string;
  /** Below the header. */
  readonly rows: number;
  /** The first column's name. */
  readonly id: string;
  /** Its cells, none empty, none twice. */
  readonly ids: readonly string[];
  /** The other columns' names, none twice. */
  readonly names: readonly string[];
  /** rows × names, row-major; NaN where a cell is empty. */
  readonly data: Float32Array;
  /** The first 16 hexadecimal digits of the SHA-256 of the file. */
  readonly fingerprint: string;
  /** The line of the file on which each row stands, where that is not its place below a header. */
  readonly lines?: readonly number[];
}

/** A wide table of numbers that are there already.
 *
 * @param data rows × names, row-major
 * @param ids what the rows are called; by their numbers, from 1, where nothing is said
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { rows, ids } = wideTable("made up", ["sad", "slow"], Float32Array.of(.5, 0, 1, .25));
 * assertEquals([rows, ids], [2, ["1", "2"]]);
 * ```
 */
export function wideTable(
  file: string,
  names: readonly string[],
  data: Float32Array,
  { id = "row", ids }: Partial<Pick<WideTable, "id" | "ids">> = {},
): WideTable {
  const rows = data.length / names.length, { buffer, byteOffset, byteLength } = data;
  return {
    ...{ file, rows, id, names, data },
    ids: ids ?? Array.from({ length: rows }, (_, i) => String(i + 1)),
    fingerprint: digestOf(new Uint8Array(buffer, byteOffset, byteLength)),
  };
}

const digestOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Reads a table whose first column is an id and whose others are numbers: tab, comma or semicolon between cells, UTF-8,
 * a header, every row on one line. Besides the file it takes 4 bytes a cell.
 *
 * @param file its name, for messages
 * @throws {InputError} with row and column: on a row too short or too long, a cell that is no number, an id that is
 * empty or stands twice, a name that stands twice; and on a file without rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { ids, names, data } = parseWide(new TextEncoder().encode("id,sad,slow\na,.5,0\nb,,1e-2\n"), "scores.csv");
 * assertEquals([ids, names], [["a", "b"], ["sad", "slow"]]);
 * assertEquals(data, Float32Array.of(.5, 0, NaN, .01));
 * ```
 */
export function parseWide(bytes: Uint8Array<ArrayBuffer>, file: string): WideTable {
  const { header, delimiter, end } = headerOf(bytes, file), [id, ...names] = header;
  const fault = (what: string, row: number, column: string, found: unknown, expected: string) => {
    throw new InputError(what, { file, row, column, found, expected });
  };
  const ids: string[] = [], k = names.length, data = new Float32Array(k * linesFrom(bytes, end));
  const cells = new WideCells(bytes, delimiter.charCodeAt(0), end);
  for (let row = 2; !cells.isOver(); row++) {
    const name = cells.text(), base = ids.length * k;
    if (name === undefined) {
      return fault("a quote that is not closed on its line", row, id, '"', '"…"');
    }
    if (name.includes("\ufffd")) fault("an id that is not UTF-8", row, id, name, "text in UTF-8");
    if (name.trim() === "") fault("a row without an id", row, id, name, "an id");
    if (name.includes("\r")) {
      fault("lines that end in two ways", row, id, name, "LF or CRLF after every line");
    }
    ids.push(name);
    for (let j = 0; j < k; j++) {
      if (!cells.goOn()) {
        fault("a row that is too short", row, names[j], `${j + 1} cells`, `${k + 1}`);
      }
      const value = cells.number();
      if (value === undefined) {
        fault(
          "not a number",
          row,
          names[j],
          cells.text(),
          "a finite number with a decimal point, or nothing",
        );
      }
      data[base + j] = value!;
    }
    if (!cells.endLine()) {
      fault("a row that is too long", row, names[k - 1], "more cells", `${k + 1}`);
    }
  }
  if (ids.length === 0) {
    const isCr = end === bytes.length && bytes.indexOf(13) >= 0;
    throw new InputError(isCr ? "lines that end with CR" : "a header and no rows", {
      ...{ file, expected: isCr ? "LF or CRLF after every line" : "at least one row" },
    });
  }
  const twice = firstTwice(ids);
  if (twice) {
    fault(
      "an id that stands twice",
      twice.at + 2,
      id,
      ids[twice.at],
      `every id once; it is in row ${twice.before + 2}`,
    );
  }
  return {
    ...{ file, rows: ids.length, id, ids, names, fingerprint: digestOf(bytes) },
    data: data.subarray(0, ids.length * k),
  };
}

function headerOf(bytes: Uint8Array<ArrayBuffer>, file: string) {
  const lf = bytes.indexOf(10), end = lf < 0 ? bytes.length : lf + 1;
  const { text, bom } = decodeText(bytes.subarray(0, end), file);
  const { header, delimiter } = parseRecords(text, bom, file, new Set(), () => {});
  if (header.length < 2) {
    throw new InputError("a table of one column", {
      file,
      row: 1,
      found: header[0],
      expected: "an id and numbers",
    });
  }
  const twice = firstTwice(header);
  if (twice) {
    throw new InputError(
      `two columns of one name (columns ${twice.before + 1} and ${twice.at + 1})`,
      {
        ...{ file, row: 1, column: header[twice.at] },
        expected: "every name once",
      },
    );
  }
  return { header, delimiter, end };
}

/** At most so many rows can stand after `from`. */
function linesFrom(bytes: Uint8Array, from: number): number {
  let lines = 1;
  for (let i = from; i < bytes.length; i++) if (bytes[i] === 10) lines++;
  return lines;
}

function firstTwice(names: readonly string[]): { before: number; at: number } | undefined {
  const seen = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const before = seen.get(name);
    if (before !== undefined) return { before, at };
    seen.set(name, at);
  }
}
