/** File → Dataset. */
import { createHash } from "node:crypto";
import { InputError, type Place } from "../core/errors.ts";
import type { TagTarget } from "../core/target.ts";
import { isArff, parseArff } from "./arff.ts";
import { readDates, readNumbers, readTags } from "./typed.ts";
import { type Dataset, dataset } from "./dataset.ts";
import { decodeText } from "./decode.ts";
import { checkLabels, checkSeveral, type Faults } from "./labels.ts";
import { isBlank, lineNote, parseRecords, type RawTable } from "./records.ts";
import {
  checkHeader,
  type LabelNeed,
  requiredColumns,
  type Schema,
  sourceIn,
  sourcesOf,
} from "./schema.ts";

/** How a file is to be read. */
export interface ReadOptions {
  /** What is asked of the column to be learnt; nothing by default. */
  labels?: LabelNeed;
  /** The name for error messages, where it is not the path. */
  name?: string;
}

/** Reads and checks a table: ARFF, or tab, comma or semicolon between cells, UTF-8, with a header.
 *
 * Synchronous. Rows that lack a number or a date are left out of `complete`, not refused.
 *
 * @throws {InputError} at the first thing that cannot be used, naming file, row, column, what was found
 * and what was expected, and how many further rows have a fault
 * @example
 * ```ts ignore
 * const train = readTable("data/course/train.csv", schema, { labels: "several" });
 * ```
 */
export function readTable(path: string, schema: Schema, options: ReadOptions = {}): Dataset {
  const file = options.name ?? path;
  return parseTable(readBytes(path, file), file, schema, options);
}

/** The bytes of a file the user named.
 *
 * @param file the name for the message, where it is not the path
 * @throws {InputError} when there is none, or it cannot be read
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * await assertFails(() => readBytes("no/such/train.csv"), "no/such/train.csv", "there is no such file");
 * ```
 */
export function readBytes(path: string, file: string = path): Uint8Array<ArrayBuffer> {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    const what = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : error instanceof Deno.errors.IsADirectory
      ? "this is a folder, not a file"
      : `cannot be read (${(error as Error).message})`;
    throw new InputError(what, { file }, { cause: error });
  }
}

/** The cells of a table as they stand, whatever its columns: ARFF, or tab, comma or semicolon between cells, UTF-8, with
 * a header.
 *
 * @param file its name, for messages
 * @throws {InputError} when it is no such table
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { header, cells } = parseCells(new TextEncoder().encode("tag;class\nsad;Mood\n"), "labels.csv");
 * assertEquals([header, ...cells], [["tag", "class"], ["sad", "Mood"]]);
 * ```
 */
export function parseCells(content: Uint8Array, file: string): RawTable {
  const { text, bom } = decodeText(content, file);
  return isArff(text)
    ? parseArff(text, bom, file)
    : parseRecords(text, bom, file, new Set(), () => {});
}

/** The same as `readTable` for a file already in memory, as bytes or as text.
 *
 * @param file its name, for messages
 * @throws {InputError} as `readTable`
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import type { Schema } from "./schema.ts";
 * const schema: Schema = {
 *   ...{ row: "song", task: "mood", groups: {}, keys: {}, caption: [], leaks: [] },
 *   columns: { bpm: { kind: "number" }, mood: { kind: "class", source: "label" } },
 * };
 * const songs = parseTable("bpm,label\n90,calm\n140,wild", "songs.csv", schema, { labels: "several" });
 * assertEquals(songs.numbers("bpm"), Float64Array.of(90, 140));
 * assertEquals(songs.texts("mood"), ["calm", "wild"]);
 * ```
 */
