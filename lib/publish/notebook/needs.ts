/** What notebooks say that they need, in their metadata: files of the data, and other notebooks' results. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { readNotebook } from "./document.ts";

/** Sorts out the notebooks that the data do not allow, and those whose files are not all there: a notebook names them in
 * its metadata, as in `"needs": ["data_EDM_full.csv"]`.
 *
 * @param folder of the data
 * @param without notebooks that the data do not allow, by how their names begin, and why
 * @returns the paths of those that can run, and a sentence for each of the others
 * @throws {InputError} when a notebook cannot be read */
export async function withWhatTheyNeed(
  notebooks: readonly string[],
  folder: string,
  without: Readonly<Record<string, string>> = {},
): Promise<{ ready: string[]; leftOut: string[] }> {
  const ready: string[] = [], leftOut: string[] = [];
  for (const path of notebooks) {
    const { metadata } = await readNotebook(path), needs: string[] = metadata.needs ?? [];
    const missing = needs.find((file) => !existsSync(join(folder, file)));
    const part = Object.keys(without).find((start) => basename(path).startsWith(start));
    const why = part ? without[part] : missing && `${missing} is not there`;
    if (why === undefined) ready.push(path);
    else leftOut.push(`${basename(path)} is left out: ${why}.`);
  }
  return { ready, leftOut };
}

/** The order in which notebooks begin, and what each waits for: those before it whose results it reads. Its metadata names
 * how their names begin, as in `"after": ["03"]`; all others need nothing of each other. One that says `"long": true` and
 * waits for none begins before the others, so that it is not left to run alone at the end (Graham 1969). One that says
 * `"alone": true` takes, on all rows, the memory of two.
 *
 * @param notebooks in the order of their names
 * @throws {InputError} when a notebook cannot be read */
export async function orderOf(
  notebooks: readonly string[],
): Promise<{ path: string; after: string[]; alone: boolean }[]> {
  const all = await Promise.all(notebooks.map(async (path, at) => {
    const { metadata } = await readNotebook(path), starts: string[] = metadata.after ?? [];
    const isNamed = (other: string) => starts.some((start) => basename(other).startsWith(start));
    const after = notebooks.slice(0, at).filter(isNamed);
    const isFirst = metadata.long === true && after.length === 0;
    return { path, after, alone: metadata.alone === true, isFirst };
  }));
  return all.sort((a, b) => Number(b.isFirst) - Number(a.isFirst))
    .map(({ isFirst: _, ...waiting }) => waiting);
}
