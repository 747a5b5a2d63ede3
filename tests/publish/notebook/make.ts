/** Notebooks for tests, made of bare texts. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import type { Notebook, Output } from "../../../lib/publish/notebook/document.ts";
import { runNotebook, type RunOptions } from "../../../lib/publish/notebook/run.ts";
import { assertEquals } from "../../assert.ts";

/** A notebook of these cells: a string is code, `{ md }` a text. */
export function notebookOf(...cells: (string | { md: string })[]): Notebook {
  return {
    cells: cells.map((cell, index) => {
      const common = { id: `cell-${index}`, metadata: {} };
      return typeof cell === "string"
        ? { ...common, cell_type: "code", source: cell, outputs: [], execution_count: null }
        : { ...common, cell_type: "markdown", source: cell.md };
    }),
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Writes a notebook into a folder of its own, which goes when `use` has ended.
 *
 * @param options.inProject the folder lies below the project's, so that packages can be imported by their names */
export async function withNotebook<T>(
  notebook: Notebook,
  use: (path: string, folder: string) => Promise<T>,
  { inProject = false } = {},
): Promise<T> {
  const dir = inProject ? join(PROJECT_ROOT, "out") : undefined;
  if (dir) await Deno.mkdir(dir, { recursive: true });
  const folder = await Deno.makeTempDir({ prefix: "notebook-test-", dir });
  try {
    const path = join(folder, "study.ipynb");
    await Deno.writeTextFile(path, JSON.stringify(notebook));
    return await use(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Runs it, and reads what was written. */
export function run(notebook: Notebook, options: Partial<RunOptions> = {}) {
  return withNotebook(notebook, async (path, folder) => {
    const out = join(folder, "out", "study.ipynb");
    const result = await runNotebook(path, { out, timeoutSeconds: 30, ...options });
    const written: Notebook = JSON.parse(await Deno.readTextFile(out));
    const code = written.cells.filter((cell) => cell.cell_type === "code");
    const left = [...Deno.readDirSync(join(folder, "out"))].map(({ name }) => name);
    assertEquals(left, ["study.ipynb"]);
    const outputs = code.map((cell) => cell.outputs!.map(brief));
    return { ...result, written, outputs, counts: code.map((cell) => cell.execution_count) };
  });
}

/** An output in a few words. */
function brief(output: Output): string {
  if (output.output_type === "stream") return `${output.name}: ${[output.text].flat().join("")}`;
  if (output.output_type === "error") return `error: ${output.ename}: ${output.evalue}`;
  return `${output.output_type}: ${[output.data["text/plain"]].flat().join("")}`;
}
