/** An index beside many records: all of each but its curve, so that not every file is read again. It holds nothing that
 * the files do not hold; where it is missing, or cannot be written, the files are read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { parseRun, type Run, runOf } from "./record.ts";

/** Of so many records on, an index pays. */
export const MANY = 2000;

/** Its name in the folder of records; of another shape it has another. */
const FILE = "index-2.sqlite";

/** A record, and the state of its file when it was read. */
interface Indexed {
  readonly file: string;
  readonly state: string;
  readonly run: Run;
}

/** Which file it is, its size and time: after a change, one of them differs. */
export function stateOf(path: string): string | undefined {
  try {
    const { ino, size, mtime } = Deno.statSync(path);
    return `${ino} ${size} ${Number(mtime)}`;
  } catch {
    return undefined;
  }
}

/** A run but for its curve, as two texts: what the runs of a search have in common, which stands in the index once, and
 * all else. NaN becomes null. */
function textsOf(run: Run): { common: string; own: string } {
  const { part, name, label, data, split, study, versions, curve: _, ...own } = run;
  const common = { part, name, label, data, split, study, versions };
  return { common: JSON.stringify(common), own: JSON.stringify(own) };
}

const TABLES = `
  PRAGMA busy_timeout = 5000;
  PRAGMA synchronous = OFF;
  CREATE TABLE IF NOT EXISTS common (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
  CREATE TABLE IF NOT EXISTS runs (
    file TEXT PRIMARY KEY, state TEXT, own TEXT, common INTEGER, hasCurve INTEGER)`;

/** A row of either table. */
type Row = Readonly<
  Record<"file" | "state" | "own" | "text", string> & Record<"id" | "common" | "hasCurve", number>
>;

/** The index of a folder of records, in a file of SQLite's. */
export class RunIndex implements Disposable {
  private constructor(private readonly folder: string, private readonly database: DatabaseSync) {}

  /** Opens it, and makes it where it is missing; undefined where that cannot be. */
  static async open(folder: string): Promise<RunIndex | undefined> {
    try {
      const { DatabaseSync } = await import("node:sqlite");
      const database = new DatabaseSync(join(folder, FILE));
      database.exec(TABLES);
      return new RunIndex(folder, database);
    } catch {
      return undefined; // a folder that may only be read, or a file that is none of ours
    }
  }

  /** The records of those files that have not changed since they were put in, by the files' names. */
  read(files: readonly string[]): Map<string, Run> {
    const wanted = new Set(files), found = new Map<string, Run>();
    const all = (sql: string) => this.database.prepare(sql).iterate() as Iterable<Row>;
    try {
      const common = new Map<number, Record<string, unknown>>();
      for (const { id, text } of all("SELECT * FROM common")) common.set(id, JSON.parse(text));
      for (const { file, state, own, common: id, hasCurve } of all("SELECT * FROM runs")) {
        const path = join(this.folder, file);
        if (!wanted.has(file) || stateOf(path) !== state) continue;
        const run = runOf({ ...common.get(id), ...JSON.parse(own) });
        found.set(file, hasCurve ? withCurveOf(path, run) : run);
      }
    } catch { /* a page of it is broken: the files hold everything */ }
    return found;
  }

  /** Puts records in, in place of those of the same files. */
  add(records: readonly Indexed[]): void {
    try {
      const prepare = (sql: string) => this.database.prepare(sql);
      const share = prepare("INSERT OR IGNORE INTO common (text) VALUES (?)");
      const find = prepare("SELECT id FROM common WHERE text = ?");
      const insert = prepare("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)");
      this.database.exec("BEGIN IMMEDIATE");
      for (const { file, state, run } of records) {
        const { common, own } = textsOf(run);
        share.run(common);
        insert.run(file, state, own, (find.get(common) as Row).id, run.curve ? 1 : 0);
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
