/** Where things lie on this machine, and texts that say so in a way that holds on every machine: what is kept, shown
 * or handed in names no folder above the project. */
import { homedir, tmpdir } from "node:os";
import { basename, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder of deno.json: a notebook's working directory is its own folder, so paths start here. */
export const PROJECT_ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** Whether there is a file of that name that may be looked at. */
export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** The environment variable by which `deno task study` tells every program that it starts where the data are. */
export const DATA_VARIABLE = "STUDY_DATA";

/** Folders that a study was told of, as absolute paths. */
export interface Places {
  /** Where its data are; STUDY_DATA where nothing is said. */
  readonly data?: string;
  /** Where its results go; STUDY_OUT where nothing is said. */
  readonly out?: string;
}

/** A folder, and what stands in its place. */
interface Place {
  readonly folder: string;
  /** Before the name of a file below it; the folder alone is `alone`. */
  readonly below: string;
  readonly alone: string;
}

/** A text in which paths below the project are relative to it (`data/course/train.csv`), those of data that lie
 * elsewhere to their folder (`train.csv`), and all others begin with `MODELS_DIR`, `~` or `TMPDIR` instead of a
 * folder's name on this machine. Addresses of files (`file:///…`) become paths. Nothing else is changed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(portable(`cannot read ${PROJECT_ROOT}data/course/train.csv`), "cannot read data/course/train.csv");
 * assertEquals(portable("/disk/course/test.csv, row 3", { data: "/disk/course" }), "test.csv, row 3");
 * ```
 */
export function portable(text: string, places: Places = {}): string {
  let result = text;
  for (const { folder, below, alone, pattern } of placesOf(places)) {
    if (!result.includes(folder)) continue;
    result = result.replace(pattern, (_, slash) => slash ? below : alone);
  }
  return result;
}

/** The same plain data with every text made {@linkcode portable}; the very same object where nothing is changed.
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../tests/assert.ts";
 * const settings = { layers: [64], store: `${PROJECT_ROOT}out/vectors.sqlite` };
 * assertEquals(portableData(settings), { layers: [64], store: "out/vectors.sqlite" });
 * assert(portableData(settings.layers) === settings.layers);
 * ```
 */
export function portableData<Data>(data: Data, places: Places = {}): Data {
  return mapped(data, places) as Data;
}

function mapped(value: unknown, places: Places): unknown {
  if (typeof value === "string") return portable(value, places);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapped(item, places));
    return items.some((item, i) => item !== value[i] && item === item) ? items : value;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, mapped(item, places)] as const);
  const changed = entries.some(([key, item]) => {
    const before = (value as Record<string, unknown>)[key];
    return item !== before && item === item; // NaN is unlike itself
  });
  return changed ? Object.fromEntries(entries) : value;
}

/** A folder as messages name it: below the project by its path, elsewhere by its own name.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(folderName(`${PROJECT_ROOT}data/sample`), "data/sample");
 * assertEquals(folderName("/home/someone/course"), "course");
 * ```
 */
export function folderName(folder: string): string {
  const short = relative(PROJECT_ROOT, resolve(folder));
  return short === "" ? "." : short.startsWith("..") ? basename(resolve(folder)) : short;
}

type Known = Place & { readonly pattern: RegExp };
const known = new Map<string, readonly Known[]>();
let named: { data?: string; out?: string; models?: string } | undefined;

/** The deepest first, so that a data folder within the home folder is the data folder. */
function placesOf({ data, out }: Places): readonly Known[] {
  named ??= { // asked once: every look at the environment asks the guard of a study's kernel
    data: Deno.env.get(DATA_VARIABLE),
    out: Deno.env.get("STUDY_OUT"),
    models: Deno.env.get("MODELS_DIR"),
  };
  const of = { data: data ?? named.data, out: out ?? named.out }, key = `${of.data}\n${of.out}`;
  const found = known.get(key);
  if (found) return found;
  const place = (
    path: string | undefined,
    below: (folder: string) => string,
    alone = folderName,
  ) => {
    const folder = path && resolve(PROJECT_ROOT, path).replace(/\/$/, "");
    return folder && folder.length > 1
      ? [...new Set([folder, decodeless(folder)])].map((folder) => ({
        folder,
        below: below(folder),
        alone: alone(folder),
      }))
      : [];
  };
  const inProject = (folder: string) => !relative(PROJECT_ROOT, folder).startsWith("..");
  const places = [
    ...place(of.data, (folder) => inProject(folder) ? `${folderName(folder)}/` : ""),
    ...place(of.out, (folder) => `${folderName(folder)}/`),
    ...place(PROJECT_ROOT, () => "", () => "./"),
    ...place(named.models, () => "MODELS_DIR/", () => "MODELS_DIR"),
    ...place(homedir(), () => "~/", () => "~"),
    ...place(tmpdir(), () => "TMPDIR/", () => "TMPDIR"),
  ].toSorted((a, b) => b.folder.length - a.folder.length)
    .map((place) => ({ ...place, pattern: patternOf(place.folder) }));
  known.set(key, places);
  return places;
}

/** As the folder stands in the addresses of its files. */
const decodeless = (folder: string) => pathToFileURL(folder).pathname;

/** The folder where it begins a path: not `/tmp` in `/var/tmp` or `/tmpl`; behind a colour's code, or behind `\n` within
 * a text of a text, it does. */
function patternOf(folder: string): RegExp {
  const name = folder.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // deno-lint-ignore no-control-regex -- colours begin with that character
  const start = /(?<=^|[^\w.~/+-]|\\[nrt]|\x1b\[[\d;]*m)/.source;
  return new RegExp(`${start}(?:file://)?${name}(?![\\w+-]|\\.\\w)(/?)`, "g");
}
