/** A second, independent reading of a file of tracks: one character after the other, by the letter of RFC 4180 and
 * of data/README.md. What `lib/data` reads is held against it. */
import { QUANTITIES, type Role } from "../music.ts";

/** The file as it is. */
export interface Plain {
  readonly delimiter: string;
  readonly newline: string;
  readonly bom: boolean;
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
  /** Rows that lack a quantity or a date. */
  readonly incomplete: readonly number[];
}

/** What is wrong with a file, and where, counted as a person does; a row alone where there is no column. */
export interface Fault {
  readonly why: string;
  readonly row?: number;
  /** All columns at fault in this row. */
  readonly columns?: readonly string[];
}

const TEXTS = ["track_name", "track_album_name", "track_album_release_date"];
const DATE = "track_album_release_date", GENRE = "playlist_genre";
const NAMES = [...TEXTS, ...QUANTITIES, GENRE];

interface Records {
  readonly records: string[][];
  readonly newline: string;
  /** The record in which the grammar is first broken. */
  readonly broken?: number;
}

/** Records of a text, up to `most`; stops at the first thing that the grammar does not allow. */
export function recordsOf(text: string, delimiter: string, most = Infinity): Records {
  const records: string[][] = [];
  let newline = "", record: string[] = [], at = 0;
  const broken = () => ({ records: [...records, record], newline, broken: records.length });
  while (at < text.length && records.length < most) {
    let cell = "";
    if (text[at] === '"') {
      for (at++;; at++) {
        if (at >= text.length) return broken();
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    } else {
      const start = at;
      while (at < text.length && !"\r\n".includes(text[at]) && text[at] !== delimiter) at++;
      cell = text.slice(start, at);
    }
    record.push(cell);
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      record.push("");
    } else if (at < text.length) {
      const end = text[at] === "\r" && text[at + 1] === "\n" ? "\r\n" : text[at];
      if (!"\r\n".includes(end)) return broken();
      newline ||= end;
      if (end !== newline) return broken();
      at += end.length;
    }
    records.push(record);
    record = [];
  }
  return { records, newline: newline || "\n" };
}

const known = (names: readonly string[] = []) =>
  names.filter((name) => NAMES.includes(name)).length;

function numberFault(name: string, cell: string): boolean {
  if (cell.trim() === "") return false;
  const value = /^[\d.eE+-]+$/.test(cell.trim()) ? Number(cell) : NaN;
  return !Number.isFinite(Math.fround(value)) ||
    ((name === "key" || name === "mode") && !Number.isInteger(value));
}

