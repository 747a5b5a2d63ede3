/** Which notebooks need not be executed again: nothing that they depend on has changed since they were. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeAtomically } from "../../core/atomic.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { codeOf, specifiersIn } from "../../experiments/runs/code.ts";
import { canonicalJson, isPlainObject, shortHash } from "../../experiments/runs/canonical.ts";
import { type Notebook, readNotebook, sourceOf } from "./document.ts";

/** Beside the results: what they were made of. */
const FILE = ".executed.json";

/** What other commands make of the results, or keep for themselves. */
const MADE_LATER = /^(site|report|live)$|^\.|_hand_in\.zip$|^index-\d+\.sqlite/;

/** How a notebook was executed. */
interface Execution {
  /** A hash of all that it depended on. */
  readonly key: string;
  /** When it ended, in milliseconds since 1970. */
  readonly ended: number;
}

/** The executions of an out folder. */
export class Executed {
  readonly #out: string;
  readonly #circumstances: unknown;
  readonly #executions: Map<string, Execution>;
  readonly #keys = new Map<string, string>();

  /** Reads what is known: nothing, where a file that notebooks left was changed or removed.
   *
   * @param circumstances what notebooks depend on beside their cells and the code that these import: data, options */
  constructor(out: string, circumstances: unknown) {
    const { notebooks, files } = read(join(out, FILE)), now = filesIn(out);
    const isWhole = Object.entries(files).every(([path, state]) => now[path] === state);
    this.#out = out;
    this.#circumstances = circumstances;
    this.#executions = new Map(isWhole ? Object.entries(notebooks) : []);
  }

  /** Of these notebooks, those that must be executed: the cells, what they depend on, or a notebook whose results they
   * read, are no longer what they were.
   *
   * @param paths in the order in which they are executed
   * @param fresh whether all must be
   * @throws {InputError} when a notebook cannot be read */
  async due(paths: readonly string[], { fresh }: { fresh: boolean }): Promise<string[]> {
    const due: string[] = [];
    for (const path of paths) {
      const name = basename(path), notebook = await readNotebook(path);
      const key = this.#keyOf(notebook, path), known = this.#executions.get(name);
      this.#keys.set(name, key);
      if (!fresh && known?.key === key && this.#isAfterAll(known, notebook)) continue;
      this.#executions.delete(name);
      due.push(path);
    }
    return due;
  }

  /** Takes a notebook as executed from now on. */
  add(path: string): void {
    const name = basename(path);
    this.#executions.set(name, { key: this.#keys.get(name)!, ended: Date.now() });
  }

  /** Writes down what is known, for the next run. */
  async keep(): Promise<void> {
    const notebooks = Object.fromEntries(this.#executions), files = filesIn(this.#out);
    await writeAtomically(join(this.#out, FILE), JSON.stringify({ notebooks, files }) + "\n");
  }

  /** Whether the notebooks that one reads results of were executed before it. */
  #isAfterAll({ ended }: Execution, { metadata }: Notebook): boolean {
    const starts: string[] = metadata.after ?? [], known = [...this.#executions];
    return starts.every((start) => {
      const others = known.filter(([name]) => name.startsWith(start));
      return others.length > 0 && others.every(([, other]) => other.ended <= ended);
    });
  }

  #keyOf({ cells, metadata }: Notebook, path: string): string {
    const texts = cells.map((cell) => [cell.cell_type, sourceOf(cell)]);
    const imported = texts.flatMap(([type, text]) => type === "code" ? specifiersIn(text) : [])
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => new URL(specifier, pathToFileURL(path))).filter((url) => existsSync(url));
    const lock = JSON.parse(readFileSync(join(PROJECT_ROOT, "deno.lock"), "utf8"));
    return shortHash(canonicalJson({
      ...{ texts, needs: metadata.needs, circumstances: this.#circumstances },
      code: codeOf(new URL("./run_study.ts", import.meta.url), ...imported),
      packages: lock.npm,
      deno: Deno.version.deno,
    }));
  }
}

/** Nothing, where the file is not there or is none of ours. */
function read(path: string): {
  notebooks: Readonly<Record<string, Execution>>;
  files: Readonly<Record<string, string>>;
} {
  try {
    const { notebooks, files } = JSON.parse(readFileSync(path, "utf8"));
    if (isPlainObject(notebooks) && isPlainObject(files)) return { notebooks, files } as never;
  } catch { /* then all notebooks are executed */ }
  return { notebooks: {}, files: {} };
}

/** Size and time of change of every file below the out folder that notebooks may have left, by its path. */
function filesIn(out: string, below = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(join(out, below), { withFileTypes: true })) {
    if (MADE_LATER.test(entry.name)) continue;
    const path = join(below, entry.name);
    if (entry.isDirectory()) Object.assign(found, filesIn(out, path));
    else {
      const { size, mtimeMs } = statSync(join(out, path));
      found[path] = `${size} ${mtimeMs}`;
    }
  }
  return found;
}
