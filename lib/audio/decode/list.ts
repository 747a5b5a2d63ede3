/** Files of sound in a folder. */
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { formOf } from "./form.ts";

/** Names that say "sound": such a file is listed though it may turn out to be none, or in a form that is not read, so that
 * it is told of. */
const SOUND = /\.(wav|au|snd|mp3|flac|ogg|oga|opus|m4a|aac|aiff?|aifc|wma|midi?)$/i;

/** Paths of all files of sound in a folder and the folders in it, in order of their names; hidden ones are passed over,
 * links are followed, but for one that leads back to a folder above it.
 *
 * @throws {InputError} when there is no such folder, or no sound in it
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { encodeWav } from "./wav.ts";
 * const folder = await Deno.makeTempDir();
 * await Deno.writeFile(`${folder}/a`, encodeWav({ samples: new Float32Array(9), rate: 8000 }));
 * await Deno.writeTextFile(`${folder}/b`, "Dear diary");
 * assertEquals((await listSounds(folder)).length, 1);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function listSounds(folder: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (path: string, above: readonly string[]) => {
    const entries = await Array.fromAsync(Deno.readDir(path));
    entries.sort((a, b) => a.name < b.name ? -1 : 1);
    for (const { name, isDirectory, isFile, isSymlink } of entries) {
      const file = join(path, name);
      if (name.startsWith(".")) continue;
      if (isDirectory || isSymlink && await isFolder(file)) {
        const real = await Deno.realPath(file);
        if (!above.includes(real)) await look(file, [...above, real]);
      } else if ((isFile || isSymlink) && (SOUND.test(name) || await isSound(file))) {
        found.push(file);
      }
    }
  };
  try {
    await look(folder, [await Deno.realPath(folder)]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new InputError("there is no such folder", { file: folder }, { cause: error });
    }
    throw new InputError("a folder that cannot be read", {
      file: folder,
      ...(error instanceof Deno.errors.NotADirectory && { found: "a file" }),
    }, { cause: error });
  }
  if (found.length === 0) {
    throw new InputError("holds no sound", {
      file: folder,
      expected: "wav, au, mp3, flac, ogg or opus",
    });
  }
  return found;
}

/** Whether a link leads to a folder; one that leads nowhere does not. */
const isFolder = (link: string): Promise<boolean> =>
  Deno.stat(link).then(({ isDirectory }) => isDirectory, () => false);

/** Whether a file begins like sound. */
async function isSound(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    const head = new Uint8Array(64), length = await file.read(head);
    return length !== null && formOf(head.subarray(0, length)).form !== undefined;
  } catch {
    return false; // a link to nothing, or a file that may not be read
  }
}
