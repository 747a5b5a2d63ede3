/** What every classifier asks of its inputs before it computes anything. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { isTags, oneOfK, type TagTarget, type Target, targetRows } from "../core/target.ts";

/** The classes that have rows, numbered without gaps. */
export interface Present {
  /** Per row, a position in `classes`. */
  readonly codes: Int32Array;
  /** Positions in `Labels.classes`, ascending; at least two. */
  readonly classes: Int32Array;
}

/** Checks a training table and its labels.
 *
 * @param model the model's name, for the message
 * @param missing whether the model can learn from NaN; infinities it never can
 * @throws {InputError} on zero rows or columns, one class, labels that do not fit, a value the model
 * cannot read
 */
export function checkTraining(
  model: string,
  x: Matrix,
  y: Target,
  { missing = false } = {},
): Present {
  if (x.rows > 0 && x.names.length === 0) {
    throw new InputError(`${model} cannot learn from zero columns`);
  }
  const present = checkLabels(model, x.rows, y);
  checkValues(model, x, missing);
  return present;
}

/** Checks the labels of a training table of any kind.
 *
 * @returns the classes that occur, so that a class without rows gets a column of zeros and nothing else
 * @throws {InputError} on zero rows, one class, labels that do not fit
 */
export function checkLabels(model: string, rows: number, target: Target): Present {
  if (rows === 0) throw new InputError(`${model} cannot learn from zero rows`);
  const y = oneOfK(target, model);
  if (y.codes.length !== rows) {
    throw new InputError(`${model} needs one label per row`, {
      found: `${y.codes.length} labels`,
      expected: `${rows}`,
    });
  }
  const counts = new Int32Array(y.classes.length);
  for (let i = 0; i < rows; i++) {
    const code = y.codes[i];
    if (!(code >= 0 && code < counts.length)) {
      throw new InputError(`${model} found a label that is no class`, {
        found: `${code} at row ${i} (counted from 0)`,
        expected: `0 to ${counts.length - 1}`,
      });
    }
    counts[code]++;
  }
  const classes = Int32Array.from(counts.keys()).filter((c) => counts[c] > 0);
  if (classes.length < 2) {
    throw new InputError(`${model} cannot learn from one class alone`, {
      found: `${rows} rows of ${y.classes[classes[0]]}`,
      expected: "rows of two classes or more",
    });
  }
  const position = new Int32Array(counts.length);
  classes.forEach((c, i) => position[c] = i);
  return { codes: y.codes.map((code) => position[code]), classes };
}

/** Checks a training table and its tags. A tag without a row, or that every row has, is no fault: it is answered so.
 *
 * @throws {InputError} on zero rows or columns, tags that do not fit, a value the model cannot read */
export function checkTags(
  model: string,
  x: Matrix,
  y: TagTarget,
  { missing = false } = {},
): void {
  if (x.rows === 0) throw new InputError(`${model} cannot learn from zero rows`);
  if (x.names.length === 0) throw new InputError(`${model} cannot learn from zero columns`);
  if (y.classes.length === 0) throw new InputError(`${model} cannot learn zero tags`);
  if (targetRows(y) !== x.rows) {
    throw new InputError(`${model} needs tags for every row`, {
      found: `tags of ${targetRows(y)} rows`,
      expected: `${x.rows}`,
    });
  }
  let odd = 0;
  while (odd < y.tags.length && y.tags[odd] <= 1) odd++;
  if (odd < y.tags.length) {
    throw new InputError(`${model} found a tag that is neither 0 nor 1`, {
      column: y.classes[odd % y.classes.length],
      found: `${y.tags[odd]} at row ${Math.floor(odd / y.classes.length)} (counted from 0)`,
    });
  }
  checkValues(model, x, missing);
}

/** Checks a training table and its classes or tags, for who learns both.
 *
 * @throws {InputError} as {@linkcode checkTraining} and {@linkcode checkTags} */
export function checkTarget(
  model: string,
  x: Matrix,
  y: Target,
  options: { readonly missing?: boolean } = {},
): void {
  if (isTags(y)) checkTags(model, x, y, options);
  else checkTraining(model, x, y, options);
}

/** Checks that a table to predict has the training table's columns, in the same order.
 * @throws {InputError} on other columns, or a value the model cannot read */
export function checkQuery(
  model: string,
  x: Matrix,
  names: readonly string[],
  { missing = false } = {},
): void {
  if (x.names.length !== names.length) {
    throw new InputError(`${model} was fitted on a table of another width`, {
      found: `${x.names.length} columns`,
      expected: `${names.length}`,
    });
  }
  for (let j = 0; j < names.length; j++) {
    if (x.names[j] !== names[j]) {
      throw new InputError(`${model} was fitted on other columns, or in another order`, {
        found: `${x.names[j]} as column ${j} (counted from 0)`,
        expected: names[j],
      });
    }
  }
  checkValues(model, x, missing);
}

/** Probabilities of the present classes (rows × `present.length`) as a table of all `classes`: those
 * without training rows get 0. */
export function ofAllClasses(
  probabilities: ArrayLike<number>,
  present: Int32Array,
  classes: readonly string[],
): Matrix {
  const k = present.length, out = matrix(probabilities.length / k, classes);
  for (let i = 0; i < out.rows; i++) {
    for (let c = 0; c < k; c++) {
      out.data[i * classes.length + present[c]] = probabilities[i * k + c];
    }
  }
  return out;
}

function checkValues(model: string, x: Matrix, missing: boolean): void {
  const { data } = x, d = x.names.length;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value - value === 0 || (missing && value !== value)) continue; // ∞ − ∞ and NaN − NaN are NaN
    throw new InputError(
      `${model} cannot read ${value !== value ? "a missing value" : "an infinite value"}`,
      {
        column: x.names[i % d],
        found: `${value} at row ${Math.floor(i / d)} of the table (counted from 0)`,
        expected: missing ? "a finite number or NaN" : "a finite number; fill gaps in before",
      },
    );
  }
}
