/** A second, independent reading of tables of tags, by the letter of RFC 4180 and of ARFF's description. */
import { recordsOf } from "../../../data/plain_reader.ts";

/** A table as it is. */
export interface Plain {
  readonly header: readonly string[];
  /** Undefined: a row that this reader cannot read. */
  readonly cells: readonly (readonly string[] | undefined)[];
  /** Whether the first column names the rows. */
  readonly hasIds: boolean;
}

/** Reads a file that was accepted. */
export function plainTable(bytes: Uint8Array, isArff: boolean): Plain {
  const text = new TextDecoder().decode(bytes); // drops a byte-order mark
  return isArff ? arffTable(text) : csvTable(text);
}

function csvTable(text: string): Plain {
  text = text.replaceAll("\r\n", "\n"); // either may end a line of a wide table
  const ways = ["\t", ",", ";"].map((delimiter) => recordsOf(text, delimiter).records);
  const records = ways.reduce((a, b) => b[0].length > a[0].length ? b : a);
  while (records.length > 0 && records.at(-1)!.join("").trim() === "") records.pop();
  const [header, ...cells] = records;
  return { header, cells, hasIds: true };
}

/** Rows without quotes and braces; the others are only counted. */
function arffTable(text: string): Plain {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("%"));
  const data = lines.findIndex((line) => /^@data$/i.test(line));
  const header = lines.slice(0, data).filter((line) => /^@attribute\s/i.test(line))
    .map((line) => nameIn(line.replace(/^@attribute\s+/i, "")));
  const cells = lines.slice(data + 1).map((line) =>
    /['"{]/.test(line)
      ? undefined
      : line.split(",").map((cell) => cell.trim()).map((cell) => cell === "?" ? "" : cell)
  );
  return { header, cells, hasIds: false };
}

function nameIn(declared: string): string {
  const quote = declared[0];
  if (quote !== "'" && quote !== '"') return declared.split(/\s/)[0];
  const parts = /^.((?:\\.|[^\\])*?)['"]\s/.exec(declared)!;
  return parts[1].replace(/\\(.)/g, "$1");
}
