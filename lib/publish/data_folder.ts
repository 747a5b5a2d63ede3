/** Where a study's files are on this machine. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { InputError, printable } from "../core/errors.ts";
import { PROJECT_ROOT } from "../core/places.ts";
import { type Dataset, type LabelNeed, parseTable, readBytes, type Schema } from "../data/mod.ts";
import type { DataPlace, OpenedData } from "./study.ts";

/** A folder, and how it was chosen. */
export type Located = Pick<OpenedData, "dir" | "origin" | "source">;

/** The environment variable by which `deno task study` tells its notebooks how the folder was chosen. */
export const ORIGIN_VARIABLE = "STUDY_ORIGIN";

/** Chooses the folder: `data`, then the study's environment variable, then its folder in data/ if it holds the files,
 * then the sample, or the folder of the code that makes one. `deno task study --data` tells its notebooks so through that variable and STUDY_ORIGIN.
 *
 * @param data a folder, relative to the working directory
 * @throws {InputError} when there is no such folder
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const place = { variable: "FLOWERS_DATA", folder: "flowers", called: "the flowers", files: ["beds.csv"] };
 * assertEquals(locateData(place, "data/sample").origin, "--data");
 * ```
 */
export function locateData(place: DataPlace, data?: string): Located {
  const { dir, origin } = choose(place, data), kind = kindOf(dir);
  if (kind !== "folder") {
    const what = kind === "file" ? "this is a file, not a folder" : "there is no such folder";
    const expected = `a folder that holds ${place.files.join(" and ")}`;
    throw new InputError(`${what} (${origin})`, { file: dir, expected });
  }
  return { dir, origin, source: sourceOf(place, origin) };
}

function choose(place: DataPlace, data: string | undefined): { dir: string; origin: string } {
  const { variable, folder, sample, generator, files } = place;
  if (data) return { dir: resolve(Deno.cwd(), data), origin: "--data" };
  const named = Deno.env.get(variable);
  if (named) {
    // set by `study`, which passes the folder of --data on to its notebooks in this variable
    const told = Deno.env.get(ORIGIN_VARIABLE) ?? "";
    return {
      dir: isAbsolute(named) ? named : join(PROJECT_ROOT, named),
      origin: ["--data", `data/${folder}`, "sample"].includes(told) ? told : variable,
    };
  }
  const own = join(PROJECT_ROOT, "data", folder);
  const holds = place.holds ?? ((dir) => kindOf(join(dir, files[0])) !== "nothing");
  const instead = sample !== undefined ? join("data", sample) : generator;
  return instead === undefined || kindOf(own) === "folder" && holds(own)
    ? { dir: own, origin: `data/${folder}` }
    : { dir: join(PROJECT_ROOT, instead), origin: "sample" };
}

const sourceOf = ({ variable, called }: DataPlace, origin: string): string =>
  ({
    "--data": "the folder given by --data",
    [variable]: `the folder that ${variable} names`,
    sample: `the synthetic sample, for want of ${called}`,
  })[origin] ?? called;

const kindOf = (path: string): "file" | "folder" | "nothing" => {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return "nothing";
  }
};

/** Opened data with the paragraph that tells them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const datasets = { train: smallTracks([{}]) }, at = { dir: "/data", origin: "--data", source: "mine" };
 * const opened = described({ ...at, datasets, fingerprint: "0".repeat(16), warnings: [], details: "One row." });
 * assertEquals(opened.describe(), "Data: mine (/data; fingerprint 0000000000000000). One row.");
 * ```
 */
export function described<Data extends Omit<OpenedData, "describe">>(
  data: Data,
): Data & Pick<OpenedData, "describe"> {
  const { source, dir, fingerprint, details } = data;
  const text = `Data: ${source} (${dir}; fingerprint ${fingerprint}). ${details}`;
  return { ...data, describe: () => printable(text) };
}

/** A table of a study. */
export interface TableFile {
  /** Its file's name. */
  readonly file: string;
  /** Which labels it must have. */
  readonly labels: LabelNeed;
}

/** Finds and reads a study's tables. Their fingerprint is of the files' names and bytes, in this order.
 *
 * @param tables by name, what is learnt from as "train"; one whose file is optional and not there is left out
 * @param data a folder, as for {@linkcode locateData}
 * @throws {InputError} when the folder or a file is missing, or a file cannot be read
 * @example
 * ```ts ignore
 * const tables = { train: { file: "known.csv", labels: "several" }, test: { file: "asked.csv", labels: "any" } };
 * const { datasets, fingerprint } = openTables(place, schema, tables);
 * ```
 */
export function openTables<Name extends string>(
  place: DataPlace,
  schema: Schema,
  tables: Readonly<Record<Name, TableFile>> & { readonly train: TableFile },
  data?: string,
): Located & Pick<OpenedData, "fingerprint"> & {
  readonly datasets: Readonly<Record<Name | "train", Dataset>>;
} {
  const located = locateData(place, data), hash = createHash("sha256");
  const datasets: Record<string, Dataset> = {};
  for (const [name, { file, labels }] of Object.entries<TableFile>(tables)) {
    const path = join(located.dir, file);
    if (place.optional?.includes(file) && kindOf(path) === "nothing") continue;
    const bytes = readBytes(path);
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
    datasets[name] = parseTable(bytes, path, schema, { labels });
  }
  const fingerprint = hash.digest("hex").slice(0, 16);
  return { ...located, datasets: datasets as Record<Name | "train", Dataset>, fingerprint };
}
