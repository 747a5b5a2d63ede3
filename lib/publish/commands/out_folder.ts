/** The out folder, which one study has to itself. */
import { dirname, join, resolve } from "node:path";
import { removeTemporaries, writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";

/** The page over the sites of all studies, where a study's out folder is in the usual place, beside others in `out/`. */
export const studiesPage = (out: string): string | undefined =>
  dirname(out) === resolve("out") ? join(dirname(out), "index.html") : undefined;

/** How long a lock that nobody holds may take to be granted, in milliseconds. */
const PATIENCE = 500;

/** What must be free at the start, in bytes. */
const ROOM = 1 << 20;

/** Makes the folder where it is missing, takes it for this process until the result is disposed of (or the
 * process ends, however it ends), and clears away halves of files that a killed study left.
 *
 * @throws {InputError} where the folder cannot be written, or another study is at work there
 * @example
 * ```ts
 * const out = await Deno.makeTempDir();
 * using claimed = await claimOutFolder(out);
 * ```
 */
export async function claimOutFolder(out: string): Promise<Disposable> {
  const path = join(out, ".study.lock");
  let file: Deno.FsFile;
  try {
    await Deno.mkdir(join(out, "notebooks"), { recursive: true });
    file = await Deno.open(path, { create: true, read: true, write: true });
  } catch (error) {
    throw new InputError(`cannot be written (${(error as Error).message})`, { file: out });
  }
  try {
    if (!await lockedSoon(file)) {
      throw new InputError(
        "another study is at work there; wait for its end, or name another --out",
        { file: out },
      );
    }
    await removeTemporaries(out);
    // a read-only or full disk is told before anything is computed
    await writeAtomically(join(out, ".writable"), new Uint8Array(ROOM));
    await Deno.remove(join(out, ".writable"));
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Deno 2.7 has no `tryLock`; the wait that is given up here ends with the process. */
async function lockedSoon(file: Deno.FsFile): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => timer = setTimeout(done, PATIENCE, false));
  try {
    return await Promise.race([file.lock(true).then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
