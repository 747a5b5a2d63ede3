/** A table of scores and tags as a dataset. */
import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { supportOf, type TagTarget } from "../../core/target.ts";
import { type Dataset, dataset, type Schema, type WideTable } from "../../data/mod.ts";

/** What a tag belongs to. */
export interface TagPlace {
  /** "Mood", "Instrument"; one and the same for all where nothing is known. */
  readonly class: string;
  /** A part of its class; the class where nothing is known. */
  readonly category: string;
}

/** Rows to learn from, rows to answer, and what is known of the tags. */
export interface TagTable {
  /** The name by which predictions are called. */
  readonly name: string;
  /** Rows whose tags are known. */
  readonly train: Dataset;
  /** Rows whose tags are asked for. */
  readonly test?: Dataset;
  /** By tag. */
  readonly places: Readonly<Record<string, TagPlace>>;
}

/** What the tags of a table are called as a column of its dataset. */
export const TAGS = "tags";

/** The numbers and, where they are known, the tags of a table's rows.
 *
 * @param features the columns to learn from, positions in `table.names`
 * @param tags of the same rows; undefined of rows to answer
 * @throws {InputError} when there is no feature or no tag */
export function tagDataset(
  table: WideTable,
  features: readonly number[],
  tags: readonly string[],
  y?: Uint8Array,
): Dataset {
  const { file, rows, ids, id, data } = table, k = table.names.length;
  if (features.length === 0) throw new InputError("no column to learn from", { file });
  if (tags.length === 0) {
    throw new InputError("no tags", { file, expected: "one column of 0 and 1 at least" });
  }
  const names = features.map((at) => table.names[at]);
  const schema: Schema = {
    ...{ row: "track", task: TAGS, groups: {}, keys: {}, caption: [], leaks: [] },
    columns: {
      ...Object.fromEntries(names.map((name) => [name, { kind: "number" as const }])),
      [TAGS]: { kind: "tags", source: tags },
    },
  };
  const numbers: Record<string, Float64Array> = {};
  for (const [j, name] of names.entries()) {
    let column: Float64Array | undefined; // made when it is asked for: most are read all at once, as a tensor
    const get = () =>
      column ??= Float64Array.from({ length: rows }, (_, i) => data[i * k + features[j]]);
    Object.defineProperty(numbers, name, { enumerable: true, get });
  }
  const incomplete = Int32Array.from({ length: rows }, (_, i) => i)
    .filter((i) => features.some((at) => Number.isNaN(data[i * k + at])));
  return dataset({
    ...{ file, rows, schema, numbers, texts: {}, incomplete },
    fingerprint: fingerprintOf(table, y),
    table: {
      delimiter: ",",
      newline: "\n",
      bom: false,
      header: [id],
      cells: ids.map((id) => [id]),
    },
    ...(y && { tags: { [TAGS]: { classes: tags, tags: y } satisfies TagTarget } }),
  });
}

function fingerprintOf({ fingerprint }: WideTable, y: Uint8Array | undefined): string {
  if (!y) return fingerprint;
  return createHash("sha256").update(fingerprint).update(y).digest("hex").slice(0, 16);
}

/** Columns of 0 and 1 as tags.
 *
 * @param at positions in `table.names`
 * @throws {InputError} with row and column, on a cell that is neither */
export function tagsFrom(table: WideTable, at: readonly number[]): Uint8Array {
  const { rows, names, data, file } = table,
    k = names.length,
    out = new Uint8Array(rows * at.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < at.length; j++) {
      const value = data[i * k + at[j]];
      if (value !== 0 && value !== 1) {
        throw new InputError("no tag", {
          ...{ file, row: table.lines?.[i] ?? i + 2, column: names[at[j]] },
          found: Number.isNaN(value) ? "nothing" : value,
          expected: "0 or 1",
        });
      }
      out[i * at.length + j] = value;
    }
  }
  return out;
}

/** What is strange in the tags but no reason to refuse them. */
export function oddities({ name, train }: TagTable): string[] {
  const y = train.target(TAGS, Int32Array.from({ length: train.rows }, (_, i) => i)) as TagTarget;
  const support = supportOf(y), k = y.classes.length;
  const never = y.classes.filter((_, tag) => support[tag] === 0);
  const always = y.classes.filter((_, tag) => support[tag] === train.rows);
  let bare = 0;
  for (let i = 0; i < train.rows; i++) {
    bare += Number(!y.tags.subarray(i * k, (i + 1) * k).includes(1));
  }
  const list = (tags: readonly string[]) =>
    `${tags.slice(0, 5).join(", ")}${tags.length > 5 ? ` and ${tags.length - 5} more` : ""}`;
  return [
    ...never.length ? [`${name}: no track has ${list(never)}: never said.`] : [],
    ...always.length ? [`${name}: every track has ${list(always)}: always said.`] : [],
    ...bare ? [`${name}: ${bare} of ${train.rows} tracks have no tag at all.`] : [],
  ];
}
