/** The grid as a file of the published columns, and what tells how each row came about. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../../core/atomic.ts";
import { InputError } from "../../../core/errors.ts";
import { papaRow, parseCells, parseNumber, readBytes, writeTable } from "../../../data/mod.ts";
import { MODELS, type PublishedModel } from "../published_networks.ts";
import type { GridRow } from "./grid.ts";

/** The published columns. */
const COLUMNS = [
  ...["Model Type", "Hidden Size", "Num Layers", "Dropout", "Learning Rate", "Num Epochs"],
  ...["Early Stopping", "Patience", "Accuracy", "Loss"],
];

/** What they do not tell. */
const MORE = ["Seed", "Epochs Trained", "Seconds", "From"];

const FROM = {
  training: "trained",
  beginning: "beginning of a longer training",
  repeat: "repeat: the model does not read Num Layers",
} as const;

/** Writes the rows, in their order, whole or not at all.
 *
 * @example
 * ```ts ignore
 * await writeGrid(join(study.out, "grid.csv"), rows);
 * ```
 */
export async function writeGrid(
  path: string,
  rows: readonly GridRow[],
  patience = 5,
): Promise<string> {
  const cells = rows.map((row) =>
    [
      ...[row.model, row.hidden, row.layers, row.dropout, row.learningRate, row.epochs],
      ...["True", patience, row.accuracy, row.loss],
      ...[row.seed, row.trained, row.seconds.toFixed(2), FROM[row.from]],
    ].map(String)
  );
  const form = {
    delimiter: ",",
    newline: "\n",
    bom: false,
    header: [...COLUMNS, ...MORE],
  } as const;
  await writeAtomically(path, writeTable(form, cells, papaRow));
  return path;
}

/** A row of the published file. */
export type PublishedRow = Pick<
  GridRow,
  "model" | "hidden" | "layers" | "dropout" | "learningRate" | "epochs" | "accuracy" | "loss"
>;

/** The published results, where a folder holds a table of these columns.
 *
 * @throws {InputError} when a cell is none of its column
 *
 * @example
 * ```ts ignore
 * const published = readPublishedGrid(study.dir);
 * ```
 */
export function readPublishedGrid(dir: string): PublishedRow[] | undefined {
  for (const name of readdirSync(dir).filter((name) => /\.csv$/i.test(name)).sort()) {
    const file = join(dir, name), { header, cells } = parseCells(readBytes(file), file);
    if (!COLUMNS.every((column) => header.includes(column))) continue;
    return cells.map((row, i) => {
      const at = (column: string) => ({
        ...{ file, row: i + 2, column, found: row[header.indexOf(column)] },
      });
      const number = (column: string) => {
        const value = parseNumber(at(column).found ?? "");
        if (value !== undefined) return value;
        throw new InputError("not a number", { ...at(column), expected: "a finite number" });
      };
      const model = at("Model Type").found as PublishedModel;
      if (!MODELS.includes(model)) {
        throw new InputError("no model of the grid", {
          ...at("Model Type"),
          expected: MODELS.join(", "),
        });
      }
      return {
        ...{ model, hidden: number("Hidden Size"), layers: number("Num Layers") },
        ...{ dropout: number("Dropout"), learningRate: number("Learning Rate") },
        ...{ epochs: number("Num Epochs"), accuracy: number("Accuracy"), loss: number("Loss") },
      };
    });
  }
}
