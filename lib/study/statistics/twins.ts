/** Rows that stand in a file more than once: one of them as an example. */
import { type Dataset, identityOf } from "../../data/mod.ts";

/** The rows that lack nothing, but of every audio the first one alone: each track once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { QUANTITIES } from "../../studies/spotify/schema.ts";
 * const song = Object.fromEntries(QUANTITIES.map((name) => [name, 7]));
 * const tracks = smallTracks([song, {}, { ...song, track_popularity: 50 }]); // rows 0 and 2: one recording
 * assertEquals([...distinctRows(tracks)], [0, 1]);
 * ```
 */
export function distinctRows(tracks: Dataset): Int32Array {
  const seen = new Set<number>(), identity = identityOf(tracks);
  return tracks.complete.filter((row) => {
    const own = identity[row], again = seen.has(own);
    seen.add(own);
    return !again;
  });
}

/** The rows of the audio that stands under most genres (of equals, the one with most rows).
 *
 * @returns ascending; none where no audio comes twice
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { QUANTITIES } from "../../studies/spotify/schema.ts";
 * const song = Object.fromEntries(QUANTITIES.map((name) => [name, 7]));
 * const tracks = smallTracks([{ ...song, genre: "pop" }, { genre: "pop" }, { ...song, genre: "rap" }]);
 * assertEquals([...mostTornTrack(tracks)], [0, 2]);
 * ```
 */
export function mostTornTrack(tracks: Dataset): Int32Array {
  const identity = identityOf(tracks), labels = tracks.texts(tracks.schema.task);
  const members = Map.groupBy(tracks.complete, (row) => identity[row]);
  const classes = (rows: readonly number[]) => new Set(rows.map((row) => labels[row])).size;
  let most: readonly number[] = [], several = 0;
  for (const rows of members.values()) {
    if (rows.length < 2) continue;
    const own = classes(rows);
    if (own > several || (own === several && rows.length > most.length)) {
      [most, several] = [rows, own];
    }
  }
  return Int32Array.from(most);
}

/** Some rows as the file has them, for reading: one object per row, the cell of each of `columns` that the file
 * has.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const tracks = smallTracks([{ title: "One" }, { title: "Two", tempo: 90 }]);
 * assertEquals(rowsAsTheyCame(tracks, [1], ["track_name", "tempo"]), [{ track_name: "Two", tempo: "90" }]);
 * ```
 */
export function rowsAsTheyCame(
  tracks: Dataset,
  rows: ArrayLike<number>,
  columns: readonly string[],
): Record<string, string>[] {
  const { header, cells } = tracks.table, kept = columns.filter((name) => header.includes(name));
  return Array.from(
    rows,
    (row) => Object.fromEntries(kept.map((name) => [name, cells[row][header.indexOf(name)]])),
  );
}
