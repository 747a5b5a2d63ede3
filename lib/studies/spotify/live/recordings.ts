/** Tracks that the live network has not seen: to be found as neighbours, and to begin from. */
import type { Matrix } from "../../../core/matrix.ts";
import type { Rng } from "../../../core/rng.ts";
import { quantiles } from "../../../core/statistics.ts";
import { classesOf, type Dataset } from "../../../data/mod.ts";
import { base64 } from "../../../core/base64.ts";

/** One recording, however many playlists it stands in. */
interface Recording {
  /** The first of its rows. */
  readonly row: number;
  /** Every genre that it stands under, as codes, the most frequent first. */
  readonly genres: readonly number[];
}

/** The recordings (same audio) among `rows`, in their order; of more than `most` a random part. */
export function recordingsOf(
  tracks: Dataset,
  rows: Int32Array,
  most: number,
  rng: Rng,
): Recording[] {
  const { codes, classes } = classesOf(tracks, rows);
  const byAudio = new Map<number, { row: number; counts: number[] }>();
  rows.forEach((row, i) => {
    const audio = tracks.groups("audio")[row];
    const own = byAudio.get(audio) ?? { row, counts: classes.map(() => 0) };
    own.counts[codes[i]]++;
    byAudio.set(audio, own);
  });
  const all = [...byAudio.values()].map(({ row, counts }): Recording => ({
    row,
    genres: [...counts.keys()].filter((g) => counts[g] > 0).sort((a, b) => counts[b] - counts[a]),
  }));
  if (all.length <= most) return all;
  return [...rng.permutation(all.length).slice(0, most).sort()].map((i) => all[i]);
}

/** Recordings as plain data, a list for each thing that is known of them. */
export interface SavedRecordings {
  readonly titles: readonly string[];
  readonly albums: readonly string[];
  readonly genres: readonly (readonly number[])[];
  /** recordings × (13 quantities and the year), base64 of float32 */
  readonly values: string;
}

/** @param sound the recordings' columns, unscaled */
export function saveRecordings(
  tracks: Dataset,
  recordings: readonly Recording[],
  sound: Matrix,
): SavedRecordings {
  return {
    titles: recordings.map(({ row }) => tracks.texts("title")[row]),
    albums: recordings.map(({ row }) => tracks.texts("album")[row]),
    genres: recordings.map(({ genres }) => genres),
    values: base64(sound.data),
  };
}

/** A recording to begin from. */
export interface Preset {
  /** Its place among the recordings. */
  readonly recording: number;
  /** Of the genre that it stands under; false among the presets of what the network gets wrong. */
  readonly right: boolean;
  /** How sure the network is of what it says. */
  readonly sure: number;
}

/** How many of each genre, and how many mistakes. */
const EACH = 2;

/** For each genre the recordings that the network is surest and right about, and those that it is surest and wrong
 * about: of the surest quarter (of the mistakes a tenth) the most popular, for an audience knows them.
 *
 * @param told probabilities, a row for each recording
 * @param popularity of each */
export function presetsOf(
  tracks: Dataset,
  recordings: readonly Recording[],
  told: Matrix,
  popularity: ArrayLike<number>,
): Preset[] {
  const k = told.names.length;
  const candidates = recordings.flatMap(({ row, genres }, recording) => {
    if (genres.length !== 1 || tracks.texts("title")[row].trim() === "") return [];
    const own = told.data.subarray(recording * k, (recording + 1) * k), sure = Math.max(...own);
    return [{ recording, genre: genres[0], sure, right: own[genres[0]] === sure }];
  });
  const choose = (list: typeof candidates, share: number) => {
    if (list.length === 0) return [];
    const [limit] = quantiles(list.map(({ sure }) => sure), [1 - share]);
    return list.filter(({ sure }) => sure >= limit)
      .sort((a, b) => popularity[b.recording] - popularity[a.recording]).slice(0, EACH)
      .map(({ recording, right, sure }): Preset => ({ recording, right, sure }));
  };
  return [
    ...told.names.flatMap((_, g) =>
      choose(candidates.filter(({ genre, right }) => right && genre === g), 1 / 4)
    ),
    ...choose(candidates.filter(({ right }) => !right), 1 / 10),
  ];
}
