/** Files on top of each other, as one. */
import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { anyOfK, type TagTarget } from "../core/target.ts";
import { allRows, type Dataset, dataset } from "./dataset.ts";
import { columnsOfKind, numberNames } from "./schema.ts";

/** The rows of all files, in order, with the columns that all of them have; groups run across files.
 *
 * Columns of the file without a name cannot be told from one another and are left out.
 *
 * @param files all of one schema
 * @param options.classes a class per file in place of its own: for asking which file a row comes from
 * @throws {InputError} when there is no file, or not one class per file
 * @example
 * ```ts ignore
 * const sixGenres = stackDatasets([train, edm]);
 * const origin = stackDatasets([train, test], { classes: ["train", "test"] });
 * ```
 */
export function stackDatasets(
  files: readonly Dataset[],
  { classes }: { classes?: readonly string[] } = {},
): Dataset {
  if (files.length === 0 || (classes && classes.length !== files.length)) {
    throw new InputError("files to be stacked, and a class for each if for any", {
      found: `${files.length} files${classes ? `, ${classes.length} classes` : ""}`,
    });
  }
  const { schema, table } = files[0], starts = [0];
  for (const { rows } of files) starts.push(starts.at(-1)! + rows);
  const rows = starts.at(-1)!;
  /** Those of the names that every file has, each with its values from all files. */
  const joined = <Column>(names: readonly string[], join: (name: string) => Column) =>
    Object.fromEntries(
      names.filter((name) => files.every((data) => data.has(name))).map((
        name,
      ) => [name, join(name)]),
    );

  const texts = joined(
    [...columnsOfKind(schema, "text"), ...columnsOfKind(schema, "class")],
    (name) => files.flatMap((data) => [...data.texts(name)]),
  );
  const header = table.header.filter((name) =>
    name.trim() !== "" && files.every(({ table }) => table.header.includes(name))
  );
  return dataset({
    file: files.map(({ file }) => file).join(" + "),
    rows,
    schema,
    fingerprint: createHash("sha256").update(files.map((data) => data.fingerprint).join(" "))
      .digest("hex").slice(0, 16),
    table: {
      ...table,
      header,
      cells: files.flatMap(({ table }) => {
        const at = header.map((name) => table.header.indexOf(name));
        return table.cells.map((row) => at.map((j) => row[j]));
      }),
    },
    numbers: joined(numberNames(schema), (name) => {
      const values = new Float64Array(rows);
      files.forEach((data, f) => values.set(data.numbers(name), starts[f]));
      return values;
    }),
    texts: classes
      ? {
        ...texts,
        [schema.task]: files.flatMap((data, f) => new Array<string>(data.rows).fill(classes[f])),
      }
      : texts,
    tags: joined(columnsOfKind(schema, "tags"), (name) => stackTags(files, name)),
    incomplete: files.flatMap((data, f) => {
      const complete = new Set(data.complete);
      return Array.from({ length: data.rows }, (_, row) => row)
        .filter((row) => !complete.has(row)).map((row) => row + starts[f]);
    }),
  });
}

function stackTags(files: readonly Dataset[], name: string): TagTarget {
  const parts = files.map((data) => anyOfK(data.target(name, allRows(data)), data.file));
  const tags = new Uint8Array(parts.reduce((sum, part) => sum + part.tags.length, 0));
  let at = 0;
  for (const part of parts) {
    tags.set(part.tags, at);
    at += part.tags.length;
  }
  return { classes: parts[0].classes, tags };
}
