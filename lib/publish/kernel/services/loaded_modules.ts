/** Which files a kernel has loaded, and which of them have changed since.
 *
 * A changed module is not loaded again. JavaScript cannot unload one; importing it under another address
 * (`mod.ts?2`) makes a second instance beside the first, and its importers still hold the first: a class
 * of the one is no `instanceof` the other's, settings made by the one are unknown to the other's maps,
 * and what is kept once per process (records that are open, a pool of workers) exists twice. A result
 * could then mix two versions of the code, and nothing would say so. Even as it is, workers that start
 * after the change load the new text. Restarting is sound, and cheap: finished trainings come from the
 * records. */
import { fileURLToPath, pathToFileURL } from "node:url";

/** How a file is seen: its text, or undefined where it cannot be read, and when it was changed. */
export interface Files {
  read(path: string): Promise<string | undefined>;
  changedAt(path: string): Promise<number | undefined>;
}

/** The disk. */
export const disk: Files = {
  read: (path) => Deno.readTextFile(path).catch(() => undefined),
  changedAt: async (path) => (await Deno.stat(path).catch(() => undefined))?.mtime?.getTime(),
};

/** What is kept of a loaded file. */
interface Loaded {
  text: string;
  changedAt?: number;
}

/** The files that cells have loaded, directly or through others. */
export class LoadedModules {
  #loaded = new Map<string, Loaded>();

  /** @param folder the kernel's working directory, from where cells import */
  constructor(readonly folder: string, readonly files: Files = disk) {}

  /** Takes in what a cell imports by paths, and what that imports; packages never change. To be called
   * when the cell starts: what changes while it runs has been loaded as it was. */
  async loads(cell: string): Promise<void> {
    const start = pathToFileURL(`${this.folder}/cell`).href;
    let found = pathsIn(cell, start).filter((path) => !this.#loaded.has(path));
    while (found.length) {
      const read = found.map(async (path) => {
        // first the time: a change in between is then seen
        const changedAt = await this.files.changedAt(path), text = await this.files.read(path);
        if (text === undefined) return [];
        this.#loaded.set(path, { text, changedAt });
        return pathsIn(text, pathToFileURL(path).href);
      });
      const next = new Set((await Promise.all(read)).flat());
      found = [...next].filter((path) => !this.#loaded.has(path));
    }
  }

  /** Files whose text is another than when they were loaded; each once, until it changes again. */
  async changed(): Promise<string[]> {
    const all = [...this.#loaded].map(async ([path, loaded]) => {
      const changedAt = await this.files.changedAt(path);
      if (changedAt === loaded.changedAt) return [];
      loaded.changedAt = changedAt;
      return await this.files.read(path) !== loaded.text ? [path] : [];
    });
    return (await Promise.all(all)).flat().sort();
  }

  /** Forgets everything, as a kernel that starts again does. */
  clear(): void {
    this.#loaded.clear();
  }
}

const IMPORT =
  /^\s*(?:import|export)\s(?!type\b)[^"';]*?from\s*["']([^"'\n]+)["']|\bimport\s*\(?\s*["']([^"'\n]+)["']/gm;

/** The files that a module imports, at once or later, where their names are written out. */
function pathsIn(source: string, from: string): string[] {
  const code = source.replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, ""); // examples in comments import, too
  return [...code.matchAll(IMPORT)].flatMap(([, one, other]) => {
    const specifier = one ?? other;
    if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) return [];
    const url = URL.parse(specifier, from);
    return url?.protocol === "file:" ? [fileURLToPath(url)] : [];
  });
}
