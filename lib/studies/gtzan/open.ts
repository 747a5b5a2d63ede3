/** Tracks of the study: audio, tables of features, or both; for want of them, clips made by code. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ALL_COLUMNS, madeSounds, openSounds, type Sounds } from "../../audio/mod.ts";
import { InputError, printable } from "../../core/errors.ts";
import { allRows, type Dataset } from "../../data/mod.ts";
import { described, locateData } from "../../publish/data_folder.ts";
import { SESSION_VARIABLES } from "../../publish/session_variables.ts";
import type { DataPlace, OpenedData } from "../../publish/study.ts";
import { progressBars } from "../../show/mod.ts";
import { MOMENTS, sourceOfMoment } from "./columns.ts";
import { tracksOfSounds, tracksOfTables } from "./found.ts";
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
    ? madeSounds({ ...CLIPS, perStyle, cache, arrays: ARRAYS, onProgress: progressBars() })
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
      measured: async () => tracksData(await measured(known.train)),
    }),
    async hear() {
      const [own, asked] = await Promise.all(
        [known.train, known.test].map((tracks) =>
          tracks && (Object.keys(tracks.numbers).length > 0 ? tracks : measured(tracks))
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

/** The sounds of a folder; of one that has tables there may be none. */
async function soundsOf(dir: string, cache: string | undefined, hasTables: boolean) {
  try {
    return await openSounds(dir, { cache, arrays: ARRAYS, onProgress: progressBars() });
  } catch (error) {
    if (hasTables && error instanceof InputError && /no sound/.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}

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
    .filter((entry) => !entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => statSync(join(dir, name), { throwIfNoEntry: false })?.isDirectory())
    .filter((name) => !files.some((file) => file.startsWith(`${name}/`)));
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
