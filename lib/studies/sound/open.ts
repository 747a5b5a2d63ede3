/** The sounds: a folder of the user's own, read and checked; for want of one, clips made by code. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { madeSounds, openSounds, type Sounds, type SoundsOptions } from "../../audio/mod.ts";
import { printable } from "../../core/errors.ts";
import type { Dataset } from "../../data/mod.ts";
import { scarcest } from "../../evaluation/scarce.ts";
import { described, locateData } from "../../publish/data_folder.ts";
import { SESSION_VARIABLES } from "../../publish/session_variables.ts";
import type { DataPlace, OpenedData } from "../../publish/study.ts";
import { progressBars } from "../../show/progress.ts";

/** The sounds, read and checked. */
export interface SoundData extends OpenedData, Sounds {
  /** How many sounds, labels, artists and sounds to answer there are; `made`: whether by code, 1 or 0. */
  readonly counts: Readonly<Record<"sounds" | "labels" | "artists" | "asked" | "made", number>>;
}

/** Where the files may lie. */
export const place: DataPlace = {
  variable: "SOUND_DATA",
  folder: "sound",
  generator: "lib/audio/clips",
  called: "files of sound",
  files: ["LABEL/FILE.wav"],
  optional: ["manifest.csv", "test/FILE.wav"],
  holds: (dir) => existsSync(dir) && readdirSync(dir).some((name) => !/^\.|^README/i.test(name)),
};

/** How a study of sounds is opened. */
export interface OpenSoundOptions extends Pick<SoundsOptions, "arrays"> {
  /** A folder of files of sound. */
  readonly data?: string;
  /** Where what is computed is kept, in the folder `cache`; in memory without it. */
  readonly out?: string;
  /** Of clips made by code, how many in all. */
  readonly rows?: number;
}

/** Finds, reads and checks every file of sound in the folder; for want of one it makes clips.
 *
 * @throws {InputError} when there is no such folder, or nothing in it can be heard
 * @example
 * ```ts ignore
 * const { train, hear } = await openSoundData({ data: "data/sound" });
 * ```
 */
export async function openSoundData(options: OpenSoundOptions = {}): Promise<SoundData> {
  const located = locateData(place, options.data), isMade = located.origin === "sample";
  const rows = options.rows ?? (Number(Deno.env.get(SESSION_VARIABLES.rows)) || undefined);
  const how = {
    cache: options.out && join(options.out, "cache"),
    ...{ arrays: options.arrays, onProgress: progressBars() },
  };
  const sounds = isMade
    ? madeSounds({ ...how, ...(rows && { perStyle: Math.max(1, Math.round(rows / 10)) }) })
    : await openSounds(located.dir, how);
  const { train, test } = sounds, counts = countsOf(sounds);
  const warnings = sounds.warnings.map(printable);
  return described({
    ...located,
    ...(isMade &&
      { source: `${train.rows} clips made by code, for want of ${place.called}` }),
    ...sounds,
    datasets: { train, ...(test && { test }) },
    ...{ warnings, fingerprint: train.fingerprint, without: withoutNetworks(train) },
    ...{ counts, details: printable([sizeOf(counts, train), ...warnings].join(" ")) },
  });
}

/** Notebooks 3 and 4 learn labels, and judge by other artists. */
function withoutNetworks(train: Dataset): OpenedData["without"] {
  const fewest = scarcest(train, "artist");
  const why = !fewest
    ? "the sounds have no label to learn"
    : new Set(train.texts("label")).size < 2
    ? "there is a single label"
    : fewest.groups < 2
    ? `all sounds of the label ${
      printable(fewest.name)
    } are by one artist, and it is judged by others`
    : undefined;
  return why === undefined ? undefined : { "03": why, "04": why };
}

function countsOf({ train, test, clips }: Sounds): SoundData["counts"] {
  const labels = train.has("label") ? new Set(train.texts("label")).size : 0;
  const artists = new Set(train.groups("artist")).size;
  return { sounds: train.rows, labels, artists, asked: test?.rows ?? 0, made: Number(!!clips) };
}

function sizeOf({ sounds, labels, artists, asked }: SoundData["counts"], train: Dataset): string {
  const names = labels && [...new Set(train.texts("label"))].sort().join(", ");
  const said = labels ? `with ${labels} labels (${names})` : "without labels";
  return `${sounds} sounds ${said} by ${artists} artists${asked ? `, ${asked} to answer` : ""}.`;
}