function dateFault(cell: string): boolean {
  if (cell.trim() === "" || /^0000(-\d\d){0,2}$/.test(cell)) return false;
  if (!/^\d{4}(-\d\d){0,2}$/.test(cell)) return true;
  const whole = cell + "-01-01".slice(cell.length - 4), time = Date.parse(`${whole}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(whole);
}

/** Genres that differ by case, spaces, the form of their accents or the way a number is written are one misspelt. */
export const genreKey = (genre: string): string =>
  genre.trim() !== "" && !numberFault("tempo", genre)
    ? `${Number(genre)}`
    : genre.trim().normalize("NFC").toLowerCase();

/** Reads a file, or says what is wrong with it first. */
export function plainRead(bytes: Uint8Array, role: Role): Plain | Fault {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { why: "not UTF-8" };
  }
  if (text.includes("\0")) return { why: "NUL" };
  const bom = text.startsWith("\ufeff");
  if (bom) text = text.slice(1);

  const ways = ["\t", ",", ";"].map((delimiter) => {
    const header = recordsOf(text, delimiter, 1).records[0];
    return { delimiter, names: known(header), cells: header?.length ?? 0 };
  });
  const { delimiter } = ways.reduce((a, b) =>
    b.names > a.names || (b.names === a.names && b.cells > a.cells) ? b : a
  );
  const { records, newline, broken } = recordsOf(text, delimiter);
  if (broken === 0) return { why: "grammar", row: 1 };
  const blank = (row: string[]) => row.join("").trim() === "";
  if (broken === undefined) { while (records.length > 0 && blank(records.at(-1)!)) records.pop(); }
  const [header, ...cells] = records;
  if (!header) return { why: "empty" };

  const needed = NAMES.filter((name) => name !== GENRE || role !== "test");
  const named = header.filter((name) => name.trim() !== ""), names = new Set(named);
  if (names.size < named.length || needed.some((name) => !names.has(name))) {
    return { why: "header", row: 1 };
  }
  if (broken !== undefined) return { why: "grammar", row: broken + 1 };
  if (cells.length === 0) return { why: "no rows" };
  const short = cells.findIndex((row) => row.length !== header.length || blank(row));
  if (short >= 0) return { why: "shape", row: short + 2 };

  const at = new Map(header.map((name, j) => [name, j]));
  const written = new Map<string, string>(), incomplete: number[] = [];
  for (const [i, row] of cells.entries()) {
    const cell = (name: string) => row[at.get(name)!];
    const columns = QUANTITIES.filter((name) => numberFault(name, cell(name))) as string[];
    if (dateFault(cell(DATE))) columns.push(DATE);
    if (role !== "test") {
      const genre = cell(GENRE), key = genreKey(genre);
      if (!written.has(key)) written.set(key, genre);
      if (key === "" || written.get(key) !== genre) columns.push(GENRE);
    }
    if (columns.length > 0) return { why: "cell", row: i + 2, columns };
    const lacks = QUANTITIES.some((name) => cell(name).trim() === "");
    if (lacks || cell(DATE).trim() === "" || cell(DATE).startsWith("0000")) incomplete.push(i);
  }
  if (role === "train" && written.size < 2) return { why: "one class", columns: [GENRE] };
  return { delimiter, newline, bom, header, cells, incomplete };
}

const SHARES = ["danceability", "energy", "speechiness", "acousticness", "instrumentalness"];
const RANGES: Record<string, [number, number]> = {
  track_popularity: [0, 100],
  key: [-1, 11],
  loudness: [-60, 10],
  mode: [0, 1],
  tempo: [0, 300],
  duration_ms: [1000, 24 * 60 * 60 * 1000],
  ...Object.fromEntries([...SHARES, "liveness", "valence"].map((name) => [name, [0, 1]])),
};

/** What of a file that can be read makes it useless, by the letter of data/README.md.
 *
 * @param trainRows how many rows there are to learn from
 * @param year the present one */
export function unusable(
  { header, cells, incomplete }: Plain,
  role: Role,
  trainRows: number,
  year: number,
): Fault | undefined {
  const column = (name: string) => cells.map((row) => row[header.indexOf(name)]);
  const present = (name: string) =>
    column(name).filter((cell) =>
      cell.trim() !== "" && !(name === DATE && cell.startsWith("0000"))
    );
  const features = [...TEXTS, ...QUANTITIES];
  const empty = features.find((name) => present(name).length === 0);
  if (empty && role !== "test") return { why: "an empty column", columns: [empty] };
  for (const name of [DATE, ...QUANTITIES]) {
    const wrong = (cell: string) => {
      if (cell.trim() === "" || (name === DATE && cell.startsWith("0000"))) return false;
      const value = name === DATE ? Number(cell.slice(0, 4)) : Number(cell);
      const [least, greatest] = RANGES[name] ?? [1860, year + 1];
      return value < least || value > greatest || (name === DATE && /^1905-0[567]-/.test(cell));
    };
    const beyond = column(name).filter(wrong).length;
    if (beyond > present(name).length / 10) {
      return { why: "cell", row: column(name).findIndex(wrong) + 2, columns: [name] };
    }
  }
  if (role === "test") return undefined;
  const gaps = new Set(incomplete), genres = column(GENRE);
  const audio = cells.map((row) =>
    QUANTITIES.slice(1).map((name) => Number(row[header.indexOf(name)])).join()
  );
  const usable = (genre: string) =>
    new Set(audio.filter((_, i) => genres[i] === genre && !gaps.has(i))).size;
  const few = [...new Set(genres)].find((genre) => usable(genre) < (trainRows < 100 ? 2 : 5));
  const missing = /^(nan|<?na>?|n\/a|#n\/a|null|none|nil|undefined)$/i;
  const odd = few ?? genres.find((genre) => missing.test(genre.trim()));
  return odd === undefined
    ? undefined
    : { why: "cell", row: genres.indexOf(odd) + 2, columns: [GENRE] };
}
