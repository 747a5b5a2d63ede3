/** A table whose columns are typed: all that the engine may ask of data. */
import { InputError } from "../core/errors.ts";
import {
  type ClassTarget,
  oneOfK,
  type TagTarget,
  takeTarget,
  type Target,
} from "../core/target.ts";
import type { Tensor } from "../core/tensor.ts";
import { groupByText, groupByValues } from "./groups.ts";
import type { RawTable } from "./records.ts";
import { type Schema, sourcesOf } from "./schema.ts";

/** Rows of anything: tracks, clips, tagged songs. Columns, groups and keys have the names that the schema gives them. */
export interface Dataset {
  /** The file as the user named it. */
  readonly file: string;
  /** How many rows. */
  readonly rows: number;
  /** The rows, from 0, that lack no number and no date: those a model may be trained on. */
  readonly complete: Int32Array;
  /** The first 16 hexadecimal digits of a SHA-256 over what was read. */
  readonly fingerprint: string;
  /** What the columns mean. */
  readonly schema: Schema;
  /** The cells as they came, for exporting them again. */
  readonly table: RawTable;
  /** Whether the file has a column or a group of this name. */
  has(name: string): boolean;
  /** A column of numbers, NaN where the cell is empty. */
  numbers(name: string): Float64Array;
  /** A column of texts, classes included. */
  texts(name: string): readonly string[];
  /** What a column of classes or tags tells of `rows`. The classes are those of the whole file, in alphabetical order,
   * so that codes agree across splits. */
  target(name: string, rows: Int32Array): Target;
  /** Rows of one group share a number, from 0 in order of first appearance. */
  groups(name: string): Int32Array;
  /** A text that rows of any file share when they share what the key names. */
  key(name: string, row: number): string;
  /** An array of any shape per row: frames [time, features], pictures [height, width, 1]. */
  tensor(name: string, rows: Int32Array): Tensor | Promise<Tensor>;
}

/** What a {@linkcode Dataset} is made of. Every column has `rows` entries. */
export interface DatasetParts
  extends Pick<Dataset, "file" | "rows" | "fingerprint" | "schema" | "table"> {
  /** Columns of numbers, by the schema's names. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** Columns of texts and classes. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Targets of tags. */
  readonly tags?: Readonly<Record<string, TagTarget>>;
  /** Arrays of more axes, made when they are asked for. */
  readonly tensors?: Readonly<Record<string, (rows: Int32Array) => Tensor | Promise<Tensor>>>;
  /** Rows, from 0, that lack a number or a date. */
  readonly incomplete: ArrayLike<number>;
}

/** Whether a value is a {@linkcode Dataset} rather than columns of its own or a split: for what takes either. */
export const isDataset = (value: object): value is Dataset =>
  "numbers" in value && typeof value.numbers === "function";

/** All row numbers of a file: 0 … rows − 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * assertEquals(allRows(smallTracks([{}, {}, {}])), Int32Array.of(0, 1, 2));
 * ```
 */
export const allRows = ({ rows }: { readonly rows: number }): Int32Array =>
  Int32Array.from({ length: rows }, (_, i) => i);

/** What is to be learnt of `rows`: the column that the schema names as the task.
 * @throws {InputError} when the file lacks it
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ genre: "rap" }, { genre: "pop" }]);
 * assertEquals(taskOf(tracks, Int32Array.of(1)), { codes: Int32Array.of(0), classes: ["pop", "rap"] });
 * ```
 */
export const taskOf = (data: Dataset, rows: Int32Array): Target =>
  data.target(data.schema.task, rows);

/** The same where rows have one class each.
 *
 * @throws {InputError} when the file lacks the task's column, or its rows have tags
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ genre: "rap" }, { genre: "pop" }, { genre: "rap" }]);
 * assertEquals(classesOf(tracks, Int32Array.of(0, 2)), { codes: Int32Array.of(1, 1), classes: ["pop", "rap"] });
 * ```
 */
export const classesOf = (data: Dataset, rows: Int32Array): ClassTarget =>
  oneOfK(taskOf(data, rows), data.file);

/** Rows that are one and the same thing share a number; where the schema names no such group, every row is its own.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const song = Object.fromEntries(["tempo", "key", "energy"].map((name) => [name, 1]));
 * assertEquals(identityOf(smallTracks([song, song])), Int32Array.of(0, 1)); // other columns differ
 * ```
 */
export const identityOf = (data: Dataset): Int32Array =>
  data.schema.identity === undefined ? allRows(data) : data.groups(data.schema.identity);

/** Makes a dataset of columns that are typed already.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ tempo: 90, title: "One" }, { tempo: 128, title: "Two" }]);
 * assertEquals(tracks.numbers("tempo"), Float64Array.of(90, 128));
 * assertEquals(tracks.key("title", 1), "two");
 * ```
 */
