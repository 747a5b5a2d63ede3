/** Whether every file that a program left is a whole one. */
import { extname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { parseRecords } from "../../lib/data/records.ts";
import { parseRun } from "../../lib/experiments/runs/record.ts";
import { walkSync } from "../walk.ts";

/** Files of `folder` that are neither whole nor the hidden half that a killed writer leaves, and what is wrong with
 * each. */
export function halves(folder: string): string[] {
  const found: string[] = [];
  for (const path of walkSync(pathToFileURL(`${folder}/`))) {
    const file = join(folder, path);
    try {
      check(file);
    } catch (error) {
      found.push(`${relative(folder, file)}: ${(error as Error).message}`);
    }
  }
  return found;
}

function check(file: string): void {
  // hidden: a lock, or what is not a result yet; beside a database: what SQLite keeps for itself
  if (/\/\.[^/]*$|-(wal|shm)$/.test(file)) return;
  const text = () => Deno.readTextFileSync(file);
  switch (extname(file)) {
    case ".json":
    case ".ipynb": {
      const value = JSON.parse(text());
      if (!/\/runs\/[^/]+\.json$/.test(file)) return;
      const run = parseRun(text(), value.id);
      if (typeof run === "string") throw new Error(run);
      return;
    }
    case ".csv": {
      const { header, cells } = parseRecords(text(), false, file, new Set(), () => {});
      if (!text().endsWith("\n")) throw new Error("its last line has no end");
      if (!cells.length || cells.some((row) => row.length !== header.length)) {
        throw new Error("a row is cut");
      }
      return;
    }
    case ".sqlite": {
      using database = new DatabaseSync(file);
      const { integrity_check } = database.prepare("PRAGMA integrity_check").get()!;
      if (integrity_check !== "ok") throw new Error(String(integrity_check));
      return;
    }
    case ".f32":
      if (Deno.statSync(file).size % 4) throw new Error("a number is cut");
      return;
    default:
      if (Deno.statSync(file).size === 0) throw new Error("is empty");
  }
}
