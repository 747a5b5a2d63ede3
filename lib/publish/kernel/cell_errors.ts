/** Errors of a cell as a person needs them: what, where in which cell, the line itself. */
import { fileURLToPath } from "node:url";
import { failedImport, likelyImport } from "./likely_import.ts";
import {
  cellFrame,
  lastName,
  type ParseProblem,
  transpile,
  type Transpiled,
} from "./transpiled.ts";

/** An error as Jupyter's messages have it. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A cell that was executed. */
export interface SentCell {
  /** As its author wrote it. */
  readonly code: string;
  /** As it went to Deno; the lines are the same. */
  readonly sent: string;
}

/** All cells by number, and which of them failed. */
export interface Executed {
  readonly cells: ReadonlyMap<number, SentCell>;
  readonly count: number;
  readonly cwd: string;
  /** The project's folder: files in it are named from there. */
  readonly root: string;
}

/** The reader has stopped the cell. */
export function interruptedError(): CellError {
  return errorOf("Interrupted", "stopped by the reader; variables are kept");
}

/** The name of an error that took all variables with it. */
export const LOST = "KernelRestarted";

/** Deno's kernel has ended, whyever. */
export function lostError(why: string): CellError {
  const short = why.split("\n").slice(0, 3).join("\n").slice(0, 300);
  return errorOf(LOST, `${short}. Deno starts anew: all variables are gone`);
}

/** Says what Deno does not, and leaves out what nobody reads. */
export async function explainError(error: CellError, executed: Executed): Promise<CellError> {
  const { cells, count, cwd } = executed, { code, sent } = cells.get(count)!;
  const failed = failedImport(error.evalue);
  if (failed) return await importError(failed.specifier, failed.problem, code, count, cwd);
  if (hasFrames(error)) return { ...error, traceback: await ownTrace(error, executed) };
  if (error.evalue !== "Execution failed") {
    if (!Object.hasOwn(UNTOLD, error.evalue)) return errorOf(error.ename, error.evalue);
    return errorOf("Error", UNTOLD[error.evalue]);
  }
  const transpiled = await transpile(sent);
  if (transpiled && "problem" in transpiled) {
    // the cell as it was written: where it cannot be parsed, it was sent as it is
    return syntaxError(transpiled, code, count);
  }
  return errorOf("Error", "the kernel could not execute the cell and gave no reason");
}

/** What Deno's kernel says where it cannot tell, and what that means. */
export const UNTOLD: Record<string, string> = {
  "Unterminated string literal":
    "the cell's last value, or the error that it threw, holds half a " +
    "character (as slice() through an emoji leaves it), and the kernel cannot tell such a text; " +
    "toWellFormed() mends it, console.log shows it",
  "(none)": "the cell threw something that the kernel cannot tell: it has no words, or the " +
    "notebook has a name of its own, Error, String or JSON, by which the kernel finds them",
};

const hasFrames = ({ traceback }: CellError) => traceback.some((line) => line.trim());

/** An error of which no more is known. */
export function errorOf(ename: string, evalue: string, lines: readonly string[] = []): CellError {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...lines] };
}

/** A cell that cannot be parsed. */
function syntaxError(
  { problem, line, column }: ParseProblem,
  code: string,
  count: number,
): CellError {
  if (!line) return errorOf("SyntaxError", problem);
  const place = `Cell [${count}], line ${line}, column ${column}`;
  return errorOf("SyntaxError", `${problem} (${place})`, excerpt(code, line, column));
}

