/** What a folder of sounds holds: files by label, or as its manifest says. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { InputError } from "../../core/errors.ts";
import { parseCells, readBytes } from "../../data/mod.ts";
import { listSounds } from "../decode/list.ts";

/** A file of a collection and what is said of it. */
export interface Listed {
  /** Where it is. */
  readonly path: string;
  /** `file`, seen from the folder, with `/` on every system; `label`, `group`, `album`, `title` and what else a manifest
   * says, where it is known. */
  readonly texts: Readonly<Record<string, string>> & { readonly file: string };
}

/** Files to learn from, and files to answer. */
export interface Listing {
  readonly train: readonly Listed[];
  readonly test: readonly Listed[];
  /** What is strange, in sentences. */
  readonly notes: readonly string[];
}

/** The name of the file that tells labels, groups and titles, and of the folder of files to answer. */
const MANIFEST = "manifest.csv", ASKED = "test";

/** Lists the sounds of a folder.
 *
 * @throws {InputError} when there is no sound to learn from, or the manifest cannot be used */
export async function listCollection(dir: string): Promise<Listing> {
  const found = (await listSounds(dir)).map((path) => ({
    path,
    file: relative(dir, path).replaceAll("\\", "/"),
  }));
  const isAsked = ({ file }: { file: string }) => file.startsWith(`${ASKED}/`);
  const own = found.filter((one) => !isAsked(one));
  const test = found.filter(isAsked).map(({ path, file }) => ({ path, texts: { file } }));
  const manifest = join(dir, MANIFEST);
  const named = existsSync(manifest) ? fromManifest(dir, manifest) : fromFolders(own);
  const listed = new Set(named.map(({ texts: { file } }) => file));
  const left = own.filter(({ file }) => !listed.has(file)).map(({ file }) => file);
  const notes = left.length === 0 ? [] : [
    existsSync(manifest)
      ? `Left out, for ${MANIFEST} does not name them: ${some(left)}.`
      : `Left out, for they lie in no folder of a label: ${some(left)}.`,
  ];
  if (named.length === 0) {
    throw new InputError("holds no sound to learn from", {
      file: dir,
      expected: "files of sound, in a folder for each label",
    });
  }
  return { train: named, test, notes };
}

/** The first few of some names, and how many more there are. */
export const some = (names: readonly string[], most = 5): string =>
  names.slice(0, most).join(", ") +
  (names.length > most ? ` and ${names.length - most} more` : "");

/** The label is the folder; folders in it are the group and the album. Folders that hold all the others are passed over;
 * where no file lies in a folder, none has a label. */
function fromFolders(files: readonly { readonly path: string; readonly file: string }[]): Listed[] {
  const parts = files.map(({ path, file }) => ({
    path,
    file,
    folders: file.split("/").slice(0, -1),
  }));
  const inFolders = parts.filter(({ folders }) => folders.length > 0);
  if (inFolders.length === 0) return parts.map(({ path, file }) => ({ path, texts: { file } }));
  let depth = 0;
  while (
    inFolders.every(({ folders }) =>
      folders.length > depth + 1 && folders[depth] === inFolders[0].folders[depth]
    )
  ) depth++;
  return inFolders.map(({ path, file, folders }) => {
    const [label, group, album] = folders.slice(depth);
    return { path, texts: { file, label, ...(group && { group }), ...(album && { album }) } };
  });
}

/** A row for each file: `file`, and `label`, `group`, `album`, `title` where there are such columns; others stay texts. */
function fromManifest(dir: string, manifest: string): Listed[] {
  const { header, cells } = parseCells(readBytes(manifest), manifest), at = header.indexOf("file");
  if (at < 0) {
    throw new InputError("a column is missing", {
      file: manifest,
      row: 1,
      found: header.join(", "),
      expected: "file, and for each file label, group and title where they are known",
    });
  }
  const rows = new Map<string, number>(), label = header.indexOf("label");
  return cells.map((row, i) => {
    const place = { file: manifest, row: i + 2 }, file = row[at].replaceAll("\\", "/");
    const before = rows.get(file);
    if (before !== undefined) {
      throw new InputError("a file that stands twice", {
        ...{ ...place, column: "file", found: file },
        expected: `every file once; it is in row ${before}`,
      });
    }
    rows.set(file, i + 2);
    if (label >= 0 && row[label].trim() === "") {
      throw new InputError("a file without a label", {
        ...{ ...place, column: "label", found: "" },
        expected: `a label; files to answer belong into the folder ${ASKED}`,
      });
    }
    const texts = Object.fromEntries(header.map((name, j) => [name, row[j]]));
    return { path: join(dir, file), texts: { ...texts, file } };
  });
}
