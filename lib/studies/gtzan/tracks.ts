/** Tracks as a data set: numbers that were measured, genre, artist, and arrays where there is sound. */
import type { Tensor } from "../../core/tensor.ts";
import { type Dataset, dataset, type Schema } from "../../data/mod.ts";
import { MEANS } from "./columns.ts";

/** What is known of tracks, a value each. */
export interface Tracks {
  /** What they are called in messages, as a file is. */
  readonly name: string;
  /** Tells their data from all others. */
  readonly fingerprint: string;
  /** Names of the files. */
  readonly files: readonly string[];
  /** Their genres; none of tracks to answer. */
  readonly genres?: readonly string[];
  /** Where it is not known who made a track, its file stands for the artist. */
  readonly artists?: readonly string[];
  /** Titles, where they are known. */
  readonly titles?: readonly string[];
  /** Features by column. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** The sounds, a row for each track, where they are here. */
  readonly sounds?: Dataset;
}

/** Arrays of sounds that models read. */
const ARRAYS = ["mel", "frames", "wave"] as const;

/** The data set of tracks: texts "genre", "file", "artist", "title"; groups "artist", and "copies" of one recording;
 * tensors "mel", "frames" and "wave" where there is sound.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const numbers = { tempo: Float64Array.of(90, 120, 90) }, about = { name: "tracks", fingerprint: "0" };
 * const data = tracksData({ ...about, files: ["a", "b", "c"], genres: ["rap", "jazz", "rap"], numbers });
 * assertEquals([...data.groups("copies")], [0, 1, 0]);
 * ```
 */
export function tracksData(tracks: Tracks): Dataset {
  const { name, fingerprint, files, genres, numbers, sounds } = tracks;
  const { artists = files, titles = files } = tracks, columns = Object.keys(numbers);
  const audio = sounds?.texts("audio");
  const shown = {
    file: files,
    ...(genres && { label: genres, artist: artists }),
    ...(genres && audio && { audio }),
  };
  const incomplete = Array.from(files.keys())
    .filter((i) => columns.some((column) => Number.isNaN(numbers[column][i])));
  const tensorsOf = (of: string) => (rows: Int32Array): Tensor | Promise<Tensor> =>
    sounds!.tensor(of, rows);
  return dataset({
    ...{ file: name, rows: files.length, numbers, incomplete, fingerprint },
    schema: schemaOf(columns, audio !== undefined),
    texts: { ...(genres && { genre: genres }), file: files, artist: artists, title: titles },
    ...(sounds && { tensors: Object.fromEntries(ARRAYS.map((of) => [of, tensorsOf(of)])) }),
    table: {
      ...{ delimiter: ",", newline: "\n" as const, bom: false },
      header: Object.keys(shown),
      cells: files.map((_, i) => Object.values(shown).map((texts) => texts[i])),
    },
  });
}

function schemaOf(numbers: readonly string[], hasSound: boolean): Schema {
  const means = numbers.filter((name) => MEANS.includes(name));
  return {
    ...{ row: "track", task: "genre", identity: "copies", keys: {}, leaks: [] },
    columns: {
      ...Object.fromEntries(numbers.map((name) => [name, { kind: "number" as const }])),
      genre: { kind: "class", source: ["genre", "label"] },
      ...Object.fromEntries(
        ["file", "artist", "title"].map((
          name,
        ) => [name, { kind: "text" as const, optional: true }]),
      ),
    },
    groups: {
      artist: { text: "artist" },
      copies: hasSound ? { text: "audio" } : { numbers: means.length ? means : numbers },
    },
    caption: ["title", "artist"],
  };
}
