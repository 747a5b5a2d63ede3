/** The grid as a file of the published columns, and what tells how each row came about. */
import { writeAtomically } from "../../../core/atomic.ts";
import { InputError } from "../../../core/errors.ts";
import { papaRow, writeTable } from "../../../data/mod.ts";
import { MODELS } from "../published_networks.ts";
import { having, numbersOf, readTables } from "../tables.ts";
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

/** What a row's settings are found by. */
export const keyOf = (
  { model, hidden, layers, dropout, learningRate, epochs }: Partial<PublishedRow>,
): string => [model, hidden, layers, dropout, learningRate, epochs].join();

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
  const table = having(readTables(dir), ...COLUMNS);
  if (!table) return undefined;
  const numbers = (column: string) => numbersOf(table, column);
  const hidden = numbers("Hidden Size"), layers = numbers("Num Layers");
  const dropout = numbers("Dropout"), learningRate = numbers("Learning Rate");
  const epochs = numbers("Num Epochs"), accuracy = numbers("Accuracy"), loss = numbers("Loss");
  return table.column("Model Type").map((found, i) => {
    const model = MODELS.find((name) => name === found);
    if (!model) {
      throw new InputError("no model of the grid", {
        ...{ file: table.file, row: i + 2, column: "Model Type", found },
        expected: MODELS.join(", "),
      });
    }
    return {
      ...{ model, hidden: hidden[i], layers: layers[i], dropout: dropout[i] },
      ...{ learningRate: learningRate[i], epochs: epochs[i] },
      ...{ accuracy: accuracy[i], loss: loss[i] },
    };
  });
}
