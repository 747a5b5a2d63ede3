/** A classifier with the settings of a recorded run. */
import {
  type MlpClassifier,
  mlpClassifier,
  type MlpClassifierSettings,
} from "../../nn/classifier.ts";
import type { Settings } from "../runs/record.ts";

/** The classifier that a trial of these settings trains, with no rows set aside: all its epochs run, and its last
 * weights stay.
 *
 * @param settings a run's settings, whole or in part; `rows` and `milestones` mean nothing here
 * @param more goes before them, such as `{ threads: 2 }`
 * @throws {InputError} on an unknown setting, or one that needs rows set aside (`patience`)
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { settings } = classifierFromRun({ layers: [64], rows: null });
 * assertEquals([settings.layers, settings.validationShare], [[64], 0]);
 * ```
 */
export function classifierFromRun(
  { rows: _, milestones: __, ...settings }: Settings,
  more: Partial<MlpClassifierSettings> = {},
): MlpClassifier {
  return mlpClassifier({ ...settings, restoreBest: false, validationShare: 0, ...more });
}
