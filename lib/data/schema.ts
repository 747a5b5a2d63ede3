/** What a table means: the columns it has, what they hold, what is to be learnt. Plain data, one value a study. */
import { InputError } from "../core/errors.ts";

/** A column of the file, or the first of several that the file has. */
export type Source = string | readonly string[];

/** The least and the greatest number that can be true: what lies beyond is a fault of the file. */
export type Range = readonly [least: number, greatest: number | "next year"];

/** A column of finite numbers; an empty cell is a missing value. */
export interface NumberColumn {
  /** Tells it from the others. */
  readonly kind: "number";
  /** The file's name for it, where it is another. */
  readonly source?: Source;
  /** Whole numbers only: categories in numbers' clothes. */
  readonly whole?: boolean;
  /** What it is measured in: "BPM". */
  readonly unit?: string;
  /** What lies beyond is refused, or told where it is little. */
  readonly range?: Range;
}

/** A date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, read as three columns of numbers. */
export interface DateColumn {
  /** Tells it from the others. */
  readonly kind: "date";
  /** The file's name for it, where it is another. */
  readonly source?: Source;
  /** What the numbers are called: year (NaN where the cell is empty), month and day (0 where it gives none). */
  readonly parts: readonly [year: string, month: string, day: string];
  /** Years that can be true. */
  readonly range?: Range;
}

/** Free text; may be empty. */
export interface TextColumn {
  /** Tells it from the others. */
  readonly kind: "text";
  /** The file's name for it, where it is another. */
  readonly source?: Source;
  /** Files need not have it. */
  readonly optional?: boolean;
}

/** One of K classes, as text. Rows to predict need not have it. */
export interface ClassColumn {
  /** Tells it from the others. */
  readonly kind: "class";
  /** The file's name for it, where it is another. */
  readonly source?: Source;
  /** Files to learn from need not have it either. */
  readonly optional?: boolean;
}

/** Any of K tags: a column of 0 and 1 for each tag, named as the tag. Rows to predict need not have them. */
export interface TagColumns {
  /** Tells it from the others. */
  readonly kind: "tags";
  /** The tags' columns. */
  readonly source: readonly string[];
}

/** What a column holds. */
export type ColumnSpec = NumberColumn | DateColumn | TextColumn | ClassColumn | TagColumns;

/** What makes rows relatives: equal numbers, by the schema's names, or equal texts in the first of these columns, by
 * the file's names, that the file has. */
export type Group = { readonly numbers: readonly string[] } | { readonly text: Source };

/** What rows of any two files can share, by the schema's names. Letter case and the ways of writing a letter in Unicode
 * do not count. */
export type Key =
  | { readonly numbers: readonly string[]; readonly separator: string }
  | { readonly text: string };

/** What a table means. */
export interface Schema {
  /** What a row is, for messages and titles: "track". */
  readonly row: string;
  /** By the names that notebooks use. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** The column to be learnt: a class, or tags. */
  readonly task: string;
  /** What rows of one file can be kept together by. */
  readonly groups: Readonly<Record<string, Group>>;
  /** The group whose rows are one and the same thing. */
  readonly identity?: string;
  /** What rows can be counted together by. */
  readonly keys: Readonly<Record<string, Key>>;
  /** The columns that tell a reader which row it is. */
  readonly caption: readonly string[];
  /** Columns of the file that give the answer away: never a feature. */
  readonly leaks: readonly string[];
}

/** What is asked of the column that is the task: values in every row and of two classes at least; values in every row;
 * or nothing, where rows are to be predicted. */
export type LabelNeed = "several" | "given" | "any";

/** The file's columns from which a column can be read, in order of preference. */
export const sourcesOf = (schema: Schema, name: string): readonly string[] => {
  const { source = name } = schema.columns[name];
  return typeof source === "string" ? [source] : source;
};

/** The file's column from which a column is read: the first of its sources that the header has, or else the first. */
export const sourceIn = (schema: Schema, name: string, header: readonly string[]): string => {
  const sources = sourcesOf(schema, name);
  return sources.find((source) => header.includes(source)) ?? sources[0];
};

