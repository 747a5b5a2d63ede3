import { Buffer } from "node:buffer";
import fc from "../fast_check.ts";
import { exportPredictions } from "../../lib/data/prediction.ts";
import { parseTracks, QUANTITIES } from "../music.ts";
import { assert, assertEquals } from "../assert.ts";
import { courseFile } from "../needs.ts";
import { plainRead } from "./plain_reader.ts";
import { cellsOf, courseTest, TEST_COLUMNS } from "./tables.ts";

/** Exports predictions for a file of these bytes; gives the bytes of the file made. */
async function exported(bytes: Uint8Array, predicted: (rows: number) => string[], out: string) {
  const test = parseTracks(bytes, "test.csv", { as: "test" });
  const options = { out, nom: "NOM", what: "base" } as const;
  return Deno.readFileSync(await exportPredictions(test, predicted(test.rows), options));
}

async function inFolder(body: (out: string) => Promise<void>) {
  const out = await Deno.makeTempDir();
  try {
    await body(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("\r", "\n", '"', " ", "\t", ",", ";", "\ufeff", "\ue000", "a", "="),
  }),
  fc.constantFrom("NA", "null", "=1+1", "-1", "007", "1e5", "", " ", "TRUE", "2019-06-14", "'"),
).map((cell) => cell.replaceAll("\0", ""));
const spelling = fc.constantFrom(..."007|+.5|5.|8.05E-05|-0|0.10| 3 ||-0.0|1e2|  |100".split("|"));
const whole = fc.constantFrom("07", "+1", "-1", "3.0", " 2 ", "", "0e0");
const date = fc.constantFrom("1999", "2001-02", "2016-02-29", "0000", "0000-00-00", "");
const names = fc.uniqueArray(text.filter((name) => !TEST_COLUMNS.includes(name)), { maxLength: 3 });
const dialect = fc.record({
  delimiter: fc.constantFrom("\t", ",", ";"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  bom: fc.boolean(),
  lastNewline: fc.boolean(),
});

/** Any file that test.csv may be: its columns in any order with others between, cells in any spelling. */
const file = fc.record({
  extra: names,
  has: fc.boolean(),
  dialect,
  rows: fc.integer({ min: 1, max: 5 }),
})
  .chain(({ extra, has, dialect, rows }) => {
    const all = [...TEST_COLUMNS, ...extra, ...has ? ["playlist_genre"] : []];
    return fc.shuffledSubarray(all, { minLength: all.length }).chain((header) => {
      const cell = (name: string) =>
        name === "key" || name === "mode"
          ? whole
          : name === "track_album_release_date"
          ? date
          : (QUANTITIES as readonly string[]).includes(name)
          ? spelling
          : text;
      const row = fc.tuple(...header.map(cell));
      const cells = fc.array(row, { minLength: rows, maxLength: rows });
      // whether a cell that needs no quotes has some nevertheless
      const quoted = fc.infiniteStream(fc.integer({ min: 0, max: 5 }).map((n) => n === 0));
      return fc.record({
        header: fc.constant(header),
        cells,
        quoted,
        dialect: fc.constant(dialect),
      });
    });
  });

Deno.test("whatever test.csv is, its every cell comes out as it was, and the prediction last (property)", () =>
  inFolder(async (out) => {
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.array(text, { minLength: 5, maxLength: 5 }),
        async (given, genres) => {
          const { header, cells, quoted, dialect: { delimiter, newline, bom, lastNewline } } =
            given;
          const written = (cell: string) =>
            cell.includes(delimiter) || /["\r\n\ufeff]/.test(cell) || quoted.next().value
              ? `"${cell.replaceAll('"', '""')}"`
              : cell;
          const lines = [header, ...cells].map((row) => row.map(written).join(delimiter));
          const whole = (bom ? "\ufeff" : "") + lines.join(newline) + (lastNewline ? newline : "");
          const predicted = genres.map((genre) =>
            genre.trim() === "" ? "pop" : genre.toWellFormed()
          );
          const bytes = await exported(
            new TextEncoder().encode(whole),
            (rows) => predicted.slice(0, rows),
            out,
          );
          const back = plainRead(bytes, "test");
          assert(!("why" in back), JSON.stringify(back));
          const at = header.indexOf("playlist_genre");
          const kept = (row: readonly string[]) => at < 0 ? row : row.toSpliced(at, 1);
          assertEquals([back.delimiter, back.newline, back.bom], [delimiter, newline, bom]);
          assertEquals(back.header, [...kept(header), "playlist_genre"]);
          assertEquals(back.cells, cells.map((row, i) => [...kept(row), predicted[i]]));
        },
      ),
      { numRuns: 300 },
    );
  }));

Deno.test("a file in the course's own form comes out byte for byte (property)", () =>
  inFolder(async (out) => {
    const title = text.filter((cell) => !/[\t"\r\n\ufeff]/.test(cell));
    await fc.assert(
      fc.asyncProperty(fc.array(title, { minLength: 1, maxLength: 6 }), async (titles) => {
        const lines = titles.map((track_name) => cellsOf({ track_name }, TEST_COLUMNS).join("\t"));
        const encode = (ends: string[]) =>
          new TextEncoder().encode(
            [TEST_COLUMNS.join("\t"), ...lines].map((line, i) => line + ends[i] + "\n").join(""),
          );
        const predicted = titles.map((_, i) => i % 2 ? "pop" : "r&b");
        const bytes = await exported(encode(["", ...titles.map(() => "")]), () => predicted, out);
        const ends = ["playlist_genre", ...predicted].map((cell) => `\t${cell}`);
        assertEquals(bytes, encode(ends));
      }),
      { numRuns: 200 },
    );
  }));

courseTest(
  "the course's test.csv comes out byte for byte, but for the new last cell of every line",
  () =>
    inFolder(async (out) => {
      const given = Deno.readFileSync(courseFile("test.csv")!);
      const genres = ["r&b", "pop", "rap"];
      const made = await exported(
        given,
        (rows) => Array.from({ length: rows }, (_, i) => genres[i % 3]),
        out,
      );
      let at = 0, line = 0;
      const end = new TextEncoder(),
        same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
      for (let from = 0; from < given.length; line++) {
        const to = given.indexOf(10, from), until = to < 0 ? given.length : to;
        const cell = end.encode(`\t${line === 0 ? "playlist_genre" : genres[(line - 1) % 3]}\n`);
        assert(
          same(made.subarray(at, at += until - from), given.subarray(from, until)),
          `line ${line + 1}`,
        );
        assert(same(made.subarray(at, at += cell.length), cell), `the end of line ${line + 1}`);
        from = until + 1;
      }
      assertEquals([at, line], [made.length, 5358]);
    }),
);
