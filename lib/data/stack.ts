/** Files on top of each other, as one. */
import { InputError } from "../core/errors.ts";
import { groupByText, groupByValues } from "./groups.ts";
import { QUANTITIES, type Quantity, type Tracks } from "./tracks.ts";

/** The rows of all files, in order, with the columns that all of them have; groups run across files.
 *
 * Columns without a name cannot be told from one another and are left out.
 *
 * @param options.genres a genre per file in place of its own: for asking which file a row comes from
 * @throws {InputError} when there is no file, or not one genre per file
 * @example
 * ```ts ignore
 * const sixGenres = stackTracks([train, edm]);
 * const origin = stackTracks([train, test], { genres: ["train", "test"] });
 * ```
 */
export function stackTracks(
  files: readonly Tracks[],
  { genres }: { genres?: readonly string[] } = {},
): Tracks {
  if (files.length === 0 || (genres && genres.length !== files.length)) {
    throw new InputError("files to be stacked, and a genre for each if for any", {
      found: `${files.length} files${genres ? `, ${genres.length} genres` : ""}`,
    });
  }
  const rows = files.reduce((sum, tracks) => sum + tracks.rows, 0);
  const numbers = <T extends Float64Array | Int16Array | Uint8Array>(
    into: T,
    of: (tracks: Tracks) => ArrayLike<number>,
  ): T => {
    let at = 0;
    for (const tracks of files) {
      into.set(of(tracks), at);
      at += tracks.rows;
    }
    return into;
  };
  const texts = (of: (tracks: Tracks) => readonly string[] | undefined) =>
    files.every(of) ? files.flatMap((tracks) => [...of(tracks)!]) : undefined;

  const header = files[0].table.header.filter((name) =>
    name.trim() !== "" && files.every(({ table }) => table.header.includes(name))
  );
  const cells = files.flatMap(({ table }) => {
    const at = header.map((name) => table.header.indexOf(name));
    return table.cells.map((row) => at.map((j) => row[j]));
  });
  const column = (name: string) => {
    const at = header.indexOf(name);
    return at < 0 ? undefined : cells.map((row) => row[at]);
  };

  const quantities = Object.fromEntries(
    QUANTITIES.map((name) => [
      name,
      numbers(new Float64Array(rows), (tracks) => tracks.quantities[name]),
    ]),
  ) as Record<Quantity, Float64Array>;
  const album = texts((tracks) => tracks.album)!;
  const playlist = column("playlist_id") ?? column("playlist_name"),
    artist = column("track_artist");
  let before = 0;
  const incomplete = files.flatMap((tracks) => {
    const own = Array.from(tracks.incomplete, (row) => row + before);
    before += tracks.rows;
    return own;
  });
  return {
    file: files.map((tracks) => tracks.file).join(" + "),
    rows,
    quantities,
    date: {
      year: numbers(new Int16Array(rows), (tracks) => tracks.date.year),
      month: numbers(new Uint8Array(rows), (tracks) => tracks.date.month),
      day: numbers(new Uint8Array(rows), (tracks) => tracks.date.day),
    },
    title: texts((tracks) => tracks.title)!,
    album,
    genre: genres
      ? files.flatMap((tracks, f) => new Array<string>(tracks.rows).fill(genres[f]))
      : texts((tracks) => tracks.genre),
    subgenre: texts((tracks) => tracks.subgenre),
    groups: {
      audio: groupByValues(QUANTITIES.slice(1).map((name) => quantities[name]), rows),
      album: groupByText(column("track_album_id") ?? album),
      ...(playlist && { playlist: groupByText(playlist) }),
      ...(artist && { artist: groupByText(artist) }),
    },
    incomplete: Int32Array.from(incomplete),
    table: { ...files[0].table, header, cells },
  };
}
