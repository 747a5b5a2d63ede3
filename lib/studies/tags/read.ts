/** The tables of tags in a folder, in any of the forms in which they are handed out. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError, shortened } from "../../core/errors.ts";
import {
  mulanTags,
  parseCells,
  parseNumber,
  parseWide,
  readBytes,
  type WideTable,
  wideTable,
} from "../../data/mod.ts";
import { courseTable } from "./course.ts";
import { readPlaces } from "./places.ts";
import { tagDataset, tagsFrom, type TagTable } from "./table.ts";

/** Reads every table of tags in a folder, in the order of their names:
 *
 * - a challenge's own files, `train_X*.csv`, `train_y*.csv`, `test_X*.csv` and `*labels*.csv`: an id, then scores from 0
 *   to 1, or tags; the rows of X and y in one order;
 * - `NAME.csv` beside `NAME_labels.csv` (columns tag and class), with `NAME_test.csv` where there are rows to answer;
 * - `NAME.arff` beside `NAME.xml`, as Mulan has them, where there is no NAME.csv;
 * - the course's `train.csv`, its subgenres as tags (see `courseTable`).
 *
 * @throws {InputError} when a file cannot be used, or there is none */
export function readTagTables(dir: string): TagTable[] {
  const files = readdirSync(dir).sort();
  const pick = (pattern: RegExp) => files.find((file) => pattern.test(file));
  const x = pick(/^train_x.*\.csv$/i), y = pick(/^train_y.*\.csv$/i);
  const isBeside = (file: string) =>
    /_labels\.csv$/i.test(file) && files.includes(file.replace(/_labels\.csv$/i, ".csv"));
  const labels = files.find((file) => /labels.*\.csv$/i.test(file) && !isBeside(file));
  const tables: TagTable[] = [];
  if (x || y) {
    const missing = x ? "train_y*.csv" : "train_X*.csv";
    if (!x || !y) {
      throw new InputError("half of a challenge's files", {
        file: dir,
        found: x ?? y,
        expected: missing,
      });
    }
    tables.push(
      challenge(dir, { x, y, test: pick(/^test_x.*\.csv$/i), labels }),
    );
  }
  for (const file of files) {
    const name = file.replace(/\.(csv|arff)$/i, ""), has = (other: string) => files.includes(other);
    if (/\.csv$/i.test(file) && has(`${name}_labels.csv`)) {
      tables.push(named(dir, name, has(`${name}_test.csv`)));
    } else if (/\.arff$/i.test(file) && !has(`${name}.csv`) && !/_test\.arff$/i.test(file)) {
      if (!has(`${name}.xml`)) {
        throw new InputError("no list of its tags beside it", {
          file: join(dir, file),
          expected: `${name}.xml`,
        });
      }
      tables.push(mulan(dir, name, has(`${name}_test.arff`)));
    }
  }
  const course = courseTable(dir);
  if (course) tables.push(course);
  if (tables.length > 0) return tables;
  throw new InputError("no table of tags", {
    file: dir,
    found: files.slice(0, 8).join(", ") || "no files",
    expected:
      "train_X*.csv with train_y*.csv, NAME.csv with NAME_labels.csv, or NAME.arff with NAME.xml",
  });
}

const wide = (dir: string, file: string): WideTable =>
  parseWide(readBytes(join(dir, file)), join(dir, file));

/** Positions 0 … n − 1. */
const all = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function challenge(
  dir: string,
  files: { x: string; y: string; test?: string; labels?: string },
): TagTable {
  const x = wide(dir, files.x), y = wide(dir, files.y), tags = y.names;
  const odd = all(Math.max(x.rows, y.rows)).find((i) => x.ids[i] !== y.ids[i]);
  if (odd !== undefined) {
    throw new InputError(`the rows of ${files.y} are not those of ${files.x}`, {
      ...{ file: y.file, row: odd + 2, column: y.id },
      found: y.ids[odd] ?? "no row",
      expected: shortened(x.ids[odd] ?? "no row"),
    });
  }
  checkShares(x);
  const test = files.test === undefined ? undefined : wide(dir, files.test);
  if (test) checkShares(test);
  return {
    name: "tags",
    train: tagDataset(x, all(x.names.length), tags, tagsFrom(y, all(tags.length))),
    ...(test && { test: tagDataset(test, columnsOf(test, x.names), tags) }),
    places: readPlaces(tags, files.labels === undefined ? undefined : join(dir, files.labels)),
  };
}

