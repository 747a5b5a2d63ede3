import fc from "../fast_check.ts";
import { papaRow, type RowWriter, stdRow, writeTable } from "../../lib/data/csv.ts";
import { isBlank, parseRecords } from "../../lib/data/records.ts";
import { fetchStdCsv, type StdCsv } from "../../lib/data/std_csv.ts";
import { assertEquals } from "../assert.ts";

/** How @std/csv 1.0 writes a row, for machines that jsr.io cannot be reached from: a cell is quoted for the
 * separator, a line feed or a quote in it and for nothing else, and a row ends with CRLF. */
const likeStd: StdCsv = {
  stringify: (data, { separator }) =>
    data.map((row) =>
      row.map((cell) => {
        const quote = cell.includes(separator) || cell.includes("\n") || cell.includes('"');
        return quote ? '"' + cell.replaceAll('"', '""') + '"' : cell;
      }).join(separator) + "\r\n"
    ).join(""),
};
const real = await fetchStdCsv().catch(() => undefined);
const writers: [string, RowWriter][] = [["papaparse", papaRow], ["like @std/csv", stdRow(likeStd)]];
if (real) writers.push(["@std/csv", stdRow(real)]);

const table = (cells: string[][], delimiter = "\t") => ({
  delimiter,
  newline: "\n" as "\n" | "\r\n" | "\r",
  bom: false,
  header: cells[0].map((_, i) => `c${i}`),
  cells,
});
const written = (cell: string, writer: RowWriter, delimiter = "\t"): string => {
  const t = table([["x", cell, "y"]], delimiter);
  return writeTable(t, t.cells, writer).slice(`c0_c1_c2\nx_`.length, -"_y\n".length);
};

/** Cells that a writer may get wrong, and what must stand in a tab-separated file. */
const known: [cell: string, text: string][] = [
  ["plain", "plain"],
  ["", ""],
  ["a,b;c", "a,b;c"],
  ["a\tb", '"a\tb"'],
  ['7" Mix', '"7"" Mix"'],
  ['"', '""""'],
  ['""', '""""""'],
  ["two\nlines", '"two\nlines"'],
  ["ends\n", '"ends\n"'],
  ["a\r\nb", '"a\r\nb"'],
  ["lone\rreturn", '"lone\rreturn"'],
  ["\r", '"\r"'],
  [" leading", " leading"],
  ["trailing ", "trailing "],
  [" ", " "],
  ["  ", "  "],
  ["\u00a0x\u3000", "\u00a0x\u3000"],
  ["\ufeffmark", '"\ufeffmark"'],
  ["=SUM(A1)", "=SUM(A1)"],
  ["+1", "+1"],
  ["-1", "-1"],
  ["@home", "@home"],
  ["8.05e-5", "8.05e-5"],
  ["NA", "NA"],
  ["\ue000", "\ue000"],
  [" \ue000\ue001 ", " \ue000\ue001 "],
  ['\ue000"', '"\ue000"""'],
  ["夜 🌙 ليل", "夜 🌙 ليل"],
];

for (const [name, writer] of writers) {
  Deno.test(`${name} writes every known cell as it must be`, () => {
    for (const [cell, text] of known) assertEquals(written(cell, writer), text);
    assertEquals(written("a,b", writer, ","), '"a,b"');
    assertEquals(written("a\tb", writer, ","), "a\tb");
  });
}

Deno.test({
  name: real
    ? "@std/csv is reachable and was compared"
    : "@std/csv is not reachable here: only its rules were compared",
  ignore: real === undefined,
  fn() {},
});

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("\r", "\n", '"', " ", "\t", ",", "\ufeff", "\ue000", "a", "\ue001"),
  }),
);
const tables = fc.record({
  delimiter: fc.constantFrom("\t", ",", ";"),
  newline: fc.constantFrom("\n" as const, "\r\n" as const, "\r" as const),
  bom: fc.boolean(),
  cells: fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
});

Deno.test("all writers give the same bytes, and what is written is read back cell for cell (property)", () => {
  fc.assert(
    fc.property(tables, ({ cells, ...dialect }) => {
      fc.pre(!isBlank(cells.at(-1)!)); // blank rows at the end are no rows
      const header = ["track_name", "tempo", "key"], full = { ...dialect, header };
      const texts = writers.map(([, writer]) => writeTable(full, cells, writer));
      for (const text of texts) assertEquals(text, texts[0]);
      const back = parseRecords(
        texts[0].slice(dialect.bom ? 1 : 0),
        dialect.bom,
        "t.csv",
        new Set(header),
        (found) => assertEquals([...found], header),
      );
      assertEquals({ ...back, cells: [...back.cells] }, {
        ...full,
        cells: cells.map((row) => [...row]),
      });
    }),
    { numRuns: 500 },
  );
});
