/** Where files tell the folders of the machine that made them. */
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { walkSync } from "../walk.ts";

/** What no file that is kept or handed in may hold: the folders of the project, of this study and of this user. */
export function foldersOfThisMachine(...more: readonly string[]): string[] {
  return [PROJECT_ROOT.replace(/\/$/, ""), `${homedir()}/`, `${tmpdir()}/`, ...more]
    .filter((folder) => folder.length > 2);
}

/** Each file and the folder it names. */
export function namingFolders(
  files: Readonly<Record<string, Uint8Array>>,
  folders: readonly string[],
): string[] {
  const found: string[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const text = new TextDecoder("latin1").decode(bytes);
    for (const folder of folders) {
      const at = text.indexOf(folder);
      if (at >= 0) {
        found.push(`${name}: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 80))}`);
      }
    }
  }
  return found;
}

/** Every file below a folder. */
export function filesBelow(folder: string): Record<string, Uint8Array> {
  return Object.fromEntries(
    [...walkSync(pathToFileURL(`${folder}/`))].map((
      name,
    ) => [name, Deno.readFileSync(join(folder, name))]),
  );
}
