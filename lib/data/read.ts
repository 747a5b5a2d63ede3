/** File → Tracks. */
import { InputError, type Place } from "../core/errors.ts";
import { COLUMN_SPECS } from "./columns.ts";
import { decodeText } from "./decode.ts";
import { checkClasses, checkGenres, type Faults } from "./genres.ts";
import { groupByText, groupByValues } from "./groups.ts";
import { isBlank, lineNote, parseRecords } from "./records.ts";
import { checkHeader, parseDate, parseNumber, type Role } from "./schema.ts";
import { QUANTITIES, type RawTable, type Tracks } from "./tracks.ts";

/** How a file is to be read. */
export interface ReadOptions {
  /** What it is for, and so which columns it must have; "any" by default. */
  as?: Role;
  /** The name for error messages, where it is not the path. */
  name?: string;
}

/** Reads and checks a file of tracks: tab, comma or semicolon between cells, UTF-8, with a header.
 *
 * Synchronous. Cells that lack a quantity or a date are counted in `incomplete`, not refused.
 *
 * @throws {InputError} at the first thing that cannot be used, naming file, row, column, what was found
 * and what was expected, and how many further rows have a fault
 * @example
 * ```ts ignore
 * const train = readTracks("data/course/train.csv", { as: "train" });
 * ```
 */
export function readTracks(path: string, options: ReadOptions = {}): Tracks {
  const file = options.name ?? path;
  return parseTracks(readBytes(path, file), file, options);
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

/** The same as `readTracks` for a file already in memory, as bytes or as text.
 *
 * @param file its name, for messages
 * @throws {InputError} as `readTracks`
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { QUANTITIES } from "./tracks.ts";
 * const header = ["track_name", "track_album_name", "track_album_release_date", ...QUANTITIES].join("\t");
 * const { title, date } = parseTracks(`${header}\nYesterday\tHelp!\t1965-08-06${"\t0".repeat(13)}`, "one.csv");
 * assertEquals([title[0], date.year[0], date.month[0]], ["Yesterday", 1965, 8]);
 * ```
 */
export function parseTracks(
  content: Uint8Array | string,
  file: string,
  options: ReadOptions = {},
): Tracks {
  const role = options.as ?? "any";
  const { text, bom } = typeof content === "string"
    ? { text: content.replace(/^\ufeff/, ""), bom: content.startsWith("\ufeff") }
    : decodeText(content, file);
  const table = parseRecords(text, bom, file, (header) => checkHeader(header, role, file));
  if (table.cells.length === 0) {
    throw new InputError("a header and no rows", { file, expected: "at least one track" });
  }
  return typed(table, role, file);
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
    const line = lineNote([this.table.header, ...this.table.cells], place.row! - 1);
    throw new InputError(`${what}${line}${further}`, place);
  }
}

const CATEGORIES: ReadonlySet<string> = new Set(
  COLUMN_SPECS.filter(({ kind }) => kind === "category").map(({ name }) => name),
);

function typed(table: RawTable, role: Role, file: string): Tracks {
  const { header, cells } = table, rows = cells.length;
  const faults = new FirstFault(table, file);
  for (let i = 0; i < rows; i++) checkShape(i, table, faults);
  faults.throwIfAny();

  const texts = (name: string): string[] | undefined => {
    const at = header.indexOf(name);
    return at < 0 ? undefined : cells.map((row) => row[at]);
  };
  const incomplete = new Uint8Array(rows);
  const quantities = Object.fromEntries(QUANTITIES.map((name) => {
    const at = header.indexOf(name), values = new Float64Array(rows);
    const whole = CATEGORIES.has(name); // in numbers' clothes
    for (let i = 0; i < rows; i++) {
      const cell = cells[i][at], value = parseNumber(cell);
      if (value === undefined || (whole && value % 1 !== 0 && value === value)) {
        faults.add(i, value === undefined ? "not a number" : "not a whole number", {
          column: name,
          found: cell,
          expected: whole
            ? "a whole number"
            : "a finite number with a decimal point, such as 0.714 or 8.05e-5",
        });
      } else if (value !== value) incomplete[i] = 1;
      values[i] = value ?? NaN;
    }
    return [name, values];
  })) as Record<typeof QUANTITIES[number], Float64Array>;

  const date = {
    year: new Int16Array(rows),
    month: new Uint8Array(rows),
    day: new Uint8Array(rows),
  };
  const dateAt = header.indexOf("track_album_release_date");
  for (let i = 0; i < rows; i++) {
    const cell = cells[i][dateAt], value = parseDate(cell);
    if (value === undefined) {
      faults.add(i, "not a date", {
        column: "track_album_release_date",
        found: cell,
        expected: "YYYY, YYYY-MM or YYYY-MM-DD of the calendar",
      });
      continue;
    }
    if (value === 0) incomplete[i] = 1;
    date.year[i] = Math.trunc(value / 10000);
    date.month[i] = Math.trunc(value / 100) % 100;
    date.day[i] = value % 100;
  }

  const genre = checkGenres(texts("playlist_genre"), role, faults);
  faults.throwIfAny();
  if (role === "train") checkClasses(genre!, file);
  const album = texts("track_album_name")!;
  const playlist = texts("playlist_id") ?? texts("playlist_name"), artist = texts("track_artist");
  return {
    file,
    rows,
    quantities,
    date,
    title: texts("track_name")!,
    album,
    genre,
    subgenre: texts("playlist_subgenre"),
    groups: {
      audio: groupByValues(QUANTITIES.slice(1).map((name) => quantities[name]), rows),
      album: groupByText(texts("track_album_id") ?? album),
      ...(playlist && { playlist: groupByText(playlist) }),
      ...(artist && { artist: groupByText(artist) }),
    },
    incomplete: Int32Array.from({ length: rows }, (_, i) => i).filter((i) => incomplete[i] === 1),
    table,
  };
}

/** Every row has the header's cells, and something in one of them. */
function checkShape(i: number, { header, cells }: RawTable, faults: Faults): void {
  const row = cells[i], count = row.length;
  if (count === header.length) {
    if (!isBlank(row)) return;
    faults.add(i, "a row without a value among the tracks", {
      found: `${count} empty cells`,
      expected: "a track: delete the row (below the last track such rows do no harm)",
    });
    return;
  }
  faults.add(i, `a row that is too ${count < header.length ? "short" : "long"}`, {
    found: count === 1 && row[0] === "" ? "an empty line" : `${count} cells`,
    expected: `${header.length} cells, as in the header`,
  });
}