export function parseTable(
  content: Uint8Array | string,
  file: string,
  schema: Schema,
  { labels = "any" }: ReadOptions = {},
): Dataset {
  const { text, bom } = typeof content === "string"
    ? { text: content.replace(/^\ufeff/, ""), bom: content.startsWith("\ufeff") }
    : decodeText(content, file);
  const required = requiredColumns(schema, labels);
  const known = new Set(requiredColumns(schema, "given").flat());
  const check = (header: readonly string[]) => checkHeader(header, required, file);
  let table: RawTable;
  if (isArff(text)) check((table = parseArff(text, bom, file)).header);
  else table = parseRecords(text, bom, file, known, check);
  if (table.cells.length === 0) {
    throw new InputError("a header and no rows", { file, expected: `at least one ${schema.row}` });
  }
  const fingerprint = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return typed(table, schema, labels, file, fingerprint);
}

/** Remembers the first fault of a file and counts the rows that have one. */
class FirstFault implements Faults {
  #first: { what: string; place: Place } | undefined;
  #rows = new Set<number>();
  constructor(readonly table: RawTable, readonly file: string) {}

  add(record: number, what: string, place: Place): void {
    this.#rows.add(record);
    // Columns are read one after the other, so the first fault found is not the first of the file.
    if (!this.#first || record + 2 < this.#first.place.row!) {
      this.#first = { what, place: { file: this.file, row: record + 2, ...place } };
    }
  }

  throwIfAny(): void {
    if (!this.#first) return;
    const { what, place } = this.#first, more = this.#rows.size - 1;
    const further = more === 0 ? "" : `, and ${more} more row${more > 1 ? "s" : ""} with a fault`;
    const { header, cells, lines } = this.table, record = place.row! - 2;
    const line = lines
      ? ` (line ${lines[record]} of the file)`
      : lineNote([header, ...cells], record + 1);
    throw new InputError(`${what}${line}${further}`, place);
  }
}

function typed(
  table: RawTable,
  schema: Schema,
  labels: LabelNeed,
  file: string,
  fingerprint: string,
): Dataset {
  const rows = table.cells.length, faults = new FirstFault(table, file);
  for (let i = 0; i < rows; i++) checkShape(i, table, schema.row, faults);
  faults.throwIfAny();

  const numbers: Record<string, Float64Array> = {}, texts: Record<string, readonly string[]> = {};
  const tags: Record<string, TagTarget> = {}, incomplete = new Uint8Array(rows);
  for (const [name, column] of Object.entries(schema.columns)) {
    if (column.kind === "tags") {
      const found = readTags(table, column, labels, faults);
      if (found) tags[name] = found;
      continue;
    }
    const source = sourcesOf(schema, name).find((source) => table.header.includes(source));
    if (source === undefined) continue; // not required, or the header would have been refused
    const at = table.header.indexOf(source), place = { source, at, table, incomplete, faults };
    if (column.kind === "number") numbers[name] = readNumbers(place, column.whole);
    else if (column.kind === "date") {
      readDates(place).forEach((part, i) => numbers[column.parts[i]] = part);
    } else {
      const cells = table.cells.map((row) => row[at]);
      const found = column.kind === "class" && name === schema.task
        ? checkLabels(cells, labels, { name, source, faults })
        : cells;
      if (found) texts[name] = found;
    }
  }
  faults.throwIfAny();
  if (labels === "several" && texts[schema.task]) {
    checkSeveral(texts[schema.task], sourceIn(schema, schema.task, table.header), file);
  }
  const rowNumbers = Int32Array.from({ length: rows }, (_, i) => i);
  return dataset({
    ...{ file, rows, fingerprint, schema, table, numbers, texts, tags },
    incomplete: rowNumbers.filter((i) => incomplete[i] === 1),
  });
}

/** Every row has the header's cells, and something in one of them. */
function checkShape(i: number, { header, cells }: RawTable, what: string, faults: Faults): void {
  const row = cells[i], count = row.length;
  if (count === header.length) {
    if (!isBlank(row)) return;
    faults.add(i, `a row without a value among the ${what}s`, {
      found: `${count} empty cells`,
      expected: `a ${what}: delete the row (below the last ${what} such rows do no harm)`,
    });
    return;
  }
  faults.add(i, `a row that is too ${count < header.length ? "short" : "long"}`, {
    found: count === 1 && row[0] === "" ? "an empty line" : `${count} cells`,
    expected: `${header.length} cells, as in the header`,
  });
}
