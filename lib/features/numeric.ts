/** The 13 audio quantities and the release date as numbers. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { median } from "../core/statistics.ts";
import { QUANTITIES, type Quantity, type Tracks } from "../data/tracks.ts";
import type { Features, FittedFeatures } from "./features.ts";

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

type Column = { name: string; at: (tracks: Tracks, row: number) => number };

const decadeOf = (year: number): number => Math.floor(year / 10) * 10;
/** Years are 0 in the table where the date is missing. */
const yearOf = (tracks: Tracks, row: number): number => tracks.date.year[row] || NaN;

function keyColumns(kind: NumericSettings["key"]): Column[] {
  const key = (tracks: Tracks, row: number) => tracks.quantities.key[row];
  if (kind === "circle") {
    const onCircle = (part: (angle: number) => number) => (tracks: Tracks, row: number) => {
      const semitone = key(tracks, row);
      return semitone < 0 || semitone > 11 ? 0 : part(2 * Math.PI * semitone / 12);
    };
    return [
      { name: "key_sin", at: onCircle(Math.sin) },
      { name: "key_cos", at: onCircle(Math.cos) },
    ];
  }
  return Array.from({ length: 12 }, (_, semitone) => ({
    name: `key_${semitone}`,
    at: (tracks, row) =>
      Number.isNaN(key(tracks, row)) ? NaN : Number(key(tracks, row) === semitone),
  }));
}

function columns(settings: NumericSettings, tracks: Tracks, rows: Int32Array): Column[] {
  const list: Column[] = settings.quantities.flatMap((name) =>
    name === "key" && settings.key !== "number"
      ? keyColumns(settings.key)
      : [{ name, at: (tracks: Tracks, row: number) => tracks.quantities[name][row] }]
  );
  if (settings.year) list.push({ name: "year", at: yearOf });
  if (settings.decade) {
    const seen = new Set(Array.from(rows, (row) => decadeOf(yearOf(tracks, row))));
    for (const decade of [...seen].filter((d) => !Number.isNaN(d)).sort((a, b) => a - b)) {
      list.push({
        name: `decade_${decade}`,
        at: (tracks, row) => {
          const year = yearOf(tracks, row);
          return Number.isNaN(year) ? NaN : Number(decadeOf(year) === decade);
        },
      });
    }
  }
  if (settings.month) list.push({ name: "month", at: (tracks, row) => tracks.date.month[row] });
  if (settings.day) list.push({ name: "day", at: (tracks, row) => tracks.date.day[row] });
  return list;
}

function fill(list: Column[], tracks: Tracks, rows: Int32Array): Matrix {
  const out = matrix(rows.length, list.map((column) => column.name));
  for (let j = 0; j < list.length; j++) {
    const at = list[j].at;
    for (let i = 0; i < rows.length; i++) out.data[i * list.length + j] = at(tracks, rows[i]);
  }
  return out;
}

function impute(x: Matrix, medians: readonly number[]): Matrix {
  const d = medians.length;
  for (let i = 0; i < x.data.length; i++) if (Number.isNaN(x.data[i])) x.data[i] = medians[i % d];
  return x;
}

/** Quantities and date parts as columns, unscaled; medians and decades come from the training rows.
 *
 * @throws {InputError} from `fit`, when a column is missing throughout the training rows
 * @example
 * ```ts ignore
 * const x = (await numeric({ year: true }).fit(train, rows, rng)).train; // 13 quantities and the year
 * ```
 */
export function numeric(options: Partial<NumericSettings> = {}): Features {
  const settings: NumericSettings = {
    quantities: QUANTITIES,
    year: false,
    decade: false,
    month: false,
    day: false,
    key: "number",
    missing: "median",
    ...options,
  };
  return {
    name: "numeric",
    settings: { ...settings },
    fit(tracks, rows): FittedFeatures {
      const list = columns(settings, tracks, rows), raw = fill(list, tracks, rows);
      if (settings.missing === "keep") {
        return { train: raw, transform: (tracks, rows) => fill(list, tracks, rows) };
      }
      const medians = list.map(({ name }, j) => {
        const present: number[] = [];
        for (let i = 0; i < raw.rows; i++) {
          const value = raw.data[i * list.length + j];
          if (!Number.isNaN(value)) present.push(value);
        }
        if (present.length === 0) {
          throw new InputError("has no value in any training row", {
            file: tracks.file,
            column: name,
          });
        }
        return median(present);
      });
      return {
        train: impute(raw, medians),
        transform: (tracks, rows) => impute(fill(list, tracks, rows), medians),
      };
    },
  };
}
