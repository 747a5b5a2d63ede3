/** The zip that is handed in: the same files give the same bytes. */
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { writeAtomically } from "../../core/atomic.ts";

/** A file in the archive. */
export interface Entry {
  /** With slashes, as it stands in the archive. */
  readonly name: string;
  /** Where it lies on this machine. */
  readonly path: string;
}

/** A file that is made for the archive. */
interface TextEntry {
  readonly name: string;
  readonly text: string;
}

/** All files under a folder, in the order of their names; hidden ones and what `skip` names are left out.
 *
 * @param prefix what their names in the archive begin with, such as "lib/"
 */
export function filesUnder(
  folder: string,
  prefix: string,
  skip: (name: string) => boolean = () => false,
): Entry[] {
  const found: Entry[] = [];
  const walk = (path: string, name: string) => {
    let entries: Deno.DirEntry[];
    try {
      entries = [...Deno.readDirSync(path)];
    } catch {
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith(".") || skip(entry.name)) continue;
      if (entry.isDirectory) walk(join(path, entry.name), `${name}${entry.name}/`);
      else if (entry.isFile) found.push({ name: name + entry.name, path: join(path, entry.name) });
    }
  };
  walk(folder, prefix);
  return found.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** What was written. */
export interface Written {
  readonly path: string;
  readonly bytes: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** The earliest date that a zip knows, for every file: archives of the same files are then equal. */
const DATE = new Date(1980, 0, 1);

/** What is compressed already. */
const COMPRESSED = /\.(png|jpe?g|webp|woff2?|pdf|zip|gz)$/i;

/** Writes an archive, whole or not at all.
 * @throws {InputError} when the place cannot be written to */
export async function writeArchive(
  path: string,
  entries: readonly (Entry | TextEntry)[],
): Promise<Written> {
  const content: Zippable = {}, files: { name: string; bytes: number }[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const bytes = "text" in entry
      ? new TextEncoder().encode(entry.text)
      : await Deno.readFile(entry.path);
    content[name] = [bytes, { mtime: DATE, level: COMPRESSED.test(name) ? 0 : 6 }];
    files.push({ name, bytes: bytes.length });
  }
  const zip = zipSync(content);
  await writeAtomically(path, zip);
  return { path, bytes: zip.length, files };
}
