/** What tracks of any two files can share. */
import { InputError } from "../core/errors.ts";
import { QUANTITIES, type Tracks } from "../data/tracks.ts";

/** The exact release date, all quantities but popularity, the album's name, the title. */
export type TrackKey = "date" | "audio" | "album" | "title";

const AUDIO = QUANTITIES.filter((name) => name !== "track_popularity");
const words = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

const readers: Record<TrackKey, (tracks: Tracks, row: number) => string> = {
  date: ({ date }, row) => `${date.year[row]}-${date.month[row]}-${date.day[row]}`,
  audio: ({ quantities }, row) => AUDIO.map((name) => quantities[name][row]).join(" "),
  album: ({ album }, row) => words(album[row]),
  title: ({ title }, row) => words(title[row]),
};

/** One text per row; rows of any file that share it share what the key names. Letter case and the ways of
 * writing a letter in Unicode do not count.
 * @throws {InputError} when there is no such key */
export function keysOf(tracks: Tracks, rows: ArrayLike<number>, key: TrackKey): string[] {
  const read = readers[key];
  if (!read) {
    throw new InputError("tracks have no such key", {
      found: key,
      expected: Object.keys(readers).join(", "),
    });
  }
  return Array.from(rows, (row) => read(tracks, row));
}