async function importError(
  specifier: string,
  problem: string,
  code: string,
  count: number,
  cwd: string,
): Promise<CellError> {
  const lines = code.split("\n"), last = specifier.split("/").at(-1)!;
  const line = 1 +
    lines.findIndex((text) => /\bimport\b|\bfrom\b/.test(text) && text.includes(last));
  const named = line ? lines[line - 1].match(/["']([^"']+)["']/)?.[1] ?? specifier : specifier;
  const likely = await likelyImport(named, cwd);
  const meant = !likely || likely === named
    ? ""
    : likely.startsWith("npm:")
    ? `; a package of npm is imported as ${JSON.stringify(likely)}`
    : `. Is ${JSON.stringify(likely)} meant?`;
  const where = line ? ` (Cell [${count}], line ${line})` : "";
  const column = line ? lines[line - 1].indexOf(named) + 1 : 0;
  const evalue = `${JSON.stringify(named)} ${problem}${meant}${where}`;
  return errorOf("ImportError", evalue, line ? excerpt(code, line, column || undefined) : []);
}

/** The line, and a caret below a column. */
function excerpt(code: string, line: number, column?: number): string[] {
  const text = code.split("\n")[line - 1];
  if (text === undefined) return [];
  const number = `${line}`.padStart(5);
  const indent = text.slice(0, (column ?? 1) - 1).replace(/[^\t]/g, " ");
  return [
    "",
    `${number} | ${text}`,
    ...(column ? [`${" ".repeat(number.length)} | ${indent}^`] : []),
  ];
}

/** Frames of the library that are shown below those of cells; more are counted. */
const SHOWN = 4;

/** The stack as lines of cells, and files of the project by their names. */
async function ownTrace(error: CellError, executed: Executed): Promise<string[]> {
  const { cells, count, root } = executed;
  const transpiled = new Map<number, Promise<Transpiled>>();
  const first = error.traceback.findIndex((line) => /^\s+at /.test(line));
  const message = first < 0 ? error.traceback : error.traceback.slice(0, first);
  const frames: string[] = [];
  let top: { cell: number; line: number } | undefined, others = 0, left = 0;
  for (const text of first < 0 ? [] : error.traceback.slice(first)) {
    const frame = cellFrame(text);
    if (frame) {
      const cell = cellOf(frame.name, cells, count);
      const of = transpiled.get(cell) ?? transpile(cells.get(cell)!.sent);
      transpiled.set(cell, of);
      const lines = await of;
      const line = lines && "lineOf" in lines ? lines.lineOf(frame) : undefined;
      if (!line) continue;
      if (cell === count) top ??= { cell, line };
      const name = frame.name?.replace(/^Timeout\.| \[as .*/g, "");
      frames.push(`    at ${name ? `${name}, ` : ""}Cell [${cell}], line ${line}`);
      continue;
    }
    const file = ownFile(text, root);
    if (!file) continue;
    if (++others <= SHOWN) frames.push(file);
    else left++;
  }
  if (left) frames.push(`    … and ${left} more in the library`);
  const shown = top ? excerpt(cells.get(top.cell)!.code, top.line) : [];
  return [...message, ...shown, ...(frames.length ? ["", ...frames] : [])];
}

/** Code of every cell is `<anonymous>`: a named function stands in the last cell that declares its name. */
function cellOf(name: string | undefined, cells: Executed["cells"], count: number): number {
  if (!name) return count;
  const word = lastName(name).replace(/\W/g, "\\$&");
  const declares = new RegExp(
    `\\b(function\\*?|class|const|let|var)\\s+${word}\\b|\\b${word}\\s*(:|=(?!=)|\\([^()]*\\)[^;\\n]*\\{)`,
  );
  for (const [number, { code }] of [...cells].reverse()) {
    if (declares.test(code)) return number;
  }
  return count;
}

/** A frame in one of the project's own files, by its name there; packages and Deno itself are left out. */
function ownFile(text: string, root: string): string | undefined {
  const found = text.match(/^\s*at (?:async )?(?:(.+) \()?(file:\/\/.+?):(\d+):(\d+)\)?$/);
  if (!found) return undefined;
  const [, name, url, line] = found, path = fileURLToPath(url);
  if (path.includes("node_modules") || path.endsWith("lib/publish/kernel/planted.ts")) {
    return undefined;
  }
  const short = path.startsWith(root) ? path.slice(root.length).replace(/^[\\/]/, "") : path;
  return `    at ${name ? `${name}, ` : ""}${short}:${line}`;
}