/** The names of the columns of one kind, in the schema's order. */
export const columnsOfKind = (schema: Schema, kind: ColumnSpec["kind"]): string[] =>
  Object.keys(schema.columns).filter((name) => schema.columns[name].kind === kind);

/** The columns without which a file cannot be used: of each the file's names for it, one of which suffices. Any other
 * column is kept as it is. */
export function requiredColumns(schema: Schema, labels: LabelNeed): (readonly string[])[] {
  return Object.entries(schema.columns).flatMap(([name, column]) => {
    if (column.kind === "tags") return labels === "any" ? [] : column.source.map((tag) => [tag]);
    const optional = "optional" in column && column.optional ||
      column.kind === "class" && (labels === "any" || name !== schema.task);
    return optional ? [] : [sourcesOf(schema, name)];
  });
}

/** What parts the names of a header that was read as one cell, where it is none of the delimiters. */
const unknownMark = (header: readonly string[], required: readonly string[]): string | undefined =>
  ["|", ":", "^", "~", " "].find((mark) =>
    header.some((cell) => cell.split(mark).filter((name) => required.includes(name)).length > 1)
  );

/** Columns may be without a name, any number of them.
 * @param required of each column its names, one of which suffices
 * @throws {InputError} when a name is missing (all that are missing are named) or stands twice */
export function checkHeader(
  header: readonly string[],
  required: readonly (readonly string[])[],
  file: string,
): void {
  const missing = required.filter((names) => !names.some((name) => header.includes(name)));
  const said = (columns: typeof required) => columns.map((names) => names.join(" or ")).join(", ");
  // Of a file without header this shows the first track's cells, which says enough.
  const shown = header.slice(0, 30).map((name) => {
    const line = name.replace(/[\r\n\t ]+/g, " ");
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
  });
  const list = [...shown, ...header.length > 30 ? ["…"] : []].join(", ");
  if (missing.length === required.length) {
    const mark = unknownMark(header, required.flat());
    throw new InputError(
      `no header with the names of the columns: the first row holds ${list}`,
      {
        ...{ file, row: 1 },
        expected: `${said(required)} with a tab, a comma or a semicolon between them` +
          (mark ? `, not ${JSON.stringify(mark)}` : ""),
      },
    );
  }
  const names = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    if (name.trim() === "") continue; // a spreadsheet's unused columns: kept as they are, never asked for
    const before = names.get(name);
    if (before !== undefined) {
      throw new InputError(`two columns of one name (columns ${before + 1} and ${at + 1})`, {
        ...{ file, row: 1, column: name },
        expected: "every name once",
      });
    }
    names.set(name, at);
  }
  if (missing.length > 0) {
    const columns = `missing column${missing.length > 1 ? "s" : ""} ${said(missing)}`;
    throw new InputError(`${columns}; the first row holds ${list}`, { file, row: 1 });
  }
}

/** The names of all columns of numbers, the parts of dates included, in the schema's order: numbers, then dates. */
export const numberNames = (schema: Schema): string[] => [
  ...columnsOfKind(schema, "number"),
  ...datesOf(schema).flatMap(({ parts }) => parts),
];

/** The names of the numbers that measure something, in the schema's order: numbers, then the years of dates. */
export const measuredNames = (schema: Schema): string[] => [
  ...columnsOfKind(schema, "number"),
  ...datesOf(schema).map(({ parts: [year] }) => year),
];

/** The names of the numbers that stand for categories. */
export const categoryNames = (schema: Schema): string[] =>
  Object.entries(schema.columns).flatMap(([name, column]) =>
    column.kind === "number" && column.whole ? [name] : []
  );

/** Whether a column of numbers is a part of a date, and so whole. */
export const isDatePart = (schema: Schema, name: string): boolean =>
  datesOf(schema).some(({ parts }) => parts.includes(name));

const datesOf = (schema: Schema): DateColumn[] =>
  Object.values(schema.columns).filter((column) => column.kind === "date");
