/** Splits that hold out one group at a time: an artist, an album. */
import { InputError } from "../core/errors.ts";
import type { Dataset } from "./dataset.ts";
import type { Split } from "./split.ts";

/** As many splits as there are groups; each judges all rows of one group and learns from those of the others. Nothing is
 * drawn. A class of one group alone has no row to learn from when that group is judged: it is then always told wrong.
 *
 * @param group such as "artist"
 * @param options.rows by default those that lack nothing
 * @throws {InputError} when the file has no such group, or only one of it
 * @see scikit-learn, LeaveOneGroupOut
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks(["a", "b", "a"].map((album) => ({ album })));
 * assertEquals(leaveOneGroupOut(tracks, "album").map(({ validation }) => [...validation]), [[0, 2], [1]]);
 * ```
 */
export function leaveOneGroupOut(
  data: Dataset,
  group: string,
  { rows = data.complete }: { readonly rows?: Int32Array } = {},
): Split[] {
  const numbers = data.groups(group),
    different = [...new Set(Array.from(rows, (row) => numbers[row]))];
  if (different.length < 2) {
    throw new InputError(`rows of one ${group} alone cannot be told from others`, {
      file: data.file,
      found: `${different.length} different`,
      expected: "two or more",
    });
  }
  return different.map((own, fold) => ({
    train: rows.filter((row) => numbers[row] !== own).sort(),
    validation: rows.filter((row) => numbers[row] === own).sort(),
    provenance: { folds: different.length, group, leaveOut: "one group", fold },
  }));
}
