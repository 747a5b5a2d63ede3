/** Text → header and records: the CSV dialects, by papaparse. */
import Papa from "papaparse";
import { InputError } from "../core/errors.ts";
import { requiredColumns } from "./schema.ts";
import type { RawTable } from "./tracks.ts";

const DELIMITERS = ["\t", ",", ";"];
const known = new Set(requiredColumns("train"));

interface PapaResult {
  data: string[][];
  errors: { code: string; message: string; row?: number }[];
}

const papa = (text: string, delimiter: string, newline: string, preview = 0): PapaResult =>
  Papa.parse(text, { delimiter, newline, preview, quoteChar: '"', header: false });

/** What ends the first line that does not end inside quotes. */
function newlineOf(text: string): RawTable["newline"] {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) quoted = !quoted;
    else if (!quoted && c === 10) return "\n";
    else if (!quoted && c === 13) return text.charCodeAt(i + 1) === 10 ? "\r\n" : "\r";
  }
  return "\n";
}

/** The delimiter under which the first row holds the most names we know, else the most names. */
function delimiterOf(text: string, newline: string): string {
  let best = DELIMITERS[0], bestScore = -1;
  for (const delimiter of DELIMITERS) {
    const header = papa(text, delimiter, newline, 1).data[0] ?? [];
    const score = header.filter((name) => known.has(name)).length * 1000 + header.length;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** " (line 12 of the file)" where newlines inside cells, before `record`, make lines and rows differ. */
export function lineNote(records: readonly (readonly string[])[], record: number): string {
  let line = record + 1;
  for (let i = 0; i < record; i++) {
    for (const cell of records[i]) line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return line === record + 1 ? "" : ` (line ${line} of the file)`;
}

/** Reads `text` as a table; the delimiter and the newline are found from its first row.
 *
 * Cells come back unquoted, otherwise byte for byte. Empty lines at the end are no rows.
 *
 * @throws {InputError} when quotes are not closed, or there is no row below the header
 */
export function parseRecords(text: string, bom: boolean, file: string): RawTable {
  const newline = newlineOf(text), delimiter = delimiterOf(text, newline);
  const { data, errors } = papa(text, delimiter, newline);
  while (data.length > 0 && data.at(-1)!.length === 1 && data.at(-1)![0] === "") data.pop();
  if (errors.length > 0) {
    const record = errors[0].row ?? 0;
    throw new InputError(
      errors[0].code === "MissingQuotes"
        ? `a quote is opened and never closed${lineNote(data, record)}`
        : `text after a closing quote${lineNote(data, record)}`,
      {
        file,
        row: record + 1,
        found: data[record]?.find((cell) => cell.includes('"')) ?? data[record]?.at(-1),
        expected: 'a quote inside a quoted cell written twice: ""',
      },
    );
  }
  const header = data.shift();
  if (!header) throw new InputError("the file is empty", { file, expected: "a header and rows" });
  return { delimiter, newline, bom, header, cells: data };
}
