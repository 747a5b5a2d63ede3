/** The tables of tags: where they are, read and checked; for want of them the twin. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { printable } from "../../core/errors.ts";
import { type Dataset, wideTable } from "../../data/mod.ts";
import { described, locateData } from "../../publish/data_folder.ts";
import { SESSION_VARIABLES } from "../../publish/session_variables.ts";
import type { DataPlace, OpenedData } from "../../publish/study.ts";
import { readTagTables } from "./read.ts";
import { oddities, tagDataset, type TagPlace, type TagTable } from "./table.ts";
import { keptTwin, type TwinTracks } from "./twin/kept.ts";

/** The tables, read and checked. */
export interface Tags extends OpenedData {
  /** In the order of their names; a challenge's comes first. */
  readonly tables: readonly TagTable[];
  /** The first table's rows to learn from. */
  readonly train: Dataset;
  /** Its rows to answer; undefined where there are none. */
  readonly test?: Dataset;
  /** Where its tags belong. */
  readonly places: Readonly<Record<string, TagPlace>>;
}

/** Rows of the twin where nothing is said: enough to see everything, in seconds. */
const TWIN_ROWS = 2000;

/** Where the tables may lie. */
export const place: DataPlace = {
  variable: "TAGS_DATA",
  folder: "tags",
  generator: "lib/studies/tags/twin",
  called: "tables of tags",
  files: ["NAME.csv", "NAME_labels.csv"],
  optional: [
    "NAME_test.csv",
    "train_X.csv and train_y.csv of a challenge",
    "NAME.arff and NAME.xml",
  ],
  holds: (dir) => existsSync(dir) && readdirSync(dir).some((file) => /\.(csv|arff)$/i.test(file)),
};

/** Finds, reads and checks every table of tags in the folder; for want of one it draws the twin.
 *
 * @param options.rows of the twin
 * @param options.out its tracks are kept in the folder `cache` of it
 * @throws {InputError} as `readTagTables`, or when there is no such folder
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { origin, train } = await openTags({ rows: 20 });
 * assertEquals(train.rows, origin === "sample" ? 20 : train.rows);
 * ```
 */
export async function openTags(
  options: { data?: string; rows?: number; out?: string } = {},
): Promise<Tags> {
  const located = locateData(place, options.data), isMade = located.origin === "sample";
  const rows = options.rows ?? (Number(Deno.env.get(SESSION_VARIABLES.rows)) || TWIN_ROWS);
  const cache = options.out && join(options.out, "cache");
  const tables = isMade ? [await madeTable(rows, cache)] : readTagTables(located.dir);
  const [{ train, test, places }] = tables, warnings = tables.flatMap(oddities).map(printable);
  const datasets: Record<string, Dataset> & { train: Dataset } = { train, ...(test && { test }) };
  for (const table of tables.slice(1)) {
    datasets[table.name] = table.train;
    if (table.test) datasets[`${table.name} test`] = table.test;
  }
  const exports = tables.filter(({ test }) => test).map(({ name }) => ({
    ...{ name, part: "05" },
    ...name === tables[0].name
      ? { of: "test", classes: ["train"] }
      : { of: `${name} test`, classes: [name] },
  }));
  const hash = createHash("sha256");
  for (const data of Object.values(datasets)) hash.update(data.fingerprint);
  return described({
    ...located,
    ...(isMade &&
      { source: `the twin, ${rows} tracks made by code, for want of ${place.called}` }),
    ...{ tables, train, test, places, datasets, exports, warnings },
    fingerprint: hash.digest("hex").slice(0, 16),
    details: printable([...tables.map(sizeOf), ...warnings].join(" ")),
  });
}

function sizeOf({ name, train, test, places }: TagTable): string {
  const tags = Object.keys(places).length,
    classes = new Set(Object.values(places).map((at) => at.class));
  const asked = test ? `, ${test.rows} to answer` : "";
  const lacking = train.rows - train.complete.length;
  const without = lacking ? ` ${lacking} of them lack a number, which becomes the median.` : "";
  return `${name}: ${train.rows} tracks with ${tags} ${tags === 1 ? "tag" : "tags"} (${
    [...classes].join(", ")
  })${asked}.${without}`;
}

/** The twin as a table; a quarter as many further tracks are to be answered. */
async function madeTable(rows: number, cache?: string): Promise<TagTable> {
  const known = await keptTwin({ rows }, cache);
  const asked = await keptTwin({ rows: Math.ceil(rows / 4), seed: 2 }, cache);
  const { tags, categories } = known.world;
  const places = Object.fromEntries(
    categories.flatMap(({ tags: own, name, class: of }) =>
      own.map((tag) => [tags[tag], { class: of, category: name }])
    ),
  );
  const test = twinData(asked, "asked", { labelled: false });
  return { name: "tags", train: twinData(known, "track"), test, places };
}

/** Tracks of the twin as a data set.
 *
 * @param name of its rows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { twin } from "./twin/twin.ts";
 * assertEquals(twinData(twin({ rows: 3 }), "track").rows, 3);
 * ```
 */
export function twinData(
  { rows, scores, tags: said, world: { tags, categories } }: TwinTracks,
  name: string,
  { labelled = true } = {},
): Dataset {
  const names = [...tags, ...categories.map(({ name }) => name)];
  const ids = Array.from({ length: rows }, (_, i) => `${name} ${i + 1}`);
  const table = wideTable(name, names, scores, { id: "ChallengeID", ids });
  return tagDataset(table, [...names.keys()], tags, labelled ? said : undefined);
}
