/** A folder of sounds as a collection. */
import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";
import { COLLECTION_RATE } from "./arrays.ts";
import { computeAll, type OnProgress } from "./compute.ts";
import type { Item } from "./dataset.ts";
import { listCollection, type Listed, some } from "./list.ts";
import { collected, settled, type Sounds, type SoundsOptions } from "./sounds.ts";
import { LONGEST } from "./source.ts";
import { keyOf, type Store } from "../../core/store.ts";
import type { Look } from "./worker.ts";

/** Changes when the same file would be seen otherwise. */
const VERSION = 1;

/** Opens a folder of sounds: a folder for each label (in it, if you like, one for each artist, and in that for each
 * album); or any files with a `manifest.csv` of the columns file, label, group, title, …; or files without labels. What lies
 * in its folder `test` has no label and is to be answered. A file that cannot be used is named, left out and counted.
 *
 * @throws {InputError} when no file can be used, or the manifest cannot
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { encodeWav } from "../decode/wav.ts";
 * const dir = await Deno.makeTempDir(), samples = new Float32Array(22050).fill(.1);
 * await Deno.mkdir(`${dir}/jazz`);
 * await Deno.writeFile(`${dir}/jazz/a.wav`, encodeWav({ samples, rate: 22050 }));
 * await Deno.writeTextFile(`${dir}/jazz/b.wav`, "Dear diary");
 * const { train, warnings } = await openSounds(dir);
 * assertEquals(train.texts("label"), ["jazz"]);
 * assertEquals(warnings.length, 1); // b.wav
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function openSounds(dir: string, options: SoundsOptions = {}): Promise<Sounds> {
  const computed = settled(options), { store, onProgress } = computed;
  const listing = await listCollection(dir), all = [...listing.train, ...listing.test];
  const looks = await lookAt(all, store, onProgress);
  const failures = looks.filter((look) => look instanceof InputError);
  const itemsOf = (listed: readonly Listed[], from: number): Item[] =>
    listed.flatMap(({ path, texts }, i) => {
      const look = looks[from + i];
      return look instanceof InputError ? [] : [{ source: { file: path }, texts, ...look }];
    });
  const train = itemsOf(listing.train, 0), test = itemsOf(listing.test, listing.train.length);
  if (train.length === 0) {
    throw new InputError("none of the files can be heard", {
      file: dir,
      found: (failures[0] as InputError).message,
    });
  }
  const having = (fits: (look: Look) => boolean) =>
    all.filter((_, i) => !(looks[i] instanceof InputError) && fits(looks[i] as Look))
      .map(({ texts }) => texts.file);
  const silent = having((look) => look.silent);
  const long = having(({ samples }) => samples >= LONGEST * COLLECTION_RATE);
  const warnings = [
    ...listing.notes,
    ...failures.length === 0 ? [] : [
      `Left out, for they cannot be used (${failures.length} of ${all.length} files): ${
        some(failures.map(({ message }) => message))
      }.`,
    ],
    ...silent.length === 0 ? [] : [`Nothing but silence: ${some(silent)}.`],
    ...long.length === 0 ? [] : [`Of these ten minutes are heard, and no more: ${some(long)}.`],
  ];
  return { ...collected(basename(dir), { train, test }, computed), warnings };
}

/** How long every file's sound is and what tells it from others; where it cannot be used, why. */
function lookAt(
  files: readonly Listed[],
  store: Store,
  onProgress?: OnProgress,
): Promise<(Look | InputError)[]> {
  const keys = files.map(({ path }) => {
    const info = statOf(path);
    return info && `${keyOf([VERSION, path, info.size, info.mtime?.getTime()])}.json`;
  });
  return computeAll<Look>(
    "files",
    files.map(({ path }) => ({ source: { file: path }, make: "look" as const })),
    {
      onProgress,
      async known(i) {
        const bytes = keys[i] === undefined ? undefined : await store.get(keys[i]);
        return bytes && JSON.parse(new TextDecoder().decode(bytes));
      },
      async keep(i, look) {
        if (keys[i]) await store.set(keys[i], new TextEncoder().encode(JSON.stringify(look)));
      },
    },
  );
}

const statOf = (path: string): Deno.FileInfo | undefined => {
  try {
    return Deno.statSync(path);
  } catch {
    return undefined; // reading it will tell why
  }
};
