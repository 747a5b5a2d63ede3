/** The folder of records: one JSON file per run, written whole or not at all, found again by its key. */
import { existsSync } from "node:fs";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { canonicalJson } from "./canonical.ts";
import { MANY, RunIndex, stateOf } from "./run_index.ts";
import {
  formatRun,
  isOfStudy,
  labelOf,
  parseRun,
  type Run,
  runId,
  type RunKey,
  type StudyOfRun,
} from "./record.ts";

/** A file of the folder that is no record, and why. */
export interface SkippedFile {
  /** Name of the file in the folder. */
  readonly file: string;
  /** In words, such as "is not a run's record". */
  readonly why: string;
}

/** A folder of records. */
export interface RunStore {
  /** Path of the folder. */
  readonly folder: string;
  /** Writes a run as `<id>.json`, whole or not at all; one of the same key is replaced. */
  save(run: Run): Promise<void>;
  /** The run of that id; undefined where there is none, or it cannot be read. */
  load(id: string): Promise<Run | undefined>;
  /** The recorded run of that key, whatever its status.
   * @param fits where it is given, a run that does not is left as it is, and not returned */
  find(key: RunKey, fits?: (run: Run) => boolean): Promise<Run | undefined>;
  /** Whether there is a file of that key, be it one that cannot be read. */
  has(key: RunKey): boolean;
  /** All records, by part, name and id. */
  all(filter?: { part?: string; name?: string }): Promise<Run[]>;
  /** What the last `all` could not read. */
  readonly skipped: readonly SkippedFile[];
}

/** Opens a folder of records, which need not exist yet.
 *
 * @param study whose runs are saved: each record then names it. One that `find` meets under another study's name
 * is written again under this one's, for the same key has the same result; likewise one under another label.
 * @param options.indexFrom of so many records on, `all` keeps an index beside them, and reads a record's curve when it is
 * asked for
 * @throws {InputError} from `save`, when the id is not that of the run's key
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const runs = openRuns(await Deno.makeTempDir());
 * assertEquals(await runs.all(), []);
 * ```
 */
export function openRuns(
  folder: string,
  study?: StudyOfRun,
  { indexFrom = MANY }: { indexFrom?: number } = {},
): RunStore {
  let skipped: SkippedFile[] = [];
  const path = (id: string) => `${folder}/${id}.json`;
  const load = async (id: string) => {
    if (!existsSync(path(id))) return undefined; // most are not, in a new search: a fifth of reading in vain
    const run = await read(path(id), id);
    return typeof run === "string" ? undefined : run;
  };
  const save = async (run: Run) => {
    if (run.id !== runId(run)) {
      throw new InputError("a run under an id that is not its own", {
        found: run.id,
        expected: runId(run),
      });
    }
    await writeAtomically(path(run.id), formatRun(study ? { ...run, study } : run));
  };
  return {
    folder,
    get skipped() {
      return skipped;
    },
    save,
    load,
    async find(key, fits = () => true) {
      const run = await load(runId(key));
      if (!run || !fits(run)) return undefined;
      const label = labelOf(key) ?? run.label, asked = { ...run, ...(label && { label }) };
      const isRelabelled = canonicalJson(label ?? {}) !== canonicalJson(run.label ?? {});
      if (isRelabelled || (study && !isOfStudy(run, study))) await save(asked);
      return asked;
    },
    has: (key) => existsSync(path(runId(key))),
    async all({ part, name } = {}) {
      const names: string[] = [];
      try {
        for await (const entry of Deno.readDir(folder)) {
          if (entry.name.endsWith(".json")) names.push(entry.name);
        }
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
      const found = await readAll(folder, names.sort(), indexFrom);
      const isRun = (run: Run | string): run is Run => typeof run !== "string";
      skipped = found.flatMap((run, i) => isRun(run) ? [] : [{ file: names[i], why: run }]);
      const order = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
      return found.filter(isRun)
        .filter((run) => (part ?? run.part) === run.part && (name ?? run.name) === run.name)
        .sort((a, b) => order(a.part, b.part) || order(a.name, b.name) || order(a.id, b.id));
    },
  };
}

/** A record, or why it is none. */
async function read(path: string, id: string): Promise<Run | string> {
  const text = await Deno.readTextFile(path).catch((error) => error as Error);
  if (text instanceof Deno.errors.NotFound) return "is not there";
  return text instanceof Error ? text.message : parseRun(text, id);
}

/** How many files are read at a time. */
const AT_ONCE = 64;

/** Reads files, many by way of an index that is kept beside them. */
async function readAll(
  folder: string,
  files: readonly string[],
  indexFrom: number,
): Promise<(Run | string)[]> {
  using index = files.length < indexFrom ? undefined : await RunIndex.open(folder);
  const known = index?.read(files), fresh: Parameters<RunIndex["add"]>[0][number][] = [];
  const found: (Run | string)[] = [];
  for (let i = 0; i < files.length; i += AT_ONCE) {
    found.push(
      ...await Promise.all(
        files.slice(i, i + AT_ONCE).map(async (file) => {
          const path = `${folder}/${file}`, indexed = known?.get(file);
          if (indexed) return indexed;
          const state = index && stateOf(path); // before it is read: what changes then, is read again
          const run = await read(path, file.slice(0, -5));
          if (state && typeof run !== "string") fresh.push({ file, state, run });
          return run;
        }),
      ),
    );
  }
  if (fresh.length > 0) index?.add(fresh);
  return found;
}
