/** Tracks of playlists as a table of tags: a recording that stands in playlists of several subgenres has them all. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseCells, parseNumber, readBytes, type WideTable, wideTable } from "../../data/mod.ts";
import { tagDataset, type TagTable } from "./table.ts";

/** What is measured of a recording; all together tell it from others. */
const QUANTITIES = [
  ...["track_popularity", "danceability", "energy", "key", "loudness", "mode", "speechiness"],
  ...["acousticness", "instrumentalness", "liveness", "valence", "tempo", "duration_ms"],
];
const GENRE = "playlist_genre", SUBGENRE = "playlist_subgenre";

interface Rows {
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** The course's own files as a table: a row for each recording of `train.csv` and `data_EDM_full.csv`, its subgenres as
 * tags, in classes by genre; the rows of `test.csv` to answer.
 *
 * @returns undefined where the folder has no train.csv with subgenres
 * @throws {InputError} when a file cannot be read */
export function courseTable(dir: string): TagTable | undefined {
  const read = (name: string): Rows | undefined => {
    const path = join(dir, name);
    return existsSync(path) ? parseCells(readBytes(path), path) : undefined;
  };
  const train = read("train.csv"), edm = read("data_EDM_full.csv"), test = read("test.csv");
  const isOne = ({ header }: Rows) =>
    [...QUANTITIES, SUBGENRE].every((name) => header.includes(name));
  if (!train || !isOne(train)) return undefined;
  const recordings = new Map<string, { values: number[]; tags: Set<string> }>();
  const genres = new Map<string, string>();
  for (const rows of [train, ...edm && isOne(edm) ? [edm] : []]) {
    const at = (name: string) => rows.header.indexOf(name);
    const columns = QUANTITIES.map(at), [genre, subgenre] = [at(GENRE), at(SUBGENRE)];
    for (const row of rows.cells) {
      const tag = row[subgenre]?.trim();
      if (!tag) continue;
      const values = columns.map((column) => numberIn(row[column])), key = values.join(" ");
      const known = recordings.get(key) ?? { values, tags: new Set<string>() };
      recordings.set(key, known);
      known.tags.add(tag);
      genres.set(tag, row[genre]?.trim() || "Genre");
    }
  }
  const tags = [...genres.keys()].sort(), all = [...recordings.values()];
  const y = Uint8Array.from(all.flatMap((own) => tags.map((tag) => Number(own.tags.has(tag)))));
  const features = [...QUANTITIES.keys()], file = join(dir, "train.csv");
  const wide = tableOf(file, all.map(({ values }) => values));
  const asked = test && QUANTITIES.every((name) => test.header.includes(name))
    ? tableOf(
      join(dir, "test.csv"),
      test.cells.map((row) => QUANTITIES.map((name) => numberIn(row[test.header.indexOf(name)]))),
    )
    : undefined;
  return {
    name: "subgenres",
    train: tagDataset(wide, features, tags, y),
    ...(asked && { test: tagDataset(asked, features, tags) }),
    places: Object.fromEntries(
      tags.map((tag) => [tag, { class: genres.get(tag)!, category: genres.get(tag)! }]),
    ),
  };
}

const numberIn = (cell = ""): number => parseNumber(cell) ?? NaN;

const tableOf = (file: string, values: readonly (readonly number[])[]): WideTable =>
  wideTable(file, QUANTITIES, Float32Array.from(values.flat()));
