/** Which class and category each tag belongs to. */
import { InputError, shortened } from "../../core/errors.ts";
import { parseCells, readBytes } from "../../data/mod.ts";
import type { TagPlace } from "./table.ts";

/** Reads a list of tags: a row for each, with the columns `tag`, `class` and, where it is there, `category`; or, as a
 * challenge hands it out, a column for each and a row called `class`, and one called `category`.
 *
 * @param tags all that must be in it; undefined where the list says itself which there are
 * @param file undefined where there is no list: all tags are of one class
 * @throws {InputError} when the list lacks a tag, or is no such list */
export function readPlaces(
  tags: readonly string[] | undefined,
  file?: string,
): Record<string, TagPlace> {
  if (file === undefined) {
    return Object.fromEntries((tags ?? []).map((tag) => [tag, { class: "Tag", category: "Tag" }]));
  }
  const { header, cells } = parseCells(readBytes(file), file);
  const list = header.includes("tag") ? byRow(header, cells, file) : byColumn(header, cells, file);
  const unknown = (tags ?? []).find((tag) => !Object.hasOwn(list, tag));
  if (unknown !== undefined) {
    throw new InputError("a tag is not in the list", { file, expected: shortened(unknown) });
  }
  return tags ? Object.fromEntries(tags.map((tag) => [tag, list[tag]])) : list;
}

type Cells = readonly (readonly string[])[];

function byRow(header: readonly string[], cells: Cells, file: string): Record<string, TagPlace> {
  const [tag, name, category] = ["tag", "class", "category"].map((column) =>
    header.indexOf(column)
  );
  if (name < 0) {
    throw new InputError("no column class", { file, row: 1, expected: "tag and class" });
  }
  const seen = new Set<string>();
  for (const [i, { [tag]: found }] of cells.entries()) {
    if (seen.has(found)) {
      throw new InputError("a tag that stands twice", {
        ...{ file, row: i + 2, column: "tag", found, expected: "every tag once" },
      });
    }
    seen.add(found);
  }
  return Object.fromEntries(
    cells.map((row) => [row[tag], { class: row[name], category: row[category] || row[name] }]),
  );
}

function byColumn(header: readonly string[], cells: Cells, file: string): Record<string, TagPlace> {
  const rowOf = (name: string) => cells.find((row) => row[0] === name);
  const classes = rowOf("class"), categories = rowOf("category") ?? classes;
  if (!classes || !categories) {
    throw new InputError("neither a column tag nor a row class", {
      ...{ file, found: header.slice(0, 4).join(", ") },
      expected: "the columns tag and class, or a row that begins with class",
    });
  }
  return Object.fromEntries(
    header.slice(1).map((tag, i) => [tag, { class: classes[i + 1], category: categories[i + 1] }]),
  );
}
