/** Files that are either the old one or the whole new one, never half of it. */
import { basename, dirname, join } from "node:path";
import { InputError } from "./errors.ts";

const reasons: Record<string, string> = {
  EACCES: "writing is not permitted there",
  EPERM: "writing is not permitted there",
  EROFS: "the disk is read-only",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EISDIR: "a folder of that name stands there",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "the file name is too long",
};

/** What a file is called while it is written. */
const TEMPORARY = /^\.[0-9a-f-]{36}\.tmp$/;

/** Writes `content` beside `path` and then renames it into place, making the folder where it is
 * missing. A reader sees the earlier file or the new one, and after an error the earlier one stands.
 *
 * @param path where the file shall be
 * @param content text (written as UTF-8) or bytes
 * @throws {InputError} when the place cannot be written to, saying why
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  // In the same folder, for a rename is only atomic within one file system.
  const temporary = join(dirname(path), `.${crypto.randomUUID()}.tmp`);
  try {
    const write = () =>
      typeof content === "string"
        ? Deno.writeTextFile(temporary, content)
        : Deno.writeFile(temporary, content);
    await write().catch(async (error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      await Deno.mkdir(dirname(path), { recursive: true });
      await write();
    });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => undefined);
    const { code, message } = error as Error & { code?: string };
    throw new InputError(
      `cannot write ${basename(path)}: ${reasons[code ?? ""] ?? message}`,
      { file: path },
      { cause: error },
    );
  }
}

/** Removes what writers left behind that were killed while they wrote: in `folder` and all below it. No one may
 * be writing there. */
export async function removeTemporaries(folder: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) await removeTemporaries(join(folder, name));
    else if (TEMPORARY.test(name)) await Deno.remove(join(folder, name));
  }
}
