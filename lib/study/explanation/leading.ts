/** Partial dependence on the columns that a model leans on most. */
import type { Dataset } from "../../data/mod.ts";
import type { Fitted } from "../../models/estimator.ts";
import { type PartialDependence, partialDependence } from "./dependence.ts";
import type { Importance } from "./importance.ts";

/** {@linkcode partialDependence} on the most important columns, in their order. A date is asked about by
 * its year; title and album have no values in order and are passed over.
 *
 * @param importance as from `permutationImportance`, the most important first
 * @param options.columns at most so many of them
 * @param options.points as of {@linkcode partialDependence}
 * @throws {InputError} as {@linkcode partialDependence}
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { allRows } from "../../data/dataset.ts";
 * const tracks = smallTracks([{ tempo: 100 }, { tempo: 150 }]);
 * const model = { classes: ["pop"], predictProba: () => Promise.resolve(matrix(2, ["pop"])) };
 * const importance = (["title", "date", "tempo"] as const).map((column) => ({ column, drop: .1, sd: 0, drops: [] }));
 * const found = await leadingDependence(model, tracks, allRows(tracks), importance);
 * assertEquals(found.map(({ column }) => column), ["year", "tempo"]);
 * ```
 */
export async function leadingDependence(
  fitted: Fitted,
  tracks: Dataset,
  rows: Int32Array,
  importance: readonly Importance[],
  { columns = 6, points = 15 } = {},
): Promise<PartialDependence[]> {
  const found: PartialDependence[] = [];
  for (const { column } of importance) {
    if (found.length === columns) break;
    const spec = tracks.schema.columns[column];
    if (spec?.kind === "text") continue;
    const asked = spec?.kind === "date" ? spec.parts[0] : column;
    found.push(await partialDependence(fitted, tracks, rows, asked, { points }));
  }
  return found;
}
