/** Tracks of the study: audio, tables of features, or both; for want of them, clips made by code. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ALL_COLUMNS, madeSounds, openSounds, type Sounds } from "../../audio/mod.ts";
import { InputError, printable } from "../../core/errors.ts";
import { allRows, type Dataset } from "../../data/mod.ts";
import { described, locateData } from "../../publish/data_folder.ts";
import { SESSION_VARIABLES } from "../../publish/session.ts";
import type { DataPlace, OpenedData } from "../../publish/study.ts";
import { progress } from "../../show/mod.ts";
import { MOMENTS, sourceOfMoment } from "./columns.ts";
import { type PublishedSplits, readSplits } from "./published_splits.ts";
import { type FeatureTables, readFeatures, readTables } from "./tables.ts";
import { type Tracks, tracksData } from "./tracks.ts";

/** The tracks, found and checked. */
export interface Gtzan extends OpenedData, PublishedSplits {
  /** Labelled tracks; their features are there where tables tell them, else `hear` measures them. */
  readonly train: Dataset;
  /** Tracks to answer; undefined where there are none. */
  readonly test?: Dataset;
  /** The sounds, where they are here: rows as in `train` and `test`. */
  readonly sounds?: Pick<Sounds, "hear" | "clips">;
  /** What is measured of the sounds themselves: rows and columns of `train`; undefined where there is no sound. */
  measured?(): Promise<Dataset>;
  /** The tracks with all features that there are: those of tables, or, for want of them, measured on all cores. */
  hear(): Promise<{ readonly train: Dataset; readonly test?: Dataset }>;
}

/** Where the tracks may lie. */
export const place: DataPlace = {
  variable: "GTZAN_DATA",
  folder: "gtzan",
  generator: "lib/audio/clips",
  called: "tracks of known genre",
  files: ["a folder of audio for each genre"],
  optional: [
    "manifest.csv",
    "tables of features (174, 57)",
    "tables of splits",
    "test/, tracks to answer",
  ],
  holds: (dir) => existsSync(dir) && readdirSync(dir).some((name) => !name.startsWith(".")),
};

/** Frames of mel pictures and of sequences: 22 and 5 a second. */
const ARRAYS = { nMels: 64, hopLength: 1024, averaged: 8 };

/** Clips of each style that code makes, where nothing else is said. */
const CLIPS = { perStyle: 8, artists: 4, seconds: 6, test: 2 };

/** Finds the tracks. What is measured of sounds is kept in the folder `cache` of `out`, in memory without it.
 *
 * @param options.rows of clips that code makes
 * @throws {InputError} when there is no such folder, nothing in it can be used, or a table cannot be read
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { origin, train } = await openGtzan({ rows: 20 });
 * assertEquals(train.rows, origin === "sample" ? 20 : train.rows);
 * ```
 */
export async function openGtzan(
  options: { data?: string; out?: string; rows?: number } = {},
): Promise<Gtzan> {
  const located = locateData(place, options.data), isMade = located.origin === "sample";
  const cache = options.out && join(options.out, "cache");
  const rows = options.rows ?? Number(Deno.env.get(SESSION_VARIABLES.rows));
  const perStyle = rows ? Math.max(2, Math.round(rows / 10)) : CLIPS.perStyle;
  const tables = isMade ? [] : readTables(located.dir), features = readFeatures(tables);
  const sounds = isMade
    ? madeSounds({ ...CLIPS, perStyle, cache, arrays: ARRAYS })
    : await soundsOf(located.dir, cache, features !== undefined);
  const found = features && tracksOfTables(features, sounds) || sounds && tracksOfSounds(sounds);
  if (!found) {
    throw new InputError("neither audio nor a table of features", {
      file: located.dir,
      expected: "a folder of audio for each genre, or CSV files of features",
    });
  }
  const splits = readSplits(tables, found.train.files);
  const artists = splits.artists &&
    found.train.files.map((file, i) => splits.artists![i] ?? file);
  const known = { train: { ...found.train, ...(artists && { artists }) }, test: found.test };
  checkGenres(known.train);
  const train = tracksData(known.train), test = known.test && tracksData(known.test);
  const notes = [
    ...features?.notes ?? [],
    ...found.notes,
    ...isMade ? [] : emptyFolders(located.dir, sounds),
  ];
  const warnings = [...sounds?.warnings ?? [], ...notes].map(printable);
  const hash = createHash("sha256").update(train.fingerprint).update(test?.fingerprint ?? "");
  for (const table of tables) hash.update(table.fingerprint);
  const measure = (tracks: Tracks): Promise<Tracks> => measured(tracks);
  return described({
    ...located,
    ...(isMade && { source: `clips made by code, for want of ${place.called}` }),
    ...{ ...splits, train, test, warnings },
    ...(known.train.sounds && {
      sounds: {
        hear: (row: number, of?: "train" | "test") =>
          sounds!.hear(of === "test" ? row : found.rows?.[row] ?? row, of),
        clips: sounds!.clips,
      },
      measured: async () => tracksData(await measure(known.train)),
    }),
    async hear() {
      const [own, asked] = await Promise.all(
        [known.train, known.test].map((tracks) =>
          tracks && (Object.keys(tracks.numbers).length > 0 ? tracks : measure(tracks))
        ),
      );
      return { train: tracksData(own!), ...(asked && { test: tracksData(asked) }) };
    },
    datasets: { train, ...(test && { test }) },
    exports: test
      ? [{ name: "gtzan", part: "05", of: "test", classes: ["train"], withProbabilities: true }]
      : [],
    fingerprint: hash.digest("hex").slice(0, 16),
    details: detailsOf(train, test, sounds !== undefined, features, warnings),
  });
}

