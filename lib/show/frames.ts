/** danfojs frames, shown by Jupyter as HTML tables. */
import type * as Danfojs from "./danfojs.ts";
import { InputError } from "../core/errors.ts";
import { type Dataset, isDataset } from "../data/mod.ts";
import { columnsOf } from "../evaluation/statistics/columns.ts";
import { escapeHtml, formatColumn } from "./format.ts";

/** The danfojs library. */
export type Danfo = typeof Danfojs;
/** A danfojs table. */
export type DataFrame = Danfojs.DataFrame;

type Shown = Danfojs.NDframe;

const display = Symbol.for("Jupyter.display");
/** Longer frames show their first and last rows only. */
const MOST_ROWS = 20;

let loaded: Promise<Danfo> | undefined;

/** danfojs, loaded at the first call (about half a second), its frames and series able to show themselves.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { DataFrame } = await danfo();
 * assertEquals(new DataFrame({ tempo: [120, 90] }).shape, [2, 1]);
 * ```
 */
export function danfo(): Promise<Danfo> {
  loaded ??= (async () => {
    const { tf } = await import("../nn/tf.ts"); // danfojs computes by the same tfjs
    tf.enableProdMode(); // danfojs and tfjs write advertisements to the console without it
    const dfd = await import("./danfojs.ts");
    // the root prototype, because head(), groupby() and df["a"] return instances of base classes
    Object.defineProperty(dfd.NDframe.prototype, display, {
      configurable: true,
      value(this: Shown) {
        return { "text/html": frameHtml(this), "text/plain": frameText(this) };
      },
    });
    return dfd;
  })();
  return loaded;
}

/** A file as a danfojs frame: its texts and classes, then the numbers that measure something; or named columns of equal
 * length.
 *
 * @param rows which rows of the file, in which order; by default all
 * @throws {InputError} when the columns' lengths differ
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tracks = await frame({ genre: ["rap", "pop"], tempo: Float64Array.of(96, 120) });
 * assertEquals(tracks.columns, ["genre", "tempo"]);
 * ```
 */
export async function frame(
  of: Dataset | Readonly<Record<string, ArrayLike<unknown>>>,
  rows?: Int32Array,
): Promise<DataFrame> {
  const columns = isDataset(of) ? columnsOf(of, rows) : of;
  const lengths = Object.entries(columns).map(([name, { length }]) => ({ name, length }));
  const odd = lengths.find(({ length }) => length !== lengths[0].length);
  if (odd) {
    throw new InputError("columns of different lengths make no frame", {
      column: odd.name,
      found: `${odd.length} values`,
      expected: `${lengths[0].length}, as in ${lengths[0].name}`,
    });
  }
  const { DataFrame } = await danfo();
  return new DataFrame(
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)])),
  );
}

/** The rows to show: all, or the first and last with a gap (−1) between. */
function shownRows(count: number): number[] {
  if (count <= MOST_ROWS) return Array.from({ length: count }, (_, i) => i);
  const half = MOST_ROWS / 2;
  return Array.from(
    { length: MOST_ROWS + 1 },
    (_, i) => i < half ? i : i === half ? -1 : count - MOST_ROWS - 1 + i,
  );
}

/** Index, then columns, as text; a gap is a row of dots. */
function shownCells(frame: Shown): { heads: string[]; rows: string[][]; numeric: boolean[] } {
  const at = shownRows(frame.shape[0]);
  const value = (i: number, j: number) =>
    frame.$isSeries ? frame.values[i] : (frame.values[i] as unknown[])[j];
  const columns = frame.columns.map((_, j) => at.filter((i) => i >= 0).map((i) => value(i, j)));
  const written = columns.map((column) => formatColumn(column, 6));
  let next = 0;
  const rows = at.map((i) => {
    if (i < 0) return ["⋮", ...frame.columns.map(() => "⋮")];
    const row = [String(frame.index[i]), ...written.map((column) => column[next])];
    next++;
    return row;
  });
  const numeric = columns.map((column) => column.some((value) => typeof value === "number"));
  return { heads: ["", ...frame.columns.map(String)], rows, numeric: [false, ...numeric] };
}

const sizeOf = ({ shape }: Shown) => `${shape[0]} rows × ${shape[1] ?? 1} columns`;

function frameHtml(frame: Shown): string {
  const { heads, rows, numeric } = shownCells(frame);
  const cell = (tag: string, text: string, j: number) =>
    `<${tag} style="text-align:${numeric[j] ? "right" : "left"}">${escapeHtml(text)}</${tag}>`;
  const line = (row: string[], tag: string) =>
    // an empty heading heads nothing: readers aloud would call it a column without a name
    `<tr>${row.map((text, j) => cell(j > 0 ? tag : text ? "th" : "td", text, j)).join("")}</tr>`;
  return `<table class="dataframe"><thead>${line(heads, "th")}</thead><tbody>` +
    `${rows.map((row) => line(row, "td")).join("")}</tbody></table><p>${sizeOf(frame)}</p>`;
}

function frameText(frame: Shown): string {
  const { heads, rows, numeric } = shownCells(frame);
  const widths = heads.map((head, j) => Math.max(head.length, ...rows.map((row) => row[j].length)));
  const line = (row: string[]) =>
    row.map((text, j) => numeric[j] ? text.padStart(widths[j]) : text.padEnd(widths[j]))
      .join("  ").trimEnd();
  return [heads, ...rows].map(line).concat("", sizeOf(frame)).join("\n");
}
