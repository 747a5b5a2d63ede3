/** The 13 audio quantities and the release date as features. */
import { numeric as numericColumns, type NumericColumn } from "../../features/numeric.ts";
import type { Features } from "../../features/features.ts";
import { QUANTITIES, type Quantity } from "./schema.ts";

/** What `numeric` makes of a track. */
export interface NumericSettings {
  /** Which of the 13 quantities, in which order. */
  readonly quantities: readonly Quantity[];
  /** Release year as one number. */
  readonly year: boolean;
  /** One column per decade seen in the training rows; an unseen decade has zeros throughout. */
  readonly decade: boolean;
  /** Release month 1–12 (0 where the file gives the year alone). */
  readonly month: boolean;
  /** Release day 1–31 (0 where the file gives none). */
  readonly day: boolean;
  /** Key as its number 0–11, as a point on the circle of twelve semitones, or as twelve columns. A track in which no
   * key was found (−1) is the circle's middle, as far from every key, and 0 in all twelve columns. */
  readonly key: "number" | "circle" | "oneHot";
  /** A missing value becomes the training rows' median, or stays NaN for models that can read it. */
  readonly missing: "median" | "keep";
}

const KEYS: Readonly<Record<NumericSettings["key"], NumericColumn>> = {
  number: "key",
  circle: { column: "key", as: "circle", period: 12 },
  oneHot: { column: "key", as: "oneHot", values: Array.from({ length: 12 }, (_, key) => key) },
};

/** Quantities and date parts as columns, unscaled; medians and decades come from the training rows.
 *
 * @throws {InputError} from `fit`, when a column has no value in any training row
 * @example
 * ```ts ignore
 * const { train: x } = await numeric({ year: true, key: "circle" }).fit(train, train.complete, rng);
 * ```
 */
export function numeric(options: Partial<NumericSettings> = {}): Features {
  const settings: NumericSettings = {
    ...{ quantities: QUANTITIES, year: false, decade: false, month: false, day: false },
    ...{ key: "number", missing: "median" },
    ...options,
  };
  const columns: NumericColumn[] = settings.quantities.map((name) =>
    name === "key" ? KEYS[settings.key] : name
  );
  if (settings.year) columns.push("year");
  if (settings.decade) columns.push({ column: "year", as: "bins", width: 10, name: "decade" });
  if (settings.month) columns.push("month");
  if (settings.day) columns.push("day");
  const { fit } = numericColumns({ columns, missing: settings.missing });
  return { name: "numeric", settings: { ...settings }, fit };
}
