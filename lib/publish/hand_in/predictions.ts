/** Whether a prediction file is what is asked for: the file to predict as it came, and one class more per row, or 0 or 1
 * for every tag. */
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import {
  fileNamePart,
  harmlessCell,
  papaRow,
  parseCells,
  parseTable,
  type RawTable,
  readBytes,
  sourceIn,
  writeTable,
} from "../../data/mod.ts";
import { commandLine, type Given } from "../commands/command_line.ts";
import type { OpenedData, Prediction } from "../study.ts";

/** The path of a prediction. */
export const predictionPath = (out: string, nom: string, name: string): string =>
  join(out, `${fileNamePart(nom)}_prediction_${name}.csv`);

/** What is wrong with a prediction file; none when it can be handed in.
 *
 * @param path as {@linkcode predictionPath} gives it
 * @param prediction which notebook makes it, and whose classes it may name
 * @param options given to hand-in, for the command that makes the file
 */
export function predictionFaults(
  path: string,
  { part, of, classes, withProbabilities }: Prediction,
  { datasets }: Pick<OpenedData, "datasets">,
  options: Given,
): string[] {
  const study = commandLine(`study --only ${part}`, options), test = datasets[of];
  const again = `notebook ${part} makes it: run ${study}`;
  const { schema } = test, task = schema.columns[schema.task];
  const columns = task.kind === "tags" && Array.isArray(task.source)
    ? task.source as readonly string[]
    : [sourceIn(schema, schema.task, test.table.header)];
  let table: RawTable, bytes: Uint8Array;
  try {
    bytes = readBytes(path);
    table = task.kind === "tags" || withProbabilities
      ? parseCells(bytes, path)
      : parseTable(bytes, path, schema).table;
  } catch (error) {
    if (error instanceof InputError) return [`${error.message}; ${again}`];
    throw error;
  }
  const given = test.table, replaced = new Set(columns);
  const kept = given.header.flatMap((name, j) => replaced.has(name) ? [] : [j]);
  const asGiven = (cells: readonly string[]) => kept.map((j) => cells[j]);
  const known = task.kind === "tags"
    ? new Set(["0", "1"])
    : new Set(classes.flatMap((name) => datasets[name].texts(schema.task)));
  const shares = withProbabilities ? [...known].sort().map(harmlessCell) : [];
  const header = [...asGiven(given.header), ...columns, ...shares],
    last = header.length - shares.length;
  if (table.header.join("\0") !== header.join("\0")) {
    return [`${path}: has the columns ${table.header.join(", ")}; expected ${header.join(", ")}`];
  }
  if (table.cells.length !== given.cells.length) {
    return [
      `${path}: has ${table.cells.length} rows; expected ${given.cells.length}, as ${test.file} has`,
    ];
  }
  return [
    ...firstFault(table, path, `is not as ${basename(test.file)} has it`, (cells, i) => {
      const expected = asGiven(given.cells[i]);
      return expected.findIndex((cell, c) => cell !== cells[c]);
    }),
    ...firstFault(
      table,
      path,
      `is not one of ${[...known].sort().join(", ")}`,
      (cells) => cells.findIndex((cell, c) => c >= kept.length && c < last && !known.has(cell)),
    ),
    ...firstFault(
      table,
      path,
      "is no probability",
      (cells) =>
        cells.findIndex((cell, c) => c >= last && !(Number(cell) >= 0 && Number(cell) <= 1)),
    ),
    ...formFaults(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), table, given)
      .map((what) => `${path}${what}; ${again}`),
  ];
}

/** In what the text of a prediction differs from its own cells as test.csv would hold them: a spreadsheet that opens
 * a table and saves it again changes delimiters, line ends and quotes. */
function formFaults(text: string, table: RawTable, given: RawTable): string[] {
  const form = ({ delimiter, newline, bom }: RawTable) =>
    `${JSON.stringify(delimiter)} between cells, ${
      JSON.stringify(newline)
    } at the ends of lines and ` +
    `${bom ? "a" : "no"} byte-order mark`;
  if (form(table) !== form(given)) {
    return [`: was saved again by another program: has ${form(table)}; expected ${form(given)}`];
  }
  let at = table.bom ? 1 : 0;
  for (const [i, row] of [table.header, ...table.cells].entries()) {
    const expected = writeTable({ ...table, bom: false, header: row }, [], papaRow);
    if (!text.startsWith(expected, at)) {
      const found = text.slice(at, at + expected.length);
      return [`, row ${i + 1}: ${firstDifference(found, expected)}`];
    }
    at += expected.length;
  }
  return at < text.length ? [": goes on after the last row"] : [];
}

/** Both texts from shortly before they part. */
function firstDifference(found: string, expected: string): string {
  let at = 0;
  while (found[at] === expected[at]) at++;
  const [shown, wanted] = [found, expected].map((text) =>
    JSON.stringify(text.slice(Math.max(0, at - 10), at + 30))
  );
  return `${shown} is not how it is written; expected ${wanted}`;
}

/** The first cell that a rule finds fault with, as a sentence, and how many rows have one.
 * @param faulty the column of a row's faulty cell, or −1 */
function firstFault(
  { header, cells }: RawTable,
  path: string,
  what: string,
  faulty: (cells: readonly string[], row: number) => number,
): string[] {
  const faults = cells.map((row, i) => ({ i, c: faulty(row, i) })).filter(({ c }) => c >= 0);
  if (faults.length === 0) return [];
  const [{ i, c }] = faults, more = faults.length - 1;
  const found = JSON.stringify(cells[i][c]);
  return [
    `${path}, row ${i + 2}, column ${header[c]}: ${found} ${what}` +
    (more ? `, and ${more} more row${more > 1 ? "s" : ""}` : ""),
  ];
}
