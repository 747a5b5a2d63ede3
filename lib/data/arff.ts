/** ARFF, the tables of Weka and Mulan: dense and sparse rows, to the same raw table that CSV gives. */
import { InputError } from "../core/errors.ts";
import { decodeText } from "./decode.ts";
import type { RawTable } from "./records.ts";

/** An attribute as the header declares it. */
interface Attribute {
  readonly name: string;
  /** The values of a nominal attribute; undefined of any other. */
  readonly values?: ReadonlySet<string>;
  /** What a sparse row has where it says nothing. */
  readonly first: string;
}

/** Whether a text is ARFF: its first line that is neither blank nor a comment names a relation.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(isArff("% moods\n@RELATION emotions\n"), true);
 * assertEquals(isArff("title,mood\n@relation,calm"), false);
 * ```
 */
export const isArff = (text: string): boolean =>
  /^(?:[ \t]*(?:%.*)?\r?\n)*[ \t]*@relation\b/i.test(text);

/** Reads ARFF. A missing value, `?`, becomes an empty cell, as it is in CSV; in a sparse row what is not named is 0, or
 * the first of an attribute's values.
 *
 * @param bom whether the file began with a byte-order mark
 * @param file its name, for messages
 * @throws {InputError} with the line, when the text is not ARFF: an attribute of no known type or named twice, a row
 * with too few or too many values, a value that its attribute does not list, a quote that is never closed
 * @see https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const text = "@relation songs\n@attribute bpm numeric\n@attribute 'is sad' {0,1}\n@data\n90,1\n{0 140}\n";
 * const { header, cells } = parseArff(text, false, "songs.arff");
 * assertEquals(header, ["bpm", "is sad"]);
 * assertEquals(cells, [["90", "1"], ["140", "0"]]);
 * ```
 */
export function parseArff(text: string, bom: boolean, file: string): RawTable {
  const lines = text.split(/\r\n|\n|\r/), attributes: Attribute[] = [];
  const cells: string[][] = [], at: number[] = [], names = new Set<string>();
  let isData = false;
  for (const [index, line] of lines.entries()) {
    const content = line.trim();
    if (content === "" || content.startsWith("%")) continue;
    const fault: Fault = (what, found, expected) => {
      throw new InputError(`${what} (line ${index + 1} of the file)`, { file, found, expected });
    };
    if (isData) {
      at.push(index + 1);
      cells.push(rowOf(content, attributes, fault));
    } else if (/^@data\s*$/i.test(content)) isData = true;
    else if (/^@attribute\s/i.test(content)) {
      const attribute = attributeOf(content.replace(/^@attribute\s+/i, ""), fault);
      if (names.has(attribute.name)) {
        fault("two attributes of one name", attribute.name, "every name once");
      }
      names.add(attribute.name);
      attributes.push(attribute);
    } else if (!/^@relation\b/i.test(content)) {
      fault("neither an attribute nor the data", content, "@attribute or @data");
    }
  }
  if (!isData) {
    throw new InputError("the file has no @data", { file, expected: "rows below @data" });
  }
  const header = attributes.map(({ name }) => name);
  return { delimiter: ",", newline: "\n", bom, header, cells, lines: at };
}

/** Refuses the line at hand. */
type Fault = (what: string, found: unknown, expected: string) => never;

