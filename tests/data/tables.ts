/** Small tables for the tests of the data room. */
import { QUANTITIES } from "../music.ts";

/** The course's columns of train.csv, in its order. */
export const COLUMNS = [
  "track_name",
  "track_popularity",
  "track_album_name",
  "track_album_release_date",
  "playlist_name",
  "playlist_id",
  "playlist_genre",
  "playlist_subgenre",
  ...QUANTITIES.slice(1),
];

/** test.csv has none of the playlist's columns. */
export const TEST_COLUMNS = COLUMNS.filter((name) => !name.startsWith("playlist_"));

const usual: Record<string, string> = {
  track_name: "Song",
  track_popularity: "50",
  track_album_name: "Album",
  track_album_release_date: "2019-06-14",
  playlist_name: "Mix",
  playlist_id: "p1",
  playlist_genre: "pop",
  playlist_subgenre: "dance pop",
  danceability: "0.7",
  energy: "0.8",
  key: "5",
  loudness: "-5.1",
  mode: "1",
  speechiness: "0.05",
  acousticness: "8.05e-5",
  instrumentalness: "0.0",
  liveness: "0.1",
  valence: "0.5",
  tempo: "120.03",
  duration_ms: "200000",
};

/** A row with the usual cells but for those given. */
export const cellsOf = (
  changes: Partial<Record<string, string>> = {},
  columns: readonly string[] = COLUMNS,
): string[] => columns.map((name) => changes[name] ?? usual[name] ?? "");

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A file of the given rows, each by what is unusual in it. */
export function fileOf(
  rows: readonly Partial<Record<string, string>>[],
  { columns = COLUMNS, delimiter = "\t", newline = "\n" } = {},
): string {
  return [columns, ...rows.map((changes) => cellsOf(changes, columns))]
    .map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter) + newline)
    .join("");
}

/** A file of two genres whose second row has these cells. */
export const faulty = (changes: Partial<Record<string, string>>): string =>
  fileOf([{ playlist_genre: "rock" }, changes, {}]);

/** The folder of the course's own files, where it is at hand. */
export const COURSE = Deno.env.get("COURSE_DATA");

/** For tests of the real files: they are ignored, and say so, where COURSE_DATA is not set. */
export function courseTest(name: string, body: (folder: string) => void | Promise<void>): void {
  Deno.test({
    name: COURSE ? name : `${name} (ignored: COURSE_DATA is not set)`,
    ignore: !COURSE,
    fn: () => body(COURSE!),
  });
}
