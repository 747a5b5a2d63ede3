/** Text → header and records: the CSV dialects, by papaparse. */
import Papa from "papaparse";
import { InputError } from "../core/errors.ts";

/** A file as it came, for exporting it again. */
export interface RawTable {
  /** Between cells: tab, comma or semicolon. */
  readonly delimiter: string;
  /** At the ends of lines. */
  readonly newline: "\n" | "\r\n" | "\r";
  /** Whether the file began with a byte-order mark. */
  readonly bom: boolean;
  /** The columns' names, as they stand in the file. */
  readonly header: readonly string[];
  /** Every cell of every row, unquoted, otherwise byte for byte. */
  readonly cells: readonly (readonly string[])[];
  /** Rows without a value that stood below the last one, as spreadsheets leave them: they are no rows here. */
  readonly blankRows?: number;
  /** The line of the file on which each row stands, where it is not its number with the header as row 1. */
  readonly lines?: readonly number[];
}

const DELIMITERS = ["\t", ",", ";"];

interface PapaResult {
  data: string[][];
  errors: { code: string; message: string; row?: number }[];
}

/** papaparse drops a byte-order mark before the text; one that stands there is the first cell's own. */
const papa = (text: string, delimiter: string, newline: string, preview = 0): PapaResult =>
  Papa.parse(text.startsWith("\ufeff") ? `\ufeff${text}` : text, {
    ...{ delimiter, newline, preview },
    quoteChar: '"',
    header: false,
  });

/** What ends the first line that does not end inside quotes, which open at a cell's start alone. */
function newlineOf(text: string, delimiter: string): RawTable["newline"] {
  let quoted = false, starts = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34 && (quoted || starts)) {
      // the second of two quotes inside opens again what the first has closed
      quoted = !quoted;
      starts = true;
      continue;
    }
    if (!quoted && c === 10) return "\n";
    if (!quoted && c === 13) return text.charCodeAt(i + 1) === 10 ? "\r\n" : "\r";
    starts = text[i] === delimiter;
  }
  return "\n";
}

/** The delimiter under which the first row holds the most names we know, else the most names. */
function dialectOf(
  text: string,
  known: ReadonlySet<string>,
): Pick<RawTable, "delimiter" | "newline"> {
  const dialects = DELIMITERS.map((delimiter) => {
    const newline = newlineOf(text, delimiter);
    const header = papa(text, delimiter, newline, 1).data[0] ?? [];
    const names = header.filter((name) => known.has(name)).length;
    return { delimiter, newline, names, cells: header.length };
  });
  return dialects.reduce((a, b) => (b.names - a.names || b.cells - a.cells) > 0 ? b : a);
}

const MIXED = "lines that end in two ways";

/** The first record whose cells, quotes and line ends are not all that stands in the text: papaparse passes over
 * white space after a closing quote, and takes a line end of another sort for a part of its cell. */
function firstStray(
  text: string,
  { delimiter, newline }: Pick<RawTable, "delimiter" | "newline">,
  records: readonly (readonly string[])[],
): { record: number; what: string; found: string } | undefined {
  const broken = { "\n": /\r/, "\r\n": /\r(?!\n)|(?<!\r)\n/, "\r": /\n/ }[newline].test(text);
  if (!broken && !text.includes('"')) return undefined;
  let at = 0;
  for (let record = 0; record < records.length; record++) {
    const row = records[record];
    for (let j = 0; j < row.length; j++) {
      const cell = row[j], quoted = text.charCodeAt(at) === 34;
      if (!quoted && broken && /[\r\n]/.test(cell)) {
        // a line feed that begins a row ends the row before, where others end with CR alone
        const before = newline === "\r" && record > 0 && j === 0 && cell[0] === "\n";
        return { record: before ? record - 1 : record, what: MIXED, found: cell };
      }
      at += quoted ? cell.length + 2 + quotesIn(cell) : cell.length;
      const end = j < row.length - 1 ? delimiter : newline;
      if (at < text.length && !text.startsWith(end, at)) {
        const ends = /[\r\n]/.test(text[at]);
        return { record, what: ends ? MIXED : "text after a closing quote", found: cell };
      }
      at += end.length;
    }
  }
}

function quotesIn(cell: string): number {
  let n = 0;
  for (let at = cell.indexOf('"'); at >= 0; at = cell.indexOf('"', at + 1)) n++;
  return n;
}

const LINE_ENDS = { "\n": "LF", "\r\n": "CRLF", "\r": "CR" };

/** " (line 12 of the file)" where newlines inside cells, before `record`, make lines and rows differ. */
export function lineNote(records: readonly (readonly string[])[], record: number): string {
  let line = record + 1;
  for (let i = 0; i < record; i++) {
    for (const cell of records[i]) line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return line === record + 1 ? "" : ` (line ${line} of the file)`;
}

/** Whether no cell of a row holds anything: a spreadsheet writes its unused rows so. */
export const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === "");

/** Takes the blank rows off the end, for they are no rows.
 * @returns how many there were, empty lines not counted */
function dropBlankEnd(data: string[][]): number {
  let blank = 0;
  while (data.length > 0 && isBlank(data.at(-1)!)) {
    const row = data.pop()!;
    if (row.length > 1 || row[0] !== "") blank++;
  }
  return blank;
}

/** Reads `text` as a table; the delimiter and the newline are found from its first row.
 *
 * Cells come back unquoted, otherwise byte for byte. Empty lines and blank rows at the end are no rows.
 *
 * @param known names that a header of this kind holds, to tell delimiters apart
 * @param checkHeader throws where the names are not those expected: asked before the rows below them are judged, for
 * in a file of another kind a fault in its quotes is not the fault
 * @throws {InputError} when quotes are not closed, or there is no row below the header
 */
export function parseRecords(
  text: string,
  bom: boolean,
  file: string,
  known: ReadonlySet<string>,
  checkHeader: (header: readonly string[]) => void,
): RawTable {
  const { delimiter, newline } = dialectOf(text, known);
  const { data, errors } = papa(text, delimiter, newline);
  const first = errors[0]?.row ?? Infinity;
  const stray = firstStray(text, { delimiter, newline }, data.slice(0, first));
  const record = stray?.record ?? first, whole = !stray && errors.length === 0;
  const blankRows = whole ? dropBlankEnd(data) : 0; // a fault may stand in them
  if (data.length > 0 && record > 0) checkHeader(data[0]);
  if (!whole) {
    const what = stray?.what ??
      (errors[0].code === "MissingQuotes"
        ? "a quote is opened and never closed"
        : "text after a closing quote");
    throw new InputError(what + lineNote(data, record), {
      file,
      row: record + 1,
      found: stray?.found ?? data[record]?.find((cell) => cell.includes('"')) ??
        data[record]?.at(-1),
      expected: what === MIXED
        ? `${LINE_ENDS[newline]} after every line, as after the first`
        : 'a quote inside a quoted cell written twice, "", and nothing after the closing one',
    });
  }
  const header = data.shift();
  if (!header) throw new InputError("the file is empty", { file, expected: "a header and rows" });
  return { delimiter, newline, bom, header, cells: data, ...(blankRows > 0 && { blankRows }) };
}
