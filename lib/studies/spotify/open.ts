/** The course's files: where they are, read and checked, all of them, before anything is computed. */
import { basename } from "node:path";
import { InputError, printable } from "../../core/errors.ts";
import { checkUsable, type Dataset, spellingKey } from "../../data/mod.ts";
import { described, openTables } from "../../publish/data_folder.ts";
import type { DataPlace, OpenedData } from "../../publish/study.ts";
import { LABELS } from "./read.ts";
import { schema } from "./schema.ts";

/** Which model's answers: the base one, all features, or with the sixth genre. */
export type PredictionKind = "base" | "full" | "edm";

/** The course's files, read and checked. */
export interface Course extends OpenedData {
  /** train.csv: the five genres to learn from. */
  readonly train: Dataset;
  /** test.csv: what is to be predicted. */
  readonly test: Dataset;
  /** The sixth genre; undefined where the folder holds no data_EDM_full.csv. */
  readonly edm?: Dataset;
}

/** Where the course's files may lie. */
export const place: DataPlace = {
  variable: "COURSE_DATA",
  folder: "course",
  sample: "sample",
  called: "the course's files",
  files: ["train.csv", "test.csv"],
  optional: ["data_EDM_full.csv"],
};

const TABLES = {
  train: { file: "train.csv", labels: LABELS.train },
  test: { file: "test.csv", labels: LABELS.test },
  edm: { file: "data_EDM_full.csv", labels: LABELS.edm },
};

/** Finds, reads and checks train.csv, test.csv and, where it is there, data_EDM_full.csv.
 *
 * @param options.data a folder, relative to the working directory; it goes before everything else
 * @param options.now no track is released later than in the year after
 * @throws {InputError} when the folder or a file is missing, a file cannot be read (see `readTracks`) or learnt from
 * (a column empty throughout, a genre of few rows), a column holds what it cannot (values beyond its range, another
 * unit than in train.csv), or the files do not belong together
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { PROJECT_ROOT } from "../../core/places.ts";
 * const { train, edm } = await openCourse({ data: `${PROJECT_ROOT}/data/sample` });
 * assertEquals([...new Set(train.texts("genre"))].sort(), ["latin", "pop", "r&b", "rap", "rock"]);
 * assertEquals(new Set(edm?.texts("genre")), new Set(["edm"]));
 * ```
 */
export function openCourse(options: { data?: string; now?: Date } = {}): Promise<Course> {
  return Promise.resolve().then(() => open(options.data, options.now ?? new Date()));
}

function open(data: string | undefined, now: Date): Course {
  const opened = openTables(place, schema, TABLES, data), { datasets } = opened;
  const { train, test, edm }: { train: Dataset; test: Dataset; edm?: Dataset } = datasets;
  checkTogether(train, edm);
  const warnings = checkUsable(
    train,
    [{ data: test }, ...edm ? [{ data: edm, instead: WITHOUT }] : []],
    now,
  ).map(printable);
  const details = detailsOf({ train, test, edm, warnings });
  return described({ ...opened, train, test, edm, warnings, details });
}

const WITHOUT = "add rows; without the file the parts on the sixth genre are left out";

function checkTogether(train: Dataset, edm: Dataset | undefined): void {
  const known = new Set(train.texts("genre").map(spellingKey)), genres = edm?.texts("genre") ?? [];
  const again = genres.findIndex((genre) => known.has(spellingKey(genre)));
  if (again < 0) return;
  throw new InputError("this genre is in train.csv already", {
    file: edm!.file,
    row: again + 2,
    column: "playlist_genre",
    found: genres[again],
    expected: "a genre that train.csv does not have",
  });
}

/** How much there is, and what is missing or strange. */
function detailsOf(
  { train, test, edm, warnings }: Pick<Course, "train" | "test" | "edm" | "warnings">,
): string {
  const count = (n: number) => `${n.toLocaleString("en-US")} row${n === 1 ? "" : "s"}`;
  const names = (genres: readonly string[] = []) => {
    const all = [...new Set(genres)].sort(),
      shown = all.slice(0, 20).map((name) => name.slice(0, 60));
    return [...shown, ...all.length > 20 ? [`${all.length - 20} more`] : []].join(", ");
  };
  const parts = [
    `train.csv: ${count(train.rows)}, genres ${names(train.texts("genre"))}.`,
    `test.csv: ${count(test.rows)} to predict.`,
    edm
      ? `data_EDM_full.csv: ${count(edm.rows)}, ${names(edm.texts("genre"))}.`
      : "data_EDM_full.csv is not there, so the parts on the sixth genre are left out.",
  ];
  const lack = (tracks: Dataset, then: string) => {
    const n = tracks.rows - tracks.complete.length;
    if (n === 0) return;
    const verb = n === 1 ? "lacks" : "lack";
    parts.push(`${count(n)} of ${basename(tracks.file)} ${verb} a quantity or a date: ${then}.`);
  };
  lack(train, "left out of training");
  lack(test, "imputed by the training median");
  if (edm) lack(edm, "left out of training");
  for (const { table, file } of [train, test, ...edm ? [edm] : []]) {
    const n = table.blankRows ?? 0, where = `below the last track of ${basename(file)}`;
    if (n > 0) {
      parts.push(`${count(n)} without a value ${where} ${n === 1 ? "is" : "are"} left out.`);
    }
  }
  if (test.table.header.includes("playlist_genre")) {
    parts.push("test.csv has a column playlist_genre: predictions replace it.");
  }
  return printable([...parts, ...warnings].join(" "));
}