function attributeOf(declared: string, fault: Fault): Attribute {
  const [, name, rest] =
    /^('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s'"{]\S*)\s+(.+)$/.exec(declared) ??
      fault("an attribute that cannot be read", declared, "@attribute name type");
  if (rest.startsWith("{")) {
    const list = rest.trimEnd();
    if (!list.endsWith("}")) fault("a list of values is not closed", rest, "}");
    const values = partsOf(list.slice(1, -1), fault).map(unquoted);
    return { name: unquoted(name), values: new Set(values), first: values[0] };
  }
  if (!/^(numeric|real|integer|string)\b/i.test(rest)) {
    fault(
      `an attribute of a type that is not read here: ${unquoted(name)}`,
      rest,
      "numeric, real, integer, string or {values}",
    );
  }
  return { name: unquoted(name), first: "0" };
}

function rowOf(line: string, attributes: readonly Attribute[], fault: Fault): string[] {
  const row = line.startsWith("{")
    ? sparse(line, attributes, fault)
    : partsOf(line, fault).map(cellOf);
  if (row.length !== attributes.length) {
    fault("a row of another length", `${row.length} values`, `${attributes.length}`);
  }
  for (const [j, { name, values }] of attributes.entries()) {
    if (row[j] === "" || !values || values.has(row[j])) continue;
    const [...some] = values.values().take(10);
    const more = values.size > some.length ? ", …" : "";
    fault(`a value that ${name} does not list`, row[j], some.join(", ") + more);
  }
  return row;
}

/** `{index value, …}`, indices from 0. */
function sparse(line: string, attributes: readonly Attribute[], fault: Fault): string[] {
  if (!line.endsWith("}")) fault("a sparse row is not closed", line, "}, and no weight after it");
  const row = attributes.map(({ first }) => first), inner = line.slice(1, -1).trim();
  const given = new Set<number>();
  for (const pair of inner === "" ? [] : partsOf(inner, fault)) {
    const [, index, value] = /^(\d+)\s+(.+)$/s.exec(pair) ??
      fault("a value without its attribute's number", pair, "a number, a space and a value");
    if (!(Number(index) < row.length)) {
      fault("a value of an attribute that is not declared", index, `0 to ${row.length - 1}`);
    }
    if (given.has(Number(index))) fault("a value given twice", pair, "every attribute once");
    given.add(Number(index));
    row[Number(index)] = cellOf(value);
  }
  return row;
}

/** A missing value is an empty cell; a quoted question mark is a value like others. */
const cellOf = (part: string): string => part === "?" ? "" : unquoted(part);

/** What stands between commas that are not inside quotes. */
function partsOf(list: string, fault: Fault): string[] {
  const parts: string[] = [];
  let from = 0, quote = "";
  for (let i = 0; i <= list.length; i++) {
    const c = list[i];
    if (quote && c === undefined) fault("a quote is opened and never closed", list, quote);
    else if (quote && c === "\\") i++;
    else if (quote) quote = c === quote ? "" : quote;
    else if (c === "'" || c === '"') quote = c;
    else if (c === "," || c === undefined) {
      parts.push(list.slice(from, i).trim());
      from = i + 1;
    }
  }
  return parts;
}

/** A quoted value's content; `\'` and `\"` stand for quotes, `\\` for a backslash. */
function unquoted(value: string): string {
  if (!/^(['"]).*\1$/s.test(value) || value.length < 2) return value;
  return value.slice(1, -1).replace(/\\(.)/gs, "$1");
}

/** The tags that the XML file beside a table of Mulan's names, in its order, those within others after them.
 *
 * @param content its bytes, or its text
 * @param file its name, for messages
 * @throws {InputError} when it names none, or one twice, or one cannot be read: left out, it would be learnt from
 * @see https://mulan.sourceforge.net/format.html
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const xml = `<labels xmlns="http://mulan.sourceforge.net/labels"><label name="rock &amp; roll"/></labels>`;
 * assertEquals(mulanTags(xml, "songs.xml"), ["rock & roll"]);
 * ```
 */
export function mulanTags(content: Uint8Array | string, file: string): string[] {
  const xml = typeof content === "string" ? content : decodeText(content, file).text;
  const expected = '<label name="…"/> inside <labels>', names = new Set<string>();
  for (const { 0: found, index, groups } of xml.matchAll(LABEL)) {
    if (groups!.comment !== undefined) continue;
    const [, double, single] = NAME.exec(groups!.inside ?? "") ?? [], name = double ?? single;
    const line = () => `(line ${xml.slice(0, index).split("\n").length} of the file)`;
    if (name === undefined) {
      throw new InputError(`a tag that cannot be read ${line()}`, { file, found, expected });
    }
    const tag = name.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity) => ENTITIES[entity]);
    if (names.has(tag)) {
      throw new InputError(`a tag is named twice ${line()}`, { file, found: tag });
    }
    names.add(tag);
  }
  if (names.size === 0) throw new InputError("no tags are named", { file, expected });
  return [...names];
}

/** A comment, what stands inside a tag's mark, or one that is never closed. */
const LABEL =
  /(?<comment><!--[^]*?(?:-->|$))|<label(?<inside>\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|<label\b[^<>]{0,60}/g;
const NAME = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
