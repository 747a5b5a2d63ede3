/** The same rows with one column changed: for asking a fitted model "what if". */
import { columnsOfKind, type Dataset, type Schema, withColumns } from "../../data/mod.ts";

/** The columns that a model of numbers may look at and that change as one: every number, and whole dates. */
export const changeable = (schema: Schema): string[] => [
  ...columnsOfKind(schema, "number"),
  ...columnsOfKind(schema, "date"),
];

/** A view in which `rows[i]` has the cells of `from[i]` in one column; nothing is written to the original.
 *
 * @param column a number, a text, a date or one part of a date */
export function exchanged(
  data: Dataset,
  column: string,
  rows: Int32Array,
  from: Int32Array,
): Dataset {
  const move = <Values extends { [index: number]: unknown }>(to: Values, old: Values): Values => {
    for (let i = 0; i < rows.length; i++) to[rows[i]] = old[from[i]];
    return to;
  };
  const spec = data.schema.columns[column];
  if (spec?.kind === "text") {
    const old = data.texts(column);
    return withColumns(data, { texts: { [column]: move([...old], [...old]) } });
  }
  const names = spec?.kind === "date" ? spec.parts : [column];
  return withColumns(data, {
    numbers: Object.fromEntries(names.map((name) => {
      const old = data.numbers(name);
      return [name, move(old.slice(), old)];
    })),
  });
}

/** A view in which `rows` have `value` in a column of numbers. */
export function setTo(data: Dataset, column: string, rows: Int32Array, value: number): Dataset {
  const values = data.numbers(column).slice();
  for (const row of rows) values[row] = value;
  return withColumns(data, { numbers: { [column]: values } });
}
