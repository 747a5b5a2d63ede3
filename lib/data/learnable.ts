/** Whether what a file holds suffices to learn from. */
import { basename } from "node:path";
import { InputError } from "../core/errors.ts";
import type { FileColumn } from "./columns.ts";
import { type Dataset, identityOf } from "./dataset.ts";
import { sourceIn } from "./schema.ts";

/** Five folds, each with a row of every class. */
const LEAST_PER_CLASS = 5;

/** Fewer rows to learn from than these the notebooks do not promise to work with. */
export const LEAST_ROWS = 100;

/** How programs write a missing label. */
const MISSING = new Set(["nan", "na", "n/a", "<na>", "null", "none", "nil", "undefined", "#n/a"]);
const isMissing = (name: string): boolean => MISSING.has(name.trim().toLowerCase());

/** Every column has a value in some row. In a file to predict one may be empty throughout (a number becomes the training
 * median), and the sentence returned says so.
 *
 * @throws {InputError} naming the first column that is empty throughout */
export function checkFilled(
  { file, rows }: Dataset,
  columns: readonly FileColumn[],
  toLearn: boolean,
): string[] {
  const empty = columns.filter(({ present }) => present === 0);
  if (empty.length === 0) return [];
  const names = empty.map(({ spec }) => spec.name);
  if (!toLearn) {
    return [`In ${basename(file)} every row lacks ${names.join(", ")}.`];
  }
  const also = names.length > 1 ? `; the same is true of ${names.slice(1).join(", ")}` : "";
  throw new InputError(`empty in every row (${rows}), so there is nothing to learn from${also}`, {
    ...{ file, column: names[0] },
    expected: "a value in every row that is to be learnt from",
  });
}

/** Every class has rows for every fold: complete ones, and each thing counted once, for twins stay together. In files
 * too small for the notebooks two suffice, so that a few rows can at least be read and looked at.
 *
 * @param enough whether the training file has {@linkcode LEAST_ROWS} rows
 * @param instead what can be done besides giving the class more rows
 * @returns a sentence on the classes of two rows or more that are too few for the notebooks, in small files
 * @throws {InputError} naming the first class that has too few, and how many more have, or whose name says that there
 * is none */
export function checkClassSizes(data: Dataset, enough: boolean, instead: string): string[] {
  const { file, schema } = data, { task } = schema;
  const column = sourceIn(schema, task, data.table.header);
  const labels = data.texts(task), identity = identityOf(data);
  const sizes = new Map<string, { first: number; rows: number; things: Set<number> }>();
  labels.forEach((name, row) => {
    const size = sizes.get(name);
    if (size) size.rows++;
    else sizes.set(name, { first: row, rows: 1, things: new Set() });
  });
  for (const row of data.complete) {
    const { things } = sizes.get(labels[row])!;
    if (things.size < LEAST_PER_CLASS) things.add(identity[row]);
  }

  const few = [...sizes].filter(([, { things }]) => things.size < LEAST_PER_CLASS);
  const refused = few.filter(([, { things }]) => enough || things.size < 2);
  if (refused.length > 0) {
    const [name, { first, rows, things }] = refused[0], more = refused.length - 1;
    throw new InputError(
      `a ${task} of ${rows} row${
        rows > 1 ? "s" : ""
      }, ${things.size} usable (complete, each ${schema.row} once): ` +
        "too few to stand on both sides of every split" +
        (isMissing(name) ? "; its name stands for a missing one" : "") +
        (more > 0 ? `; and ${more} more ${task}${more > 1 ? "s" : ""} like it` : ""),
      {
        ...{ file, row: first + 2, column, found: name },
        expected: `at least ${LEAST_PER_CLASS} usable rows of every ${task}: ${instead}`,
      },
    );
  }
  const unnamed = [...sizes].find(([name]) => isMissing(name));
  if (unnamed) {
    const [name, { first, rows }] = unnamed;
    throw new InputError(`a ${task} of ${rows} rows whose name stands for a missing one`, {
      ...{ file, row: first + 2, column, found: name },
      expected: `a ${task}: leave rows without one out of the file`,
    });
  }
  if (few.length === 0) return [];
  const each = few.slice(0, 9).map(([name, { things }]) => `${name} (${things.size})`).join(", ");
  const rest = few.length > 9 ? ` and ${few.length - 9} more` : "";
  const of = `usable rows in ${basename(file)} for the notebooks, which need ${LEAST_PER_CLASS}`;
  return [`Too few ${of}: ${each}${rest}.`];
}

/** A sentence where the training file is smaller than the notebooks need. */
export const fewRows = ({ file, rows }: Dataset): string[] =>
  rows >= LEAST_ROWS
    ? []
    : [`${basename(file)} is smaller than the ${LEAST_ROWS} rows that the notebooks need.`];
