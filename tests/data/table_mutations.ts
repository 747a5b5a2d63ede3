/** Damage to a table: its cells, columns, rows and dialect. */
import type { Rng } from "../../lib/core/rng.ts";
import { QUANTITIES } from "../music.ts";
import { DATE_CELLS, FORMULAS, MARKS, NUMBERS, ODD_TEXTS } from "./hostile_cells.ts";

/** A table as lines of cells, before it is written; naive, for only intact files are taken apart so. */
export interface Lines {
  header: string[];
  rows: string[][];
  delimiter: string;
  newline: string;
  quote: (cell: string) => string;
}

const anyRow = (t: Lines, rng: Rng) => t.rows[rng.int(t.rows.length)];
const columnAt = (t: Lines, name: string) => t.header.indexOf(name);

/** Puts one of `values` into a random row of one of `columns`; into several rows now and then. */
const intoCells =
  (columns: readonly string[], values: readonly string[]) => (t: Lines, rng: Rng) => {
    const here = columns.filter((name) => t.header.includes(name));
    if (here.length === 0) return; // test.csv has no genres
    const at = columnAt(t, rng.choice(here));
    for (let times = rng.int(4) === 0 ? 1 + rng.int(5) : 1; times > 0; times--) {
      anyRow(t, rng)[at] = rng.choice(values);
    }
  };
const TEXTS = ["track_name", "track_album_name"], DATES = ["track_album_release_date"];
const ALL = [...TEXTS, ...DATES, ...QUANTITIES];
const everyLine = (t: Lines) => [t.header, ...t.rows];
const newlineOf = (newline: string) => (t: Lines) => void (t.newline = newline);
const delimiterOf = (delimiter: string) => (t: Lines) => void (t.delimiter = delimiter);

/** By name. */
export const TABLE: Record<string, (t: Lines, rng: Rng) => void> = {
  "absurd number": intoCells(QUANTITIES, NUMBERS),
  "absurd date": intoCells(DATES, DATE_CELLS),
  "empty cell": intoCells(ALL, ["", " ", "\t"]),
  "formula cell": intoCells([...ALL, "playlist_genre"], FORMULAS),
  "direction marks and controls": intoCells([...ALL, "playlist_genre"], MARKS),
  "odd text": intoCells([...TEXTS, ...QUANTITIES.slice(-1), "playlist_name"], ODD_TEXTS),
  "huge cell": (t, rng) => {
    anyRow(t, rng)[rng.int(t.header.length)] = rng.choice(["x", "9", '"', "\n", " "]).repeat(
      300_000,
    );
  },
  "huge column name": (t, rng) => void (t.header[rng.int(t.header.length)] = "n".repeat(300_000)),
  "unknown genre": intoCells(["playlist_genre"], [
    "gregorian",
    "edm",
    "",
    " ",
    "pop;rock",
    "constructor",
    "__proto__",
  ]),
  "genre in other case or with spaces": (t, rng) => {
    const row = anyRow(t, rng), at = columnAt(t, "playlist_genre"), genre = row[at] ?? "pop";
    const title = genre.charAt(0).toUpperCase() + genre.slice(1);
    row[at] = rng.choice([genre.toUpperCase(), title, ` ${genre}`, `${genre} `, `${genre}\u00a0`]);
  },
  "column twice": (t, rng) => {
    const j = rng.int(t.header.length), name = rng.int(2) ? t.header[j] : `${t.header[j]} 2`;
    for (const line of everyLine(t)) line.splice(rng.int(2), 0, line === t.header ? name : line[j]);
  },
  "column twice, whole": (t, rng) => {
    const j = rng.int(t.header.length), to = rng.int(t.header.length);
    const name = rng.choice([t.header[j], `${t.header[j]}_again`, ""]);
    for (const line of everyLine(t)) line.splice(to, 0, line === t.header ? name : line[j]);
  },
  "columns in another order": (t, rng) => {
    const order = rng.permutation(t.header.length);
    for (const line of everyLine(t)) line.splice(0, Infinity, ...Array.from(order, (j) => line[j]));
  },
  "column deleted": (t, rng) => {
    const j = rng.int(t.header.length);
    for (const line of everyLine(t)) line.splice(j, 1);
  },
  "column name misspelt": (t, rng) => {
    const j = rng.int(t.header.length), name = t.header[j];
    t.header[j] = rng.choice([
      name.toUpperCase(),
      ` ${name}`,
      `${name} `,
      "",
      name + "\u200b",
      `"${name}`,
    ]);
  },
  "header again": (t, rng) => void t.rows.splice(rng.int(t.rows.length), 0, [...t.header]),
  "header gone": (t) => void (t.header = t.rows.shift()!),
  "header only": (t) => void (t.rows = []),
  "one row": (t) => void t.rows.splice(1),
  "rows in another order": (t, rng) => void rng.shuffle(t.rows),
  "a row twice": (t, rng) => void t.rows.push([...anyRow(t, rng)]),
  "a cell too many": (t, rng) => void anyRow(t, rng).push("x"),
  "a cell too few": (t, rng) => void anyRow(t, rng).splice(rng.int(t.header.length), 1),
  "blank line": (t, rng) =>
    void t.rows.splice(rng.int(t.rows.length + 1), 0, [rng.choice(["", " ", "\t"])]),
  "blank lines at the end": (t, rng) => {
    for (let n = 1 + rng.int(4); n > 0; n--) t.rows.push([""]);
  },
  "commas between cells": delimiterOf(","),
  "semicolons between cells": delimiterOf(";"),
  "bars between cells": delimiterOf("|"),
  "CRLF": newlineOf("\r\n"),
  "CR": newlineOf("\r"),
  "LF and CR": newlineOf("\n\r"),
  "next line": newlineOf("\u0085"),
  "every cell quoted": (t) => void (t.quote = (cell) => `"${cell.replaceAll('"', '""')}"`),
  "no cell quoted": (t) => void (t.quote = (cell) => cell),
  "single quotes": (t) => void (t.quote = (cell) => `'${cell}'`),
  "spaces around quotes": (t) => void (t.quote = (cell) => `"${cell.replaceAll('"', '""')}" `),
};
