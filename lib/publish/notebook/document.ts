/** A notebook as its file holds it (nbformat 4), and what a person calls its parts. */
import { InputError } from "../../core/errors.ts";

/** One output of a code cell, as nbformat 4.5 stores it. */
export type Output =
  | { output_type: "stream"; name: string; text: string | string[] }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] }
  | {
    output_type: "display_data" | "execute_result";
    data: Record<string, unknown>;
    metadata: Record<string, unknown>;
    execution_count?: number | null;
  };

/** A cell; only code cells have outputs and an execution count. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: Output[];
  execution_count?: number | null;
}

/** The content of an .ipynb file. */
export interface Notebook {
  cells: Cell[];
  // deno-lint-ignore no-explicit-any -- nbformat leaves metadata open
  metadata: Record<string, any>;
  nbformat: number;
  nbformat_minor: number;
}

/** A code cell that will be executed, with the names that people use for it. */
export interface CodeCell {
  /** The number Jupyter shows beside it after a run from the top: [1] is the first code cell. */
  number: number;
  /** The nearest heading, or bold opening of a text, above it; "" when there is none. */
  title: string;
  source: string;
  cell: Cell;
}

/** A cell's source as one string, however the file splits it. */
export const sourceOf = (cell: Cell): string =>
  typeof cell.source === "string" ? cell.source : cell.source.join("");

/** Reads a notebook.
 * @throws {InputError} when the file is missing, not JSON, or not a notebook in format 4 */
export async function readNotebook(path: string): Promise<Notebook> {
  const text = await Deno.readTextFile(path).catch((error) => {
    const what = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : `cannot be read (${error.message})`;
    throw new InputError(what, { file: path }, { cause: error });
  });
  return parseNotebook(text, path);
}

/** The TypeScript between the fences of a text in Markdown, as the cells of a notebook; blocks marked `ts ignore` are
 * none. */
export function fencedCells(text: string): Notebook {
  const cells = Array.from(text.matchAll(/^```ts\n(.*?)^```$/gms), ([, source]): Cell => ({
    ...{ cell_type: "code", metadata: {}, source },
  }));
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** Reads a notebook's text; `file` is named in errors.
 * @throws {InputError} when the text is not a notebook in format 4 */
export function parseNotebook(text: string, file: string): Notebook {
  let notebook: Notebook;
  try {
    notebook = JSON.parse(text);
  } catch (error) {
    throw new InputError(`not a notebook: ${(error as Error).message}`, { file });
  }
  const refuse = (what: string, found: unknown, expected: string): never => {
    throw new InputError(`not a notebook: ${what}`, { file, found, expected });
  };
  if (notebook?.nbformat !== 4) refuse("nbformat", notebook?.nbformat, "4");
  if (!Array.isArray(notebook.cells)) refuse("cells", typeof notebook.cells, "a list");
  notebook.cells.forEach((cell, index) => {
    const which = `of cell ${index + 1} of ${notebook.cells.length}`;
    if (!["code", "markdown", "raw"].includes(cell?.cell_type)) {
      refuse(`cell_type ${which}`, cell?.cell_type, "code, markdown or raw");
    }
    const lines = Array.isArray(cell.source) ? cell.source : [cell.source];
    if (lines.some((line) => typeof line !== "string")) {
      refuse(`source ${which}`, JSON.stringify(cell.source), "text");
    }
  });
  notebook.metadata ??= {};
  return notebook;
}

/** The code cells that are not empty, in order, numbered and titled. */
export function codeCells(notebook: Notebook): CodeCell[] {
  const found: CodeCell[] = [];
  let title = "";
  for (const cell of notebook.cells) {
    const source = sourceOf(cell);
    if (cell.cell_type === "markdown") title = headingOf(source) ?? title;
    else if (cell.cell_type === "code" && source.trim()) {
      found.push({ number: found.length + 1, title, source, cell });
    }
  }
  return found;
}

/** The last heading in a text, or else the bold words that open it, without markup.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(headingOf("## What is *EDM*?\n\n**A** text."), "What is EDM?");
 * assertEquals(headingOf("**How large should a batch be?** Small ones…"), "How large should a batch be?");
 * assertEquals(headingOf("Only a text."), undefined);
 * ```
 */
export function headingOf(markdown: string): string | undefined {
  const prose = markdown.replace(/^(```|~~~)[^]*?^\1/gm, "").trim();
  const heading = [...prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].at(-1)?.[1];
  const words = heading ?? prose.match(/^\*\*(.+?)\*\*/s)?.[1];
  return words?.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "").replace(/\s+/g, " ");
}

/** How messages name a cell: `cell 7 (“How large should a batch be?”), line 3`. */
export function placeOf({ number, title }: { number: number; title: string }, line?: number) {
  return `cell ${number}${title ? ` (“${title}”)` : ""}${line ? `, line ${line}` : ""}`;
}
