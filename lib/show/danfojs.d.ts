/** The part of danfojs 1.1.2 that a study needs. Its own types bring @types/node along, whose `node:assert`
 * is not Deno's; and they leave out `frame["column"]`. */

type Cell = string | number | boolean | null | undefined;

/** What frames and series have in common. */
export class NDframe {
  readonly $isSeries: boolean;
  /** [rows, columns], of a series [rows]. */
  readonly shape: number[];
  readonly columns: string[];
  readonly index: (string | number)[];
  readonly dtypes: string[];
  readonly values: unknown[];
  toString(): string;
}

/** One column. */
export class Series extends NDframe {
  constructor(data: readonly Cell[] | ArrayLike<number>, options?: Record<string, unknown>);
  readonly values: Cell[];
  // deno-lint-ignore no-explicit-any -- mean(), valueCounts(), str, dt … as danfojs documents them
  readonly [method: string]: any;
}

/** A table. Its columns are properties: `frame["tempo"]`. */
export class DataFrame extends NDframe {
  constructor(data: unknown, options?: Record<string, unknown>);
  readonly values: Cell[][];
  /** @param columns names */
  groupby(columns: string[]): GroupBy;
  describe(): DataFrame;
  column(name: string): Series;
  // deno-lint-ignore no-explicit-any -- columns by name, and every method danfojs documents
  readonly [columnOrMethod: string]: any;
}

/** Rows that share a value. */
export class GroupBy {
  agg(how: Record<string, string | string[]>): DataFrame;
  col(columns: string[]): GroupBy;
  count(): DataFrame;
  sum(): DataFrame;
  mean(): DataFrame;
  std(): DataFrame;
  min(): DataFrame;
  max(): DataFrame;
}

export function concat(
  options: { dfList: readonly NDframe[]; axis: 0 | 1 },
): DataFrame & Series;
export function merge(
  options: { left: DataFrame; right: DataFrame; on: string[]; how?: string },
): DataFrame;
// deno-lint-ignore no-explicit-any -- the tfjs that danfojs computes with
export const tensorflow: any;
