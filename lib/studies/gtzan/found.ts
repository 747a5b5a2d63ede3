/** Tracks as sounds tell them, or tables, or both together. */
import { basename } from "node:path";
import type { Sounds } from "../../audio/mod.ts";
import type { Dataset } from "../../data/mod.ts";
import type { FeatureTables } from "./tables.ts";
import type { Tracks } from "./tracks.ts";

/** Tracks to learn from and to answer. */
export interface Found {
  readonly train: Tracks;
  readonly test?: Tracks;
  readonly notes: readonly string[];
  /** Rows of the sounds that the labelled tracks are, where they are not those themselves. */
  readonly rows?: Int32Array;
}

/** Tracks of which nothing is known but their sound. */
const about = (data: Dataset): Tracks => ({
  ...{ name: data.file, fingerprint: data.fingerprint, numbers: {}, sounds: data },
  ...{ files: data.texts("file"), titles: data.texts("title") },
});

/** Tracks as a folder of sounds tells them. */
export function tracksOfSounds({ train, test }: Sounds): Found {
  return {
    train: {
      ...about(train),
      ...(train.has("label") && { genres: train.texts("label") }),
      artists: train.texts("group"),
    },
    test: test && about(test),
    notes: [],
  };
}

/** Tracks as tables tell them, those without a label to be answered; with the sounds of the same files, where there are
 * some. */
export function tracksOfTables(
  { name, fingerprint, files, labels, numbers }: FeatureTables,
  sounds: Sounds | undefined,
): Found {
  const all = files ?? labels.map((_, i) => `row ${i + 2}`);
  const rows = Array.from(labels.keys());
  const take = (rows: readonly number[]): Tracks => ({
    ...{ name, fingerprint, files: rows.map((i) => all[i]) },
    numbers: Object.fromEntries(
      Object.entries(numbers).map((
        [of, values],
      ) => [of, Float64Array.from(rows, (i) => values[i])]),
    ),
  });
  const known = rows.filter((i) => labels[i].trim() !== ""),
    asked = rows.filter((i) => labels[i].trim() === "");
  const train = { ...take(known), genres: known.map((i) => labels[i]) };
  const heard = sounds && withSounds(train, sounds);
  return {
    train: heard?.train ?? train,
    test: asked.length > 0 ? take(asked) : sounds?.test && about(sounds.test),
    ...{ notes: heard?.notes ?? [], rows: heard?.rows },
  };
}

/** The tracks of which there is a sound, with these. */
function withSounds(
  tracks: Tracks & { readonly genres: readonly string[] },
  { train }: Sounds,
): Found {
  const at = new Map(train.texts("file").map((file, row) => [basename(file), row]));
  const rows = tracks.files.map((file) => at.get(basename(file)));
  const kept = Array.from(rows.keys()).filter((i) => rows[i] !== undefined);
  if (kept.length === 0) {
    return {
      train: tracks,
      notes: ["The tables are of other files than the audio, which is left aside."],
    };
  }
  const own = Int32Array.from(kept, (i) => rows[i]!), left = tracks.files.length - kept.length;
  const pick = <T>(values: ArrayLike<T>) => kept.map((i) => values[i]);
  return {
    train: {
      ...{ ...tracks, files: pick(tracks.files), genres: pick(tracks.genres) },
      artists: Array.from(own, (row) => train.texts("group")[row]),
      titles: Array.from(own, (row) => train.texts("title")[row]),
      numbers: Object.fromEntries(
        Object.entries(tracks.numbers).map(([of, values]) => [of, Float64Array.from(pick(values))]),
      ),
      sounds: rowsOf(train, own),
    },
    rows: own,
    notes: left > 0
      ? [`${left} row${left > 1 ? "s" : ""} of the tables with no sound here: left out.`]
      : [],
  };
}

/** Some rows of the sounds, as far as tracks ask for them. */
const rowsOf = (data: Dataset, rows: Int32Array): Dataset => ({
  ...data,
  rows: rows.length,
  texts: (name) => Array.from(rows, (row) => data.texts(name)[row]),
  tensor: (name, own) => data.tensor(name, own.map((i) => rows[i])),
});