export function dataset(parts: DatasetParts): Dataset {
  const { file, rows, fingerprint, schema, table, numbers, texts, tags = {}, tensors = {} } = parts;
  const lacking = new Set(Array.from(parts.incomplete));
  const targets = new Map<string, (rows: Int32Array) => ClassTarget>();
  const groups = new Map<string, Int32Array>();

  const column = <Column>(columns: Readonly<Record<string, Column>>, name: string): Column => {
    if (Object.hasOwn(columns, name)) return columns[name];
    const declared = Object.hasOwn(schema.columns, name);
    throw new InputError(`there is no ${name} in this file`, {
      file,
      expected: declared
        ? `a column ${sourcesOf(schema, name).join(" or ")}`
        : `one of ${Object.keys(columns).join(", ")}`,
    });
  };
  const data: Dataset = {
    ...{ file, rows, fingerprint, schema, table },
    complete: allRows(parts).filter((row) => !lacking.has(row)),
    has: (name) =>
      [numbers, texts, tags, tensors].some((columns) => Object.hasOwn(columns, name)) ||
      groupOf(data, name) !== undefined,
    numbers: (name) => column(numbers, name),
    texts: (name) => column(texts, name),
    tensor: (name, rows) => column(tensors, name)(rows),
    target(name, rows) {
      if (schema.columns[name]?.kind === "tags") return takeTarget(column(tags, name), rows);
      let target = targets.get(name);
      if (!target) targets.set(name, target = classesIn(data.texts(name)));
      return target(rows);
    },
    groups(name) {
      const found = groups.get(name) ?? groupOf(data, name);
      if (!found) {
        const expected = Object.keys(schema.groups).filter((name) => groupOf(data, name));
        throw new InputError(`no ${name} is known in this file`, {
          file,
          expected: `one of ${expected.join(", ")}`,
        });
      }
      groups.set(name, found);
      return found;
    },
    key: (name, row) => keyOf(data, name, row),
  };
  return data;
}

/** Texts as classes. */
function classesIn(texts: readonly string[]): (rows: Int32Array) => ClassTarget {
  const classes = [...new Set(texts)].sort(), code = new Map(classes.map((name, i) => [name, i]));
  return (rows) => ({ codes: Int32Array.from(rows, (row) => code.get(texts[row])!), classes });
}

/** The group's numbers; undefined where the file lacks the columns that tell them. */
function groupOf({ table, schema, numbers, rows }: Dataset, name: string): Int32Array | undefined {
  if (!Object.hasOwn(schema.groups, name)) return undefined;
  const group = schema.groups[name];
  if ("numbers" in group) return groupByValues(group.numbers.map(numbers), rows);
  const sources = typeof group.text === "string" ? [group.text] : group.text;
  const at = table.header.indexOf(sources.find((source) => table.header.includes(source)) ?? "");
  return at < 0 ? undefined : groupByText(table.cells.map((cells) => cells[at]));
}

function keyOf(data: Dataset, name: string, row: number): string {
  if (!Object.hasOwn(data.schema.keys, name)) {
    throw new InputError("rows have no such key", {
      found: name,
      expected: Object.keys(data.schema.keys).join(", "),
    });
  }
  const key = data.schema.keys[name];
  if ("text" in key) return data.texts(key.text)[row].normalize("NFKC").toLowerCase().trim();
  return key.numbers.map((name) => data.numbers(name)[row]).join(key.separator);
}

/** The same rows with some columns of numbers or texts, or groups, replaced: for asking a fitted model "what if". The
 * other groups, and the cells as they came, stay.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const slow = withColumns(smallTracks([{ tempo: 128 }]), { numbers: { tempo: Float64Array.of(90) } });
 * assertEquals([slow.numbers("tempo")[0], slow.texts("title")[0]], [90, "title 0"]);
 * ```
 */
export function withColumns(
  data: Dataset,
  { numbers = {}, texts = {}, groups = {} }: Partial<Pick<DatasetParts, "numbers" | "texts">> & {
    readonly groups?: Readonly<Record<string, Int32Array>>;
  },
): Dataset {
  const targets = new Map(
    Object.entries(texts).map(([name, column]) => [name, classesIn(column)] as const),
  );
  const changed: Dataset = {
    ...data,
    has: (name) => [numbers, texts, groups].some((own) => name in own) || data.has(name),
    groups: (name) => groups[name] ?? data.groups(name),
    numbers: (name) => numbers[name] ?? data.numbers(name),
    texts: (name) => texts[name] ?? data.texts(name),
    target: (name, rows) => targets.get(name)?.(rows) ?? data.target(name, rows),
    key: (name, row) => keyOf(changed, name, row),
  };
  return changed;
}
