/** A file of tracks → Dataset. */
import {
  type Dataset,
  type LabelNeed,
  parseTable,
  type ReadOptions,
  readTable,
} from "../../data/mod.ts";
import { schema } from "./schema.ts";

/** What a file is for: train and edm need genres, train at least two of them; test and any need none. */
export type Role = "train" | "test" | "edm" | "any";

/** Which labels a file must have. */
export const LABELS: Readonly<Record<Role, LabelNeed>> = {
  train: "several",
  edm: "given",
  test: "any",
  any: "any",
};

/** How a file of tracks is to be read. */
export interface ReadTracksOptions extends Pick<ReadOptions, "name"> {
  /** What it is for, and so which columns it must have; "any" by default. */
  readonly as?: Role;
}

/** Reads and checks a file of tracks: tab, comma or semicolon between cells, UTF-8, with a header.
 *
 * @throws {InputError} as `readTable`
 * @example
 * ```ts ignore
 * const train = readTracks("data/course/train.csv", { as: "train" });
 * ```
 */
export const readTracks = (
  path: string,
  { as = "any", ...options }: ReadTracksOptions = {},
): Dataset => readTable(path, schema, { ...options, labels: LABELS[as] });

/** The same for a file already in memory, as bytes or as text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { QUANTITIES } from "./schema.ts";
 * const header = ["track_name", "track_album_name", "track_album_release_date", ...QUANTITIES].join("\t");
 * const one = parseTracks(`${header}\nYesterday\tHelp!\t1965-08-06${"\t0".repeat(13)}`, "one.csv");
 * assertEquals([one.texts("title")[0], one.numbers("year")[0], one.numbers("month")[0]], ["Yesterday", 1965, 8]);
 * ```
 */
export const parseTracks = (
  content: Uint8Array | string,
  file: string,
  { as = "any" }: ReadTracksOptions = {},
): Dataset => parseTable(content, file, schema, { labels: LABELS[as] });
