import { InputError } from "../../lib/core/errors.ts";
import { parseTracks, readTracks } from "../../lib/data/read.ts";
import type { Role } from "../../lib/data/schema.ts";
import { QUANTITIES } from "../../lib/data/tracks.ts";
import { assert, assertFails } from "../assert.ts";
import { cellsOf, COLUMNS, faulty, fileOf, TEST_COLUMNS } from "./tables.ts";

/** Reading must fail with an InputError that says all this. */
async function refused(content: string | Uint8Array, as: Role, ...parts: (string | RegExp)[]) {
  const error = await assertFails(
    () => parseTracks(content, "bad.csv", { as }),
    "bad.csv",
    ...parts,
  );
  assert(error instanceof InputError, `expected an InputError, found ${error.stack}`);
}

for (const name of QUANTITIES) {
  Deno.test(`${name}: what is no finite decimal number is refused with row, column, found, expected`, async () => {
    for (
      const cell of [
        "fast",
        "NaN",
        "Infinity",
        "-inf",
        "0x10",
        "1e999",
        "0,5",
        "1_000",
        "NA",
        "1 2",
        "٣",
      ]
    ) {
      await refused(
        faulty({ [name]: cell }),
        "train",
        `bad.csv, row 3, column ${name}: not a number`,
        `found ${JSON.stringify(cell)}`,
        "expected a",
      );
    }
  });
}

Deno.test("key and mode are whole numbers", async () => {
  await refused(faulty({ key: "3.5" }), "train", "row 3, column key: not a whole number", "3.5");
  await refused(faulty({ mode: "0.5" }), "train", "row 3, column mode: not a whole number");
});

Deno.test("a date that the calendar does not have is refused", async () => {
  for (
    const cell of [
      "2019-13-45",
      "2019-02-29",
      "1900-02-29",
      "2019-00",
      "19",
      "2019-1-1",
      "14/06/2019",
      "soon",
    ]
  ) {
    await refused(
      faulty({ track_album_release_date: cell }),
      "train",
      "row 3, column track_album_release_date: not a date",
      cell,
      "YYYY-MM-DD",
    );
  }
});

Deno.test("a row too short or too long says how many cells it has and should have", async () => {
  const whole = fileOf([{}, { playlist_genre: "rock" }]);
  const row = cellsOf().join("\t");
  await refused(
    whole + row.slice(0, row.lastIndexOf("\t")),
    "train",
    "row 4",
    "too short",
    "19 cells",
    "20 cells",
  );
  await refused(
    whole + row + "\t1\t2\n" + row,
    "train",
    "row 4",
    "too long",
    "22 cells",
    "20 cells",
  );
  await refused(fileOf([{}]) + "\n" + row, "any", "row 3", "an empty line", "20 cells");
});

Deno.test("lines that end in two ways are refused as such, whichever comes first", async () => {
  const [lf, crlf] = [fileOf([{}]), fileOf([{}, {}], { newline: "\r\n" })];
  const [header, , row] = crlf.split("\r\n");
  await refused(lf + row + "\r\n", "any", "row 3: lines that end in two ways", "LF after the last");
  await refused(
    `${header}\r\n${row}\n${row}\r\n`,
    "any",
    "row 2: lines that end",
    "39 cells",
    "CRLF",
  );
});

Deno.test("the first fault is told in full and the further rows with a fault are counted", async () => {
  const rows = [{ playlist_genre: "rock" }, { valence: "x" }, { energy: "y", tempo: "z" }, {
    key: "k",
  }, {}];
  await refused(fileOf(rows), "train", "row 3, column valence", "and 2 more rows with a fault");
});

Deno.test("rows are counted as records, and the line is told where line breaks in cells shift it", async () => {
  const rows = [{ track_name: "one\ntwo\nthree" }, { track_album_name: "a\r\nb" }, {
    tempo: "fast",
  }];
  await refused(fileOf(rows), "any", "row 4, column tempo", "(line 7 of the file)");
});