/** Scores lie between 0 and 1. */
function checkShares({ file, names, data }: WideTable): void {
  const k = names.length, odd = data.findIndex((value) => !(value >= 0 && value <= 1));
  if (odd < 0) return;
  throw new InputError("no score", {
    ...{ file, row: Math.floor(odd / k) + 2, column: names[odd % k] },
    found: Number.isNaN(data[odd]) ? "nothing" : Number(data[odd].toPrecision(7)),
    expected: "a number from 0 to 1",
  });
}

function named(dir: string, name: string, hasTest: boolean): TagTable {
  const table = wide(dir, `${name}.csv`), labels = join(dir, `${name}_labels.csv`);
  const places = readPlaces(undefined, labels), tags = Object.keys(places);
  return split(
    name,
    table,
    tags,
    labels,
    places,
    hasTest ? wide(dir, `${name}_test.csv`) : undefined,
  );
}

function mulan(dir: string, name: string, hasTest: boolean): TagTable {
  const xml = join(dir, `${name}.xml`), tags = mulanTags(readBytes(xml), xml);
  const test = hasTest ? arff(join(dir, `${name}_test.arff`)) : undefined;
  return split(name, arff(join(dir, `${name}.arff`)), tags, xml, readPlaces(tags), test);
}

/** Tags and what they are learnt from stand in one table. */
function split(
  name: string,
  table: WideTable,
  tags: readonly string[],
  list: string,
  places: TagTable["places"],
  test?: WideTable,
): TagTable {
  const at = tags.map((tag) => table.names.indexOf(tag)), isTag = new Set(at);
  const unknown = tags.find((_, i) => at[i] < 0);
  if (unknown !== undefined) {
    throw new InputError("a tag that the table does not have", {
      ...{ file: list, found: unknown },
      expected: `a column of ${basename(table.file)}`,
    });
  }
  const features = all(table.names.length).filter((j) => !isTag.has(j));
  const names = features.map((j) => table.names[j]);
  return {
    ...{ name, places },
    train: tagDataset(table, features, tags, tagsFrom(table, at)),
    ...(test && { test: tagDataset(test, columnsOf(test, names), tags) }),
  };
}

/** Where the columns that are learnt from stand in another table. */
function columnsOf({ file, names }: WideTable, wanted: readonly string[]): number[] {
  const at = wanted.map((name) => names.indexOf(name)),
    missing = wanted.filter((_, i) => at[i] < 0);
  if (missing.length === 0) return at;
  throw new InputError(`${missing.length} columns of the rows to learn from are missing`, {
    ...{ file, row: 1 },
    expected: missing.slice(0, 5).map(shortened).join(", ") + (missing.length > 5 ? ", …" : ""),
  });
}

/** A table of ARFF, whose rows are called by their numbers. */
function arff(path: string): WideTable {
  const { header, cells, lines } = parseCells(readBytes(path), path), k = header.length;
  const data = new Float32Array(cells.length * k);
  for (const [i, row] of cells.entries()) {
    for (let j = 0; j < k; j++) {
      const value = parseNumber(row[j]);
      if (value === undefined) {
        throw new InputError(`not a number (line ${lines?.[i]} of the file)`, {
          ...{ file: path, column: header[j], found: row[j] },
          expected: "a finite number, or ?",
        });
      }
      data[i * k + j] = value;
    }
  }
  return { ...wideTable(path, header, data), lines };
}
