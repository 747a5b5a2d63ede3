/** Checks notebooks as one checks source files: form, format, lint, types. */
import { InputError } from "../../core/errors.ts";
import { checkCode } from "./check_code.ts";
import { codeCells, fencedCells, type Notebook, parseNotebook } from "./document.ts";

/** Something to mend in a notebook. */
export interface Problem {
  file: string;
  /** The code cell's number, from 1, empty cells not counted; none where the whole file is meant. */
  cell?: number;
  /** The line in that cell, from 1. */
  line?: number;
  message: string;
}

/** A notebook that could be read. */
export interface Readable {
  path: string;
  notebook: Notebook;
}

/** The longest cell that a reader takes in at a glance; the imports before it are not read. */
const MAX_LINES = 20;
const IMPORTS = /^(\s*import\b[^;]*;)*\s*/;

/** All problems of these notebooks, and of what stands between the fences of a README (.md), in the order of files and
 * cells; none when all is well. Starts `deno fmt`, `deno lint` and `deno check`, with the notebooks' own deno.json.
 *
 * @param typed further arguments of `deno check`, such as folders: what is wrong there comes first */
export async function checkNotebooks(
  paths: string[],
  typed: readonly string[] = [],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const readable: Readable[] = [];
  for (const path of paths) {
    try {
      const text = await Deno.readTextFile(path);
      if (path.endsWith(".md")) {
        readable.push({ path, notebook: fencedCells(text) });
        continue;
      }
      const notebook = parseNotebook(text, path);
      readable.push({ path, notebook });
      problems.push(...checkForm(path, notebook));
    } catch (error) {
      if (!(error instanceof InputError || error instanceof Deno.errors.NotFound)) throw error;
      problems.push({ file: path, message: error.message.replace(`${path}: `, "") });
    }
  }
  problems.push(...await checkCode(readable, typed));
  const rank = (problem: Problem) => paths.indexOf(problem.file);
  return problems.sort((a, b) =>
    rank(a) - rank(b) || (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0)
  );
}

/** One problem as a line of text: `03_mlp.ipynb, cell 4, line 2: …`. */
export function describeProblem({ file, cell, line, message }: Problem): string {
  return `${file}${cell ? `, cell ${cell}` : ""}${line ? `, line ${line}` : ""}: ${message}`;
}

/** What can be seen without Deno: the kernel it asks for, ids, outputs, the length of cells. */
function checkForm(file: string, notebook: Notebook): Problem[] {
  const problems: Problem[] = [];
  const { kernelspec, language_info } = notebook.metadata;
  if (kernelspec?.name !== "deno" || kernelspec?.language !== "typescript") {
    const found = JSON.stringify(kernelspec) ?? "none";
    problems.push({
      file,
      message: `metadata.kernelspec is not the Deno kernel's; found ${found}`,
    });
  }
  if (language_info?.name !== "typescript") {
    const why = "without it, deno fmt passes over the cells";
    problems.push({ file, message: `metadata.language_info.name is not "typescript" (${why})` });
  }
  const ids = notebook.cells.map((cell) => cell.id);
  if (notebook.nbformat_minor < 5 || ids.includes(undefined) || new Set(ids).size < ids.length) {
    problems.push({ file, message: "not nbformat 4.5 with an id of its own for every cell" });
  }
  const empty = notebook.cells.filter((cell) => cell.cell_type === "code").length -
    codeCells(notebook).length;
  if (empty) problems.push({ file, message: `${empty} empty code cell(s)` });
  for (const { number, source, cell } of codeCells(notebook)) {
    const report = (line: number | undefined, message: string) =>
      problems.push({ file, cell: number, line, message });
    if (cell.outputs?.length || cell.execution_count != null) {
      report(undefined, "holds output; clear all outputs before committing");
    }
    const lines = source.trimEnd().split("\n");
    const read = source.trimEnd().replace(IMPORTS, "").split("\n").length;
    if (read > MAX_LINES) {
      const first = lines.length - read + MAX_LINES + 1;
      report(first, `${read} lines long (at most ${MAX_LINES}); split it, or move code to lib/`);
    }
    const meta = lines.findIndex((line) => /\bimport\.meta\b/.test(line));
    if (meta >= 0) report(meta + 1, "import.meta does not exist in a notebook");
  }
  return problems;
}