Deno.test("all missing columns are named at once, with what was found", async () => {
  const columns = COLUMNS.filter((name) => !["tempo", "key", "playlist_genre"].includes(name));
  const text = fileOf([{}], { columns });
  await refused(
    text,
    "train",
    "row 1",
    "missing columns key, tempo, playlist_genre",
    "track_name, track_pop",
  );
  await refused(text, "test", "missing columns key, tempo;");
  await refused(fileOf([{}], { columns: TEST_COLUMNS }), "edm", "missing column playlist_genre");
});

Deno.test("a file without a header, or of something else, says which columns are expected", async () => {
  const text = fileOf([{}]).split("\n")[1];
  await refused(text, "train", "row 1: no header", "holds Song, 50, Album", "expected track_name");
  await refused("hello\nworld\n", "test", "no header", "hello");
});

Deno.test("two columns of one name are refused", async () => {
  const columns = [...COLUMNS, "tempo"];
  await refused(fileOf([{}], { columns }), "any", "row 1, column tempo: two columns of one name");
});

Deno.test("empty files, headers alone and training data of one class are refused", async () => {
  await refused("", "train", "empty");
  await refused(new Uint8Array(), "train", "the file is empty");
  await refused("\n\n", "train", "empty");
  await refused(fileOf([]), "train", "a header and no rows");
  await refused(
    fileOf([{}, {}]),
    "train",
    "column playlist_genre: one class only",
    '"pop"',
    "two genres",
  );
  parseTracks(fileOf([{}, {}]), "good.csv", { as: "edm" }); // one class is what that file is for
});

Deno.test("a training row without a genre is refused", async () => {
  await refused(faulty({ playlist_genre: "" }), "train", "row 3, column playlist_genre: no genre");
});

Deno.test("quotes that do not match are refused with their row", async () => {
  const lines = fileOf([{}, {}, {}]).split("\n");
  const open = [...lines.slice(0, 2), `"${lines[2]}`, lines[3]].join("\n");
  await refused(open, "any", "row 3", "never closed");
  const after = [...lines.slice(0, 2), `"He" said${lines[2]}`, lines[3]].join("\n");
  await refused(after, "any", "row 3", "after a closing quote", "twice");
});

Deno.test("bytes that are not UTF-8 are refused with row, byte and position", async () => {
  const text = fileOf([{}, { track_name: "Caf* au lait" }, {}]), at = text.indexOf("*");
  for (const byte of [0xe9, 0x80, 0xff, 0xc3]) {
    const bytes = new TextEncoder().encode(text);
    bytes[at] = byte;
    const where = `byte 0x${byte.toString(16)} at position ${at + 1}`;
    await refused(bytes, "any", "row 3: wrong encoding", where, "UTF-8");
  }
  const cut = new TextEncoder().encode(text + "é").subarray(0, -1);
  await refused(cut, "any", "wrong encoding", "byte 0xc3");
});

Deno.test("UTF-16, binary files and NUL bytes are refused as what they are", async () => {
  const wide = Uint8Array.from(
    [0xff, 0xfe, ...fileOf([{}])].flatMap((c) =>
      typeof c === "number" ? [c] : [c.charCodeAt(0), 0]
    ),
  );
  await refused(wide, "any", "wrong encoding", "UTF-16");
  await refused(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "any", "binary", "spreadsheet");
  const nul = new TextEncoder().encode(faulty({ track_name: "a\0b" }));
  await refused(nul, "any", "row 3: a binary file", "NUL byte");
});

Deno.test("a file that is not there, or is a folder, is named", async () => {
  const missing = await assertFails(
    () => readTracks("/no/where.csv"),
    "/no/where.csv: there is no such file",
  );
  assert(missing instanceof InputError);
  await assertFails(() => readTracks("/tmp"), "/tmp: ", "a folder");
});
