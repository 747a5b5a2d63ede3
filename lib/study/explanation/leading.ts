/** Partial dependence on the columns that a model leans on most. */
import type { Tracks } from "../../data/tracks.ts";
import type { Fitted } from "../../models/estimator.ts";
import { type PartialDependence, partialDependence } from "./dependence.ts";
import type { Importance } from "./importance.ts";

/** {@linkcode partialDependence} on the most important columns, in their order. A date is asked about by
 * its year; title and album have no values in order and are passed over.
 *
 * @param importance as from `permutationImportance`, the most important first
 * @example
 * ```ts ignore
 * dependenceCurves(await leadingDependence(fitted, train, rows, importance, { columns: 6 }));
 * ```
 */
export async function leadingDependence(
  fitted: Fitted,
  tracks: Tracks,
  rows: Int32Array,
  importance: readonly Importance[],
  { columns = 6, points = 15 } = {},
): Promise<PartialDependence[]> {
  const found: PartialDependence[] = [];
  for (const { column } of importance) {
    if (found.length === columns) break;
    if (column === "title" || column === "album") continue;
    const asked = column === "date" ? "year" : column;
    found.push(await partialDependence(fitted, tracks, rows, asked, { points }));
  }
  return found;
}
