/** Sentence vectors kept in a database file, so that each text is encoded once and an interrupted run goes
 * on where it was. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { InputError } from "../../core/errors.ts";
import type { Encoder } from "./encoder.ts";

/** The layout of the tables below. Another layout gets another number. */
export const STORE_VERSION = 1;

/** Stands in the file's head and says whose database it is ("gsv" and a 1, for genre study's vectors). */
const APPLICATION = 0x67737601;

const TABLES = `
  CREATE TABLE encoder (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, precision TEXT NOT NULL, fingerprint TEXT NOT NULL, dimensions INTEGER NOT NULL,
    UNIQUE (name, precision, fingerprint, dimensions)
  );
  CREATE TABLE vector (
    encoder INTEGER NOT NULL REFERENCES encoder, text TEXT NOT NULL, numbers BLOB NOT NULL,
    UNIQUE (encoder, text)
  );
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${STORE_VERSION};`;

/** What an encoder is known by: two that differ in one of these share no vector. */
type Owner = Pick<Encoder, "name" | "precision" | "fingerprint" | "dimensions">;

/** An open database of vectors. */
export class VectorStore implements Disposable {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens the database in `path`, or makes it. A file that is no database of this version is renamed, never
   * read and never deleted.
   *
   * @param warn is told when a file was set aside
   * @throws {InputError} when the place cannot be written to */
  static open(path: string, warn: (message: string) => void = console.warn): VectorStore {
    try {
      if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
      const wrong = existsSync(path) ? faultOf(path) : undefined;
      if (wrong) {
        const aside = setAside(path);
        warn(`${path} ${wrong}: renamed to ${aside}; vectors are computed anew.`);
      }
      return new VectorStore(connect(path));
    } catch (error) {
      throw new InputError(`sentence vectors cannot be kept there (${(error as Error).message})`, {
        file: path,
      }, { cause: error });
    }
  }

  /** The vectors that are there, by text. One that cannot be of this encoder is left out. */
  get(owner: Owner, texts: Iterable<string>): Map<string, Float32Array> {
    const id = this.#owner(owner), found = new Map<string, Float32Array>();
    const one = this.#database.prepare("SELECT numbers FROM vector WHERE encoder = ? AND text = ?");
    for (const text of texts) {
      const numbers = one.get(id, text)?.numbers;
      if (numbers instanceof Uint8Array && numbers.length === 4 * owner.dimensions) {
        const vector = new Float32Array(numbers.slice().buffer);
        if (isUnit(vector)) found.set(text, vector);
      }
    }
    return found;
  }

  /** Keeps vectors, all of them or, where something fails, none.
   * @param vectors row by row, as many rows as texts
   * @throws the database's error: a full disk, for one */
  put(owner: Owner, texts: readonly string[], vectors: Float32Array): void {
    const id = this.#owner(owner), d = owner.dimensions;
    const write = this.#database.prepare("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)");
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      texts.forEach((text, i) => {
        const numbers = new Uint8Array(vectors.slice(i * d, (i + 1) * d).buffer);
        write.run(id, text, numbers);
      });
      this.#database.exec("COMMIT");
    } catch (error) {
      // a full disk has ended the transaction already
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #owner({ name, precision, fingerprint, dimensions }: Owner): number {
    const key: SQLInputValue[] = [name, precision, fingerprint, dimensions];
    const look = this.#database.prepare(
      "SELECT id FROM encoder WHERE name = ? AND precision = ? AND fingerprint = ? AND dimensions = ?",
    );
    const known = look.get(...key);
    if (known) return known.id as number;
    this.#database.prepare(
      "INSERT OR IGNORE INTO encoder (name, precision, fingerprint, dimensions) VALUES (?, ?, ?, ?)",
    ).run(...key);
    return look.get(...key)!.id as number;
  }
}

function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`
      PRAGMA page_size = 8192; -- five vectors of 384 numbers
      PRAGMA busy_timeout = 10000;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;`);
    database.exec("BEGIN IMMEDIATE"); // two programs may open a new file at once
    const { user_version } = database.prepare("PRAGMA user_version").get()!;
    if (user_version === 0) database.exec(TABLES);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Why the file is not ours to read; undefined where it is, or is empty. */
function faultOf(path: string): string | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const read = (pragma: string) => Object.values(database!.prepare(`PRAGMA ${pragma}`).get()!)[0];
    const { tables } = database.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()!;
    if (tables === 0) return undefined;
    if (read("application_id") !== APPLICATION) return "is a database of something else";
    const version = read("user_version");
    if (version !== STORE_VERSION) return `is of version ${version}, not ${STORE_VERSION}`;
    const check = read("quick_check(1)");
    return check === "ok" ? undefined : `is damaged (${check})`;
  } catch (error) {
    if (/not a database|malformed/.test((error as Error).message)) {
      return `is damaged or no database (${(error as Error).message})`;
    }
    throw error;
  } finally {
    database?.close();
  }
}

/** Renames the file, and what SQLite keeps beside it, to a name that is free. */
function setAside(path: string): string {
  let n = 1;
  while (existsSync(`${path}.set-aside-${n}`)) n++;
  const aside = `${path}.set-aside-${n}`;
  renameSync(path, aside);
  for (const part of ["-wal", "-shm"]) {
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  }
  return aside;
}

function isUnit(vector: Float32Array): boolean {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j] * vector[j];
  return Math.abs(sum - 1) < 1e-3; // false for NaN
}
