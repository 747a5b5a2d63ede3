/** Notebooks for tests, made of bare texts. */
import { join } from "node:path";
import type { Notebook } from "../../lib/notebook/document.ts";

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

/** Writes a notebook into a folder of its own, which goes when `use` has ended. */
export async function withNotebook<T>(
  notebook: Notebook,
  use: (path: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "notebook-test-" });
  try {
    const path = join(folder, "study.ipynb");
    await Deno.writeTextFile(path, JSON.stringify(notebook));
    return await use(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
