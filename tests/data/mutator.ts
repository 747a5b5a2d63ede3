/** Files damaged on purpose, from a seed: what a download, an editor, a spreadsheet or an enemy may do to one. */
import type { Rng } from "../../lib/core/rng.ts";
import { BYTES, TEXT } from "./file_mutations.ts";
import { type Lines, TABLE } from "./table_mutations.ts";

const needsQuotes = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\r\n]/.test(cell);
const write = ({ header, rows, delimiter, newline, quote }: Lines): string =>
  [header, ...rows].map((row) =>
    Array.from(row, (cell) => quote(cell ?? "")).join(delimiter) + newline
  ).join("");

/** The names of all kinds of damage. */
export const MUTATIONS: readonly string[] = [TABLE, TEXT, BYTES].flatMap((kind) =>
  Object.keys(kind)
);

/** How many kinds of damage a file has, and which. */
export const drawn = (kinds: readonly string[], rng: Rng): string[] =>
  Array.from({ length: rng.choice([1, 1, 1, 2, 2, 3]) }, () => rng.choice(kinds));

/** A text with one to three kinds of damage.
 *
 * @param own kinds beside those of any text and any bytes */
export function mutatedText(
  text: string,
  rng: Rng,
  own: Readonly<Record<string, (text: string, rng: Rng) => string>>,
): { bytes: Uint8Array<ArrayBuffer>; mutations: string[] } {
  const texts = { ...own, ...TEXT };
  const few = Object.keys(own); // as often as all others together
  const mutations = drawn([...few, ...few, ...Object.keys(TEXT), ...Object.keys(BYTES)], rng);
  for (const name of mutations) text = texts[name]?.(text, rng.fork(name)) ?? text;
  let bytes: Uint8Array = new TextEncoder().encode(text);
  for (const name of mutations) bytes = BYTES[name]?.(bytes, rng.fork(name)) ?? bytes;
  return { bytes: Uint8Array.from(bytes), mutations };
}

/** A file with one to three kinds of damage.
 *
 * @param table an intact one
 * @returns the bytes, and what was done to them, in order */
export function mutated(
  table: { readonly header: readonly string[]; readonly cells: readonly (readonly string[])[] },
  rng: Rng,
): { bytes: Uint8Array<ArrayBuffer>; mutations: string[] } {
  const mutations = drawn(MUTATIONS, rng);
  const lines: Lines = {
    header: [...table.header],
    rows: table.cells.map((row) => [...row]),
    delimiter: "\t",
    newline: "\n",
    quote: (cell) => needsQuotes(cell, lines.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
  };
  const done: string[] = [];
  const each = <T>(kinds: Record<string, T>, apply: (damage: T, own: Rng) => void) => {
    for (const [i, name] of mutations.entries()) {
      if (!Object.hasOwn(kinds, name)) continue;
      apply(kinds[name], rng.fork(`${i} ${name}`));
      done.push(name);
    }
  };
  each(TABLE, (damage, own) => lines.rows.length > 0 && damage(lines, own));
  let text = write(lines);
  each(TEXT, (damage, own) => text = damage(text, own));
  let bytes: Uint8Array = new TextEncoder().encode(text);
  each(BYTES, (damage, own) => bytes = damage(bytes, own));
  return { bytes: Uint8Array.from(bytes), mutations: done };
}
