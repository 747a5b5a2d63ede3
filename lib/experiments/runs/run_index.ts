/** An index beside many records: all of each but its curve, so that not every file is read again. It holds nothing that
 * the files do not hold; where it is missing, or cannot be written, the files are read. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { formatRun, parseRun, type Run, runOf } from "./record.ts";

/** Of so many records on, an index pays. */
export const MANY = 2000;

/** Its name in the folder of records; of another shape it has another. */
const FILE = "index-1.sqlite";

/** A record, and the state of its file when it was read. */
interface Indexed {
  readonly file: string;
  readonly state: string;
  readonly run: Run;
}

/** Size and time of a file: after a change, one of them differs. */
export function stateOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.size} ${found.mtimeMs}`;
}

/** The index of a folder of records, in a file of SQLite's. */
export class RunIndex implements Disposable {
  private constructor(private readonly folder: string, private readonly database: DatabaseSync) {}

  /** Opens it, and makes it where it is missing; undefined where that cannot be. */
  static async open(folder: string): Promise<RunIndex | undefined> {
    try {
      const { DatabaseSync } = await import("node:sqlite");
      const database = new DatabaseSync(join(folder, FILE));
      database.exec("PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF");
      database.exec(
        "CREATE TABLE IF NOT EXISTS runs (file TEXT PRIMARY KEY, state TEXT, run TEXT, hasCurve INTEGER)",
      );
      return new RunIndex(folder, database);
    } catch {
      return undefined; // a folder that may only be read, or a file that is none of ours
    }
  }

  /** The records of those files that have not changed since they were put in, by the files' names. */
  read(files: readonly string[]): Map<string, Run> {
    const wanted = new Set(files), found = new Map<string, Run>();
    const rows = this.database.prepare("SELECT file, state, run, hasCurve FROM runs").iterate();
    for (const { file, state, run, hasCurve } of rows as Iterable<Record<string, string>>) {
      if (!wanted.has(file) || stateOf(join(this.folder, file)) !== state) continue;
      const its = runOf(JSON.parse(run));
      found.set(file, hasCurve ? withCurveOf(join(this.folder, file), its) : its);
    }
    return found;
  }

  /** Puts records in, in place of those of the same files. */
  add(records: readonly Indexed[]): void {
    const insert = this.database.prepare("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?)");
    try {
      this.database.exec("BEGIN IMMEDIATE");
      for (const { file, state, run } of records) {
        insert.run(file, state, formatRun({ ...run, curve: undefined }), run.curve ? 1 : 0);
      }
      this.database.exec("COMMIT");
    } catch { /* another process is at it, or the disk is full: next time */ }
  }

  [Symbol.dispose](): void {
    this.database.close();
  }
}

/** The run, whose curve is read from its file when it is asked for. */
function withCurveOf(path: string, run: Run): Run {
  const own = (curve: Run["curve"]) =>
    Object.defineProperty(run, "curve", { enumerable: true, value: curve });
  return Object.defineProperty(run, "curve", {
    enumerable: true,
    configurable: true,
    get() {
      const read = parseRun(readFileSync(path, "utf8"), run.id);
      return own(typeof read === "string" ? undefined : read.curve).curve;
    },
  });
}
