/** Whether a genre has enough relatives apart from each other to be dealt into folds. */
import { completeRows, type Group, type Tracks } from "../../data/tracks.ts";

/** The genre whose complete rows make the fewest groups, such as different playlists.
 *
 * @returns undefined where the file has no such group, or no complete row
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const rows = [{ genre: "pop", album: "A" }, { genre: "pop", album: "B" }, { genre: "rap", album: "C" }];
 * assertEquals(scarcest(smallTracks(rows), "album"), { genre: "rap", groups: 1 });
 * ```
 */
export function scarcest(
  tracks: Tracks,
  group: Group,
): { readonly genre: string; readonly groups: number } | undefined {
  const numbers = tracks.groups[group], { genre } = tracks;
  if (!numbers || !genre) return undefined;
  const members = new Map<string, Set<number>>();
  for (const row of completeRows(tracks)) {
    const own = members.get(genre[row]) ?? new Set<number>();
    members.set(genre[row], own.add(numbers[row]));
  }
  return [...members].map(([genre, { size }]) => ({ genre, groups: size }))
    .sort((a, b) => a.groups - b.groups || (a.genre < b.genre ? -1 : 1))[0];
}
