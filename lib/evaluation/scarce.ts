/** Whether a class has enough relatives apart from each other to be dealt into folds. */
import type { Dataset } from "../data/mod.ts";

/** The class whose complete rows make the fewest groups, such as different playlists.
 *
 * @returns undefined where the file has no such group, or no complete row
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const rows = [{ genre: "pop", album: "A" }, { genre: "pop", album: "B" }, { genre: "rap", album: "C" }];
 * assertEquals(scarcest(smallTracks(rows), "album"), { name: "rap", groups: 1 });
 * ```
 */
export function scarcest(
  tracks: Dataset,
  group: string,
): { readonly name: string; readonly groups: number } | undefined {
  const { task } = tracks.schema;
  if (!tracks.has(group) || !tracks.has(task)) return undefined;
  const numbers = tracks.groups(group), labels = tracks.texts(task);
  const members = new Map<string, Set<number>>();
  for (const row of tracks.complete) {
    const own = members.get(labels[row]) ?? new Set<number>();
    members.set(labels[row], own.add(numbers[row]));
  }
  return [...members].map(([name, { size }]) => ({ name, groups: size }))
    .sort((a, b) => a.groups - b.groups || (a.name < b.name ? -1 : 1))[0];
}
