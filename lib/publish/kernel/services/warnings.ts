/** Type errors of a cell as a warning that is shown below it. */
import type { CellsModule } from "./cells_module.ts";
import type { Position, Range } from "./language_server.ts";
import { offsetAt, placeAt } from "./places.ts";

/** What the language server finds in a document. */
export interface Diagnostic {
  readonly range: Range;
  /** 1 is an error. */
  readonly severity?: number;
  readonly code?: number | string;
  readonly source?: string;
  readonly message: string;
}

/** Something in a cell that does not fit its types. */
export interface Warning {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in characters. */
  readonly column: number;
  /** How many characters are meant. */
  readonly length: number;
  readonly message: string;
}

/** Errors that need not be any when a cell runs (a value that may be undefined and is not, a missing type
 * that is `any`), that the kernel tells by itself, or that a cell alone cannot commit. */
const UNCERTAIN = [
  [1000, 1999], // grammar: what does not parse does not run, and `await` and `export` may stand in cells
  ...[[2300, 2300], [2403, 2403], [2440, 2440], [2451, 2451], [2454, 2454], [2481, 2481]], // declared again
  [2531, 2533], // may be null or undefined
  [2307, 2307], // a module that is not there: the import fails
  [2669, 2670], // declare global
  [4000, 9999], // declarations' form, unused names, implicit `any`
  [18046, 18050], // unknown, may be undefined
  [80000, 99999], // suggestions
];

/** Words of the grammar: of a cell that does not parse the kernel tells, and the rest cannot be trusted. */
const isGrammar = ({ code }: Diagnostic): boolean => 1001 < Number(code) && Number(code) < 1200;

const isCertain = ({ severity, source, code }: Diagnostic): boolean =>
  severity === 1 && source === "deno-ts" &&
  !UNCERTAIN.some(([from, to]) => from <= Number(code) && Number(code) <= to);

/** What is certainly wrong in the newest cell of a module, in the order of its lines. */
export function warningsOf(
  diagnostics: readonly Diagnostic[],
  module: CellsModule,
  cell: string,
): Warning[] {
  const inCell = (place: Position) => module.toCell(offsetAt(module.text, place));
  const own = diagnostics.filter(({ range }) => inCell(range.start) !== undefined);
  if (own.some(isGrammar)) return [];
  return own.filter(isCertain).map(({ range, message }) => {
    const start = inCell(range.start)!, end = inCell(range.end) ?? start;
    const { line, character } = placeAt(cell, start);
    const marked = cell.slice(start, Math.max(end, start + 1)).split("\n")[0];
    const text = { line: line + 1, column: character + 1, length: [...marked].length };
    return { ...text, message: inShort(message) };
  }).sort((a, b) => a.line - b.line || a.column - b.column);
}

/** TypeScript's words without what a reader of a cell does not need: the whole type of an option. */
function inShort(message: string): string {
  const option = message.match(
    /^Object literal may only specify known properties, (?:but|and) '(.+?)' does not exist in type/,
  );
  const guess = message.match(/Did you mean (?:to write )?'(.+?)'\?$/)?.[1];
  if (option) {
    return `there is no option '${option[1]}'${guess ? `; did you mean '${guess}'?` : ""}`;
  }
  return message.split("\n").map((line) =>
    line.replaceAll(/'([^']{80})[^']+'/g, (_, start) => `'${start}…'`)
  ).join("\n");
}

/** Most warnings that are told of one cell. */
const MOST = 5;

/** Warnings as text: the line, a mark below it, what is wrong; "" where there are none. */
export function warningText(warnings: readonly Warning[], cell: string): string {
  if (!warnings.length) return "";
  const lines = cell.split("\n");
  const told = warnings.slice(0, MOST).map(({ line, column, length, message }) => {
    const text = lines[line - 1], left = text.slice(0, column - 1).replace(/[^\t]/g, " ");
    return `line ${line}, column ${column}: ${message}\n  ${text}\n  ${left}${"^".repeat(length)}`;
  });
  const more = warnings.length - MOST;
  if (more > 0) told.push(`and ${more} more`);
  return `Types do not fit (checked beside the run):\n${told.join("\n")}`;
}