/** Tracks to learn from and to answer. */
interface Found {
  readonly train: Tracks;
  readonly test?: Tracks;
  readonly notes: readonly string[];
  /** Rows of the sounds that the labelled tracks are, where they are not those themselves. */
  readonly rows?: Int32Array;
}

/** The sounds of a folder; of one that has tables there may be none. */
async function soundsOf(dir: string, cache: string | undefined, hasTables: boolean) {
  let bar: ReturnType<typeof progress> | undefined, last = "";
  try {
    return await openSounds(dir, {
      ...{ cache, arrays: ARRAYS },
      onProgress(done, total, what) {
        if (what !== last || done <= 1) bar = progress(what, total);
        last = what;
        bar?.update(done);
        if (done === total) void bar?.end();
      },
    });
  } catch (error) {
    if (hasTables && error instanceof InputError && /no sound/.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}

/** Tracks of which nothing is known but their sound. */
const about = (data: Dataset): Tracks => ({
  ...{ name: data.file, fingerprint: data.fingerprint, numbers: {}, sounds: data },
  ...{ files: data.texts("file"), titles: data.texts("title") },
});

function tracksOfSounds({ train, test }: Sounds): Found {
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
function tracksOfTables(
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

/** All that is measured of sounds. */
async function measured(tracks: Tracks): Promise<Tracks> {
  const { data } = await tracks.sounds!.tensor("described", allRows(tracks.sounds!));
  const d = ALL_COLUMNS.length,
    column = (name: string) => {
      const at = ALL_COLUMNS.indexOf(name);
      return Float64Array.from(tracks.files, (_, i) => data[i * d + at]);
    };
  const names = [...ALL_COLUMNS, ...MOMENTS.filter((name) => !ALL_COLUMNS.includes(name))];
  return {
    ...tracks,
    numbers: Object.fromEntries(names.map((name) => [name, column(sourceOfMoment(name))])),
  };
}

/** Folders of a genre without a track: the genre is not known to any model, which a reader should hear. */
function emptyFolders(dir: string, sounds: Sounds | undefined): string[] {
  if (!sounds || existsSync(join(dir, "manifest.csv"))) return [];
  const files = ["train", "test"].flatMap((of) =>
    sounds[of as "train" | "test"]?.texts("file") ?? []
  );
  const empty = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name).filter((name) => !files.some((file) => file.startsWith(`${name}/`)));
  return empty.length ? [`Without a track that can be heard: the folder ${empty.join(", ")}.`] : [];
}

function checkGenres({ name, genres }: Tracks): void {
  const found = [...new Set(genres)];
  if (found.length > 1) return;
  throw new InputError("nothing to tell apart", {
    ...{ file: name, found: found.length ? `${found[0]} alone` : "no genre" },
    expected: "two genres at least: a folder for each",
  });
}

function detailsOf(
  train: Dataset,
  test: Dataset | undefined,
  hasSound: boolean,
  features: FeatureTables | undefined,
  warnings: readonly string[],
): string {
  const genres = new Set(train.texts("genre")), asked = test ? `, ${test.rows} to answer` : "";
  const of = [...hasSound ? ["audio"] : [], ...features ? ["tables of features"] : []].join(
    " and ",
  );
  return printable(
    [`${train.rows} tracks of ${genres.size} genres${asked}, as ${of}.`, ...warnings].join(" "),
  );
}
