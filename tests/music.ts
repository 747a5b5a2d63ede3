/** A table for the engine's tests: tracks of a genre, in the form of data/sample. The engine knows no study, and its
 * tests ask none. */
import { type Features, numeric as numericColumns } from "../lib/features/mod.ts";
import {
  checkUsable,
  type Dataset,
  type LabelNeed,
  parseTable,
  type ReadOptions,
  readTable,
  type Schema,
} from "../lib/data/mod.ts";
import { openTables } from "../lib/publish/data_folder.ts";
import type { Words } from "../lib/show/words.ts";
import { courseFile } from "./needs.ts";

/** The 13 audio quantities, in the order of the files. */
export const QUANTITIES = [
  "track_popularity",
  "danceability",
  "energy",
  "key",
  "loudness",
  "mode",
  "speechiness",
  "acousticness",
  "instrumentalness",
  "liveness",
  "valence",
  "tempo",
  "duration_ms",
] as const;

/** Name of one of them. */
export type Quantity = typeof QUANTITIES[number];

const AUDIO = QUANTITIES.filter((name) => name !== "track_popularity");
const share = { kind: "number", range: [0, 1] } as const;

/** What the columns mean. */
export const schema: Schema = {
  row: "track",
  columns: {
    title: { kind: "text", source: "track_name" },
    album: { kind: "text", source: "track_album_name" },
    date: {
      kind: "date",
      source: "track_album_release_date",
      parts: ["year", "month", "day"],
      range: [1860, "next year"],
    },
    track_popularity: { kind: "number", range: [0, 100] },
    danceability: share,
    energy: share,
    key: { kind: "number", whole: true, range: [-1, 11] },
    loudness: { kind: "number", unit: "dB", range: [-60, 10] },
    mode: { kind: "number", whole: true, range: [0, 1] },
    speechiness: share,
    acousticness: share,
    instrumentalness: share,
    liveness: share,
    valence: share,
    tempo: { kind: "number", unit: "BPM", range: [0, 300] },
    duration_ms: { kind: "number", unit: "ms", range: [1000, 86_400_000] },
    genre: { kind: "class", source: "playlist_genre" },
    subgenre: { kind: "class", source: "playlist_subgenre", optional: true },
  },
  task: "genre",
  groups: {
    audio: { numbers: AUDIO },
    album: { text: ["track_album_id", "track_album_name"] },
    playlist: { text: ["playlist_id", "playlist_name"] },
    artist: { text: "track_artist" },
  },
  identity: "audio",
  keys: {
    date: { numbers: ["year", "month", "day"], separator: "-" },
    audio: { numbers: AUDIO, separator: " " },
    album: { text: "album" },
    title: { text: "title" },
  },
  caption: ["title", "album", "year"],
  leaks: ["playlist_subgenre", "playlist_id", "playlist_name"],
};

/** Colours for tests of figures. */
export const words: Words = {
  rows: "tracks",
  task: "genre",
  colours: {
    latin: "#e69f00",
    pop: "#cc79a7",
    "r&b": "#0072b2",
    rap: "#009e73",
    rock: "#d55e00",
    edm: "#56b4e9",
  },
  units: { tempo: "BPM", loudness: "dB" },
};

/** What a file is for: train and edm need genres, train at least two of them; test and any need none. */
export type Role = "train" | "test" | "edm" | "any";
const LABELS: Readonly<Record<Role, LabelNeed>> = {
  ...{ train: "several", edm: "given", test: "any", any: "any" },
};
type TrackOptions = Pick<ReadOptions, "name"> & { readonly as?: Role };

/** A file of tracks. */
export const readTracks = (path: string, { as = "any", ...options }: TrackOptions = {}): Dataset =>
  readTable(path, schema, { ...options, labels: LABELS[as] });

/** The same of its content. */
export const parseTracks = (
  content: Uint8Array | string,
  file: string,
  { as = "any" }: TrackOptions = {},
): Dataset => parseTable(content, file, schema, { labels: LABELS[as] });

let course: Dataset | undefined;
/** The course's train.csv, read once for all tests of an isolate, where it is here. */
export const courseTracks = (): Dataset =>
  course ??= readTracks(courseFile("train.csv")!, { as: "train" });

/** The files that COURSE_DATA names, or the sample, read and checked. */
export function openMusic({ data, now = new Date() }: { data?: string; now?: Date } = {}) {
  const opened = openTables(
    {
      ...{ variable: "COURSE_DATA", folder: "course", sample: "sample", called: "the files" },
      ...{ files: ["train.csv", "test.csv"], optional: ["data_EDM_full.csv"] },
    },
    schema,
    {
      train: { file: "train.csv", labels: "several" },
      test: { file: "test.csv", labels: "any" },
      edm: { file: "data_EDM_full.csv", labels: "given" },
    },
    data,
  );
  const { train, test, edm }: { train: Dataset; test: Dataset; edm?: Dataset } = opened.datasets;
  checkUsable(train, [{ data: test }, ...edm ? [{ data: edm }] : []], now);
  return { ...opened, train, test, edm };
}

/** Quantities, and the year where it is asked for, as columns. */
export function numeric(
  { quantities = QUANTITIES, year = false }: { quantities?: readonly string[]; year?: boolean } =
    {},
): Features {
  const { fit } = numericColumns({ columns: [...quantities, ...year ? ["year"] : []] });
  return { name: "numeric", settings: { quantities, year }, fit };
}
