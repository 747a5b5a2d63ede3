/** Columns of numbers as features. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { median } from "../core/statistics.ts";
import { columnsOfKind, type Dataset } from "../data/mod.ts";
import type { Features, FittedFeatures } from "./features.ts";

/** What becomes of one column of numbers. */
export type NumericColumn =
  /** Its values as they are. */
  | string
  /** A point on a circle, two columns: for hours, months, keys of music. Values below 0 or from `period` on are the
   * circle's middle, as far from every point. */
  | { readonly column: string; readonly as: "circle"; readonly period: number }
  /** A column of 0 and 1 for each of these values; any other value has zeros throughout. */
  | { readonly column: string; readonly as: "oneHot"; readonly values: readonly number[] }
  /** A column of 0 and 1 for each bin of this width that the training rows have, called `name` and where it begins. */
  | {
    readonly column: string;
    readonly as: "bins";
    readonly width: number;
    readonly name: string;
  };

/** What `numeric` makes of a row. */
export interface NumericSettings {
  /** Which columns, in which order; "all": every number of the schema as it is, without dates. */
  readonly columns: readonly NumericColumn[] | "all";
  /** A missing value becomes the training rows' median, or stays NaN for models that can read it. */
  readonly missing: "median" | "keep";
}

interface Column {
  readonly name: string;
  at(data: Dataset): (row: number) => number;
}

const made = (name: string, column: string, value: (x: number) => number): Column => ({
  name,
  at(data) {
    const values = data.numbers(column);
    return (row) => value(values[row]);
  },
});

/** The columns that a setting stands for, bins as the training rows have them. */
function columnsFor(setting: NumericColumn, data: Dataset, rows: Int32Array): Column[] {
  if (typeof setting === "string") {
    return [made(setting, setting, (x) => x)];
  }
  const { column } = setting;
  /** 0 or 1; NaN stays NaN. */
  const indicator = (name: string, is: (x: number) => boolean) =>
    made(name, column, (x) => Number.isNaN(x) ? NaN : Number(is(x)));
  switch (setting.as) {
    case "circle": {
      const { period } = setting;
      const part = (of: (angle: number) => number) => (x: number) =>
        x < 0 || x >= period ? 0 : of(2 * Math.PI * x / period);
      return [
        made(`${column}_sin`, column, part(Math.sin)),
        made(`${column}_cos`, column, part(Math.cos)),
      ];
    }
    case "oneHot":
      return setting.values.map((value) => indicator(`${column}_${value}`, (x) => x === value));
    case "bins": {
      const { width, name } = setting, binOf = (x: number) => Math.floor(x / width) * width;
      const values = data.numbers(column),
        seen = new Set(Array.from(rows, (row) => binOf(values[row])));
      return [...seen].filter((bin) => !Number.isNaN(bin)).sort((a, b) => a - b)
        .map((bin) => indicator(`${name}_${bin}`, (x) => binOf(x) === bin));
    }
  }
}

function fill(list: readonly Column[], data: Dataset, rows: Int32Array): Matrix {
  const out = matrix(rows.length, list.map((column) => column.name));
  list.forEach((column, j) => {
    const at = column.at(data);
    for (let i = 0; i < rows.length; i++) out.data[i * list.length + j] = at(rows[i]);
  });
  return out;
}

function impute(x: Matrix, medians: readonly number[]): Matrix {
  const d = medians.length;
  for (let i = 0; i < x.data.length; i++) if (Number.isNaN(x.data[i])) x.data[i] = medians[i % d];
  return x;
}

/** Numbers as columns, unscaled; medians and bins come from the training rows.
 *
 * @throws {InputError} from `fit`, when a column has no value in any training row
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { allRows } from "../data/dataset.ts";
 * import { Rng } from "../core/rng.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ tempo: 90, key: 0 }, { tempo: "", key: 6 }, { tempo: 120, key: 3 }]);
 * const columns = ["tempo", { column: "key", as: "circle", period: 12 }] as const;
 * const { train } = await numeric({ columns }).fit(tracks, allRows(tracks), new Rng(1));
 * assertEquals(train.names, ["tempo", "key_sin", "key_cos"]);
 * assertEquals([train.data[0], train.data[3]], [90, 105]); // the missing tempo is the median
 * ```
 */
export function numeric(options: Partial<NumericSettings> = {}): Features {
  const settings: NumericSettings = { columns: "all", missing: "median", ...options };
  return {
    name: "numeric",
    settings: { ...settings },
    fit(data, rows): FittedFeatures {
      const wanted = settings.columns === "all"
        ? columnsOfKind(data.schema, "number")
        : settings.columns;
      const list = wanted.flatMap((column) => columnsFor(column, data, rows));
      const raw = fill(list, data, rows);
      if (settings.missing === "keep") {
        return { train: raw, transform: (data, rows) => fill(list, data, rows) };
      }
      const medians = list.map(({ name }, j) => {
        const present: number[] = [];
        for (let i = 0; i < raw.rows; i++) {
          const value = raw.data[i * list.length + j];
          if (!Number.isNaN(value)) present.push(value);
        }
        if (present.length === 0) {
          throw new InputError("has no value in any training row", {
            file: data.file,
            column: name,
          });
        }
        return median(present);
      });
      return {
        train: impute(raw, medians),
        transform: (data, rows) => impute(fill(list, data, rows), medians),
      };
    },
  };
}
