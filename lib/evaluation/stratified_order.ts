/** Rows in an order of which every beginning is a fair sample. */
import { rowsByClass } from "../core/target.ts";
import type { Rng } from "../core/rng.ts";
import { classesOf, type Dataset } from "../data/mod.ts";

/** Rows in such an order that the first n, for any n, hold the genres in the same shares.
 *
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { allRows } from "../data/dataset.ts";
 * const tracks = smallTracks([..."ppppprrrrr"].map((genre) => ({ genre })));
 * const first = stratifiedOrder(tracks, allRows(tracks), new Rng(1)).slice(0, 4);
 * assertEquals(first.filter((row) => row < 5).length, 2); // half of the first four are p, as of all
 * ```
 */
export function stratifiedOrder(tracks: Dataset, rows: Int32Array, rng: Rng): Int32Array {
  return Int32Array.from(
    rowsByClass(classesOf(tracks, rows)).flatMap((list) =>
      rng.shuffle(list).map((at, i) => ({ at, place: (i + rng.uniform()) / list.length }))
    ).sort((a, b) => a.place - b.place),
    ({ at }) => rows[at],
  );
}
