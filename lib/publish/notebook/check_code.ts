/** Formats, lints and type-checks notebook cells with Deno's own tools. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Problem, Readable } from "./check.ts";
import { codeCells, parseNotebook } from "./document.ts";

/** A module made of a notebook's code cells, one below the other. */
interface CellsModule {
  notebook: string;
  path: string;
  /** The module's line, from 1, on which each cell begins. */
  starts: number[];
}

/** What `deno fmt`, `deno lint` and `deno check` find in the cells of these notebooks. Only the
 * first reads .ipynb; for the others the cells of a notebook become a module that lies beside it
 * for that moment, so that relative imports and deno.json mean the same.
 *
 * In one module a name cannot be declared twice, though the kernel would take it: on purpose, for
 * what `x` is should not depend on where in a notebook one looks.
 *
 * @param typed further arguments of `deno check`: folders that are typed along with the cells */
export async function checkCode(
  notebooks: Readable[],
  typed: readonly string[] = [],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  // what they share is read once
  for (const [project, inside] of Map.groupBy(notebooks, ({ path }) => projectOf(resolve(path)))) {
    const modules = inside.map(cellsModule);
    const linted = modules.filter(({ notebook }) => !isReadme(notebook));
    try {
      for (const { path, source } of modules) await Deno.writeTextFile(path, source);
      problems.push(...await lint(project, linted), ...await checkTypes(project, modules, typed));
    } finally {
      for (const { path } of modules) await Deno.remove(path).catch(() => {});
    }
    for (const readable of inside.filter(({ path }) => !isReadme(path))) {
      problems.push(...await checkFormat(project, readable));
    }
  }
  return problems;
}

/** A README is formatted as any text, and not linted: it may show what it makes and never uses. */
const isReadme = (path: string): boolean => path.endsWith(".md");

/** The folder whose deno.json is a file's: the nearest above it, or else the file's own. */
function projectOf(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "deno.json"))) return folder;
  }
  return dirname(path);
}

function cellsModule({ path, notebook }: Readable): CellsModule & { source: string } {
  const starts: number[] = [];
  const lines: string[] = [];
  for (const { source } of codeCells(notebook)) {
    starts.push(lines.length + 1);
    lines.push(...source.trimEnd().split("\n"));
  }
  lines.push("export {};", ""); // a module, even where no cell imports anything
  const name = `.check-${crypto.randomUUID()}.ts`;
  return {
    notebook: path,
    path: join(dirname(resolve(path)), name),
    starts,
    source: lines.join("\n"),
  };
}

async function lint(folder: string, modules: CellsModule[]): Promise<Problem[]> {
  if (modules.length === 0) return [];
  const said = await deno(folder, ["lint", "--json", ...modules.map(({ path }) => path)]);
  const { diagnostics } = JSON.parse(said.stdout) as {
    diagnostics: {
      filename: string;
      range: { start: { line: number } };
      message: string;
      code: string;
      hint?: string;
    }[];
  };
  return diagnostics.map(({ filename, range, message, code, hint }) => {
    const what = `${message} (${code}${hint ? `; ${hint}` : ""})`;
    return locate(modules, filename, range.start.line, what)!;
  });
}

async function checkTypes(
  folder: string,
  modules: CellsModule[],
  typed: readonly string[],
): Promise<Problem[]> {
  const paths = modules.map(({ path }) => path);
  const said = await deno(folder, ["check", "--quiet", ...typed, ...paths]);
  if (said.success) return [];
  const problems: Problem[] = [];
  // one paragraph per error, ending with its place
  for (
    const [, what, url, line] of said.stderr.matchAll(
      /^(?:error: |TS\d+ \[ERROR\]: )([^]+?)\n\s+at (file:.+?):(\d+):\d+$/gm,
    )
  ) {
    // the excerpt and its underlining are left out: they show the module, not the notebook
    const message = what.replace(/\n {2}\|\n[^]*/, "").replace(/\n[^\n]*\n\s*[~^]+\s*$/, "");
    problems.push(
      locate(modules, url, Number(line), message) ??
        { file: fileURLToPath(url), line: Number(line), message },
    );
  }
  if (problems.length) return problems;
  return [{ file: folder, message: `deno check fails:\n${said.stderr.trim()}` }];
}

function locate(
  modules: CellsModule[],
  url: string,
  line: number,
  message: string,
): Problem | undefined {
  const module = modules.find(({ path }) => pathToFileURL(path).href === url);
  if (!module) return undefined;
  const cell = module.starts.findLastIndex((start) => start <= line);
  const text = message.replaceAll(pathToFileURL(module.path).href, "this notebook");
  if (cell < 0) return { file: module.notebook, message: text };
  const lineInCell = line - module.starts[cell] + 1;
  return { file: module.notebook, cell: cell + 1, line: lineInCell, message: text };
}

/** Formats a copy and compares cell by cell. */
async function checkFormat(folder: string, { path, notebook }: Readable): Promise<Problem[]> {
  const copy = join(dirname(resolve(path)), `.check-${crypto.randomUUID()}.ipynb`);
  try {
    await Deno.writeTextFile(copy, JSON.stringify(notebook));
    const { success, stderr } = await deno(folder, ["fmt", "--quiet", copy]);
    if (!success) return [{ file: path, message: `deno fmt fails: ${stderr.trim()}` }];
    const formatted = codeCells(parseNotebook(await Deno.readTextFile(copy), path));
    return codeCells(notebook).flatMap(({ number, source }, index) => {
      const expected = formatted[index]?.source.split("\n") ?? [];
      const line = source.split("\n").findIndex((text, at) => text !== expected[at]);
      if (source === formatted[index]?.source) return [];
      const message = `not formatted (deno fmt ${path})`;
      return [{ file: path, cell: number, line: line < 0 ? expected.length : line + 1, message }];
    });
  } finally {
    await Deno.remove(copy).catch(() => {});
  }
}

async function deno(cwd: string, args: string[]) {
  const options = { args, cwd, env: { NO_COLOR: "1" } };
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), options).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, stdout: text(stdout), stderr: text(stderr) };
}
