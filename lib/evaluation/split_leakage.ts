/** How many of the rows to judge on have a relative among those to learn from. */
import { mean } from "../core/statistics.ts";
import { allRows, type Dataset, isDataset, type Split, stackDatasets } from "../data/mod.ts";

/** Share of the rows to validate on that share a group with a training row: what a model may have learnt by heart.
 *
 * Of another file, it is the share of its rows that have a relative in `data`: a split that leaks about as much is a
 * fair rehearsal of predicting that file.
 *
 * @param to a split of `data`, or several (then their mean), or another file
 * @param group such as "album"
 * @returns 0 to 1
 * @throws {InputError} when a file knows no such group
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks(["A", "B", "A", "C"].map((album) => ({ album })));
 * const split = { train: Int32Array.of(0, 1), validation: Int32Array.of(2, 3), provenance: {} };
 * assertEquals(splitLeakage(tracks, split, "album"), .5);
 * const fresh = smallTracks([{ album: "A" }, { album: "D" }, { album: "E" }, { album: "C" }]);
 * assertEquals(splitLeakage(tracks, fresh, "album"), .5);
 * ```
 */
export function splitLeakage(
  data: Dataset,
  to: Split | readonly Split[] | Dataset,
  group: string,
): number {
  if (isDataset(to)) {
    const both = stackDatasets([data, to]), rows = allRows(both);
    return leaked(both.groups(group), rows.slice(0, data.rows), rows.slice(data.rows));
  }
  const numbers = data.groups(group), splits = "train" in to ? [to] : to;
  return mean(splits.map(({ train, validation }) => leaked(numbers, train, validation)));
}

function leaked(groups: Int32Array, train: Int32Array, validation: Int32Array): number {
  const known = new Set(train.map((row) => groups[row]));
  return validation.filter((row) => known.has(groups[row])).length / validation.length;
}
