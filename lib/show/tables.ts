/** Rows of anything as a neat table, in HTML and in plain text. */
import { InputError } from "../core/errors.ts";
import { direction } from "../evaluation/metrics/registry.ts";
import { escapeHtml, formatColumn } from "./format.ts";

const display = Symbol.for("Jupyter.display");

/** A table ready to be shown: written out where there is text alone, drawn in Jupyter. */
export interface Table {
  /** From left to right. */
  readonly columns: readonly string[];
  /** Every cell as it is shown, row by row. */
  readonly cells: readonly (readonly string[])[];
  /** Aligned plain text. */
  toString(): string;
  /** An HTML table, every cell escaped. */
  toHtml(): string;
}

/** How a table is to look. */
export interface TableOptions {
  /** Significant digits of the largest number of a column. */
  digits?: number;
  /** Columns whose best value is set in bold: names of scores, which know their direction (scores/registry.ts); or
   * which end is best, for columns that are no score. */
  highlightBest?: readonly string[] | Readonly<Record<string, "max" | "min">>;
  /** A line above the table. */
  title?: string;
}

/** A title stands in one line, whatever the width of its table. */
const CAPTION = "text-align:left;white-space:nowrap";

/** Where a column is looked for after the row itself: a run's record keeps its numbers one level down. */
const NESTED = ["settings", "scores", "curve"] as const;

function cell(row: object, column: string): unknown {
  const own = row as Record<string, unknown>;
  if (column in own) return own[column];
  for (const part of NESTED) {
    const inner = own[part];
    if (typeof inner === "object" && inner !== null && column in inner) {
      return (inner as Record<string, unknown>)[column];
    }
  }
}

/** Which end of a column is best. */
function bestEnds(
  asked: NonNullable<TableOptions["highlightBest"]>,
): Readonly<Record<string, "max" | "min">> {
  if (!isList(asked)) return asked;
  return Object.fromEntries(asked.map((score) => [score, direction(score) > 0 ? "max" : "min"]));
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

class RowsTable implements Table {
  readonly cells: string[][];
  readonly #numeric: boolean[];
  readonly #best: boolean[][];

  constructor(rows: readonly object[], readonly columns: string[], readonly options: TableOptions) {
    const { digits = 4 } = options, highlightBest = bestEnds(options.highlightBest ?? {});
    const values = columns.map((column) => rows.map((row) => cell(row, column)));
    const written = values.map((column) => formatColumn(column, digits));
    this.cells = rows.map((_, i) => written.map((column) => column[i]));
    this.#numeric = values.map((column) =>
      column.some((value) => typeof value === "number") &&
      column.every((value) => typeof value === "number" || value === null || value === undefined)
    );
    this.#best = written.map((texts, j) => {
      const way = highlightBest[columns[j]];
      const numbers = values[j].map((value) => typeof value === "number" ? value : NaN);
      const finite = numbers.filter((value) => !Number.isNaN(value));
      if (!way || finite.length === 0) return texts.map(() => false);
      const best = numbers.indexOf(way === "max" ? Math.max(...finite) : Math.min(...finite));
      return texts.map((text) => text === texts[best]); // what reads the same is as good
    });
  }

  toString(): string {
    const widths = this.columns.map((name, j) =>
      Math.max(name.length, ...this.cells.map((row) => row[j].length))
    );
    const line = (cells: readonly string[]) =>
      cells.map((text, j) => this.#numeric[j] ? text.padStart(widths[j]) : text.padEnd(widths[j]))
        .join("  ").trimEnd();
    return [
      ...(this.options.title ? [this.options.title] : []),
      line(this.columns),
      widths.map((width) => "─".repeat(width)).join("  "),
      ...this.cells.map(line),
    ].join("\n");
  }

  toHtml(): string {
    const align = (j: number) => ` style="text-align:${this.#numeric[j] ? "right" : "left"}"`;
    const head = this.columns.map((name, j) => `<th${align(j)}>${escapeHtml(name)}</th>`);
    const body = this.cells.map((row, i) => {
      const cells = row.map((text, j) => {
        const safe = escapeHtml(text);
        return `<td${align(j)}>${this.#best[j][i] ? `<b>${safe}</b>` : safe}</td>`;
      });
      return `<tr>${cells.join("")}</tr>`;
    });
    const { title } = this.options;
    return `<table class="dataframe">${
      title ? `<caption style="${CAPTION}">${escapeHtml(title)}</caption>` : ""
    }` +
      `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  }

  [display](): Record<string, string> {
    return { "text/html": this.toHtml(), "text/plain": this.toString() };
  }

  /** `console.log(table)` outside Jupyter. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}

/** Rows as a table: numbers to the right, with the same decimals in a column.
 *
 * @param rows plain objects, or runs' records: a column that a row lacks is looked for in its `settings`,
 * `scores` and `curve`
 * @param columns which to show, in this order; by default those of the first row
 * @throws {InputError} when no row has one of the columns
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const runs = [{ settings: { batchSize: 16 }, scores: { accuracy: .571 } }];
 * assertEquals(table(runs, ["batchSize", "accuracy"]).cells, [["16", "0.571"]]);
 * ```
 */
export function table(
  rows: readonly object[],
  columns?: readonly string[],
  options: TableOptions = {},
): Table {
  const shown = [...columns ?? Object.keys(rows[0] ?? {})];
  for (const name of rows.length ? shown : []) {
    if (rows.every((row) => cell(row, name) === undefined)) {
      throw new InputError("a table's column that no row has", {
        found: name,
        expected: `one of ${[...new Set(rows.flatMap(names))].join(", ")}`,
      });
    }
  }
  return new RowsTable(rows, shown, options);
}

/** Every name under which a row's cells can be asked for. */
function names(row: object): string[] {
  const own = row as Record<string, unknown>;
  return Object.keys(own).flatMap((key) =>
    (NESTED as readonly string[]).includes(key) ? Object.keys(own[key] ?? {}) : [key]
  );
}
