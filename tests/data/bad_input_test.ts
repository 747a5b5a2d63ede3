import { InputError } from "../../lib/core/errors.ts";
import { parseTracks, readTracks } from "../../lib/studies/spotify/read.ts";
import type { Role } from "../../lib/studies/spotify/read.ts";
import { QUANTITIES } from "../../lib/studies/spotify/schema.ts";
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
  const cr = fileOf([{}, {}, {}], { newline: "\r" });
  const [header, , row] = crlf.split("\r\n"), told = "lines that end in two ways";
  await refused(
    lf + row + "\r\n",
    "any",
    `row 3: ${told}`,
    'found "200000\\r"',
    "LF after every line",
  );
  await refused(
    `${header}\r\n${row}\n${row}\r\n`,
    "any",
    `row 2: ${told}`,
    "CRLF after every line",
  );
  // as these were before, the stray one passed for a part of its cell or was dropped
  await refused(`${header}\r\n${row}\n`, "any", `row 2: ${told}`);
  await refused(cr.replace(/\r([^\r]*)\r$/, "\r\n$1"), "any", `row 3: ${told}`);
  const quoted = row.replace(/200000$/, '"200000"');
  await refused(`${header}\n${quoted}\r\n`, "any", `row 2: ${told}`, "LF after every line");
});

Deno.test("what stands after a closing quote is never dropped, white space neither", async () => {
  for (const after of [" ", "\u00a0", "  x", "\v"]) {
    const text = fileOf([{}, { track_name: "a\tb" }]).replace('"a\tb"', `"a\tb"${after}`);
    await refused(text, "any", "row 3: text after a closing quote", 'found "a');
  }
});

Deno.test("a second byte-order mark belongs to the first name", async () => {
  const bytes = new TextEncoder().encode("\ufeff\ufeff" + fileOf([{}]));
  await refused(bytes, "any", "row 1: missing column track_name", "\\ufefftrack_name");
});

Deno.test("a genre that differs from others by case, spaces, accents or a way to write a number is refused, not learnt", async () => {
  for (
    const [genre, odd] of [
      ...[["pop", "Pop"], ["pop", "pop "], ["pop", "\u00a0pop"], ["é", "e\u0301"]],
      ...[["1", "1.0"], ["2e1", "20"], ["-0", "0"]], // pandas writes 1.0 where a label is missing elsewhere
    ]
  ) {
    const genres = ["rock", genre, odd].map((playlist_genre) => ({ playlist_genre }));
    const where = "row 4, column playlist_genre: a genre that is written in another way elsewhere";
    const expected = `expected ${JSON.stringify(genre)}, as in row 3`;
    await refused(fileOf(genres), "train", where, JSON.stringify(odd), expected);
    parseTracks(fileOf(genres), "good.csv", { as: "test" }); // where predictions replace it
  }
});

Deno.test("numbers beyond single precision, in which models calculate, are refused", async () => {
  for (const tempo of ["1e39", "-3.5e38", "9".repeat(400)]) {
    await refused(faulty({ tempo }), "any", "row 3, column tempo: not a number");
  }
  parseTracks(faulty({ tempo: "3.4e38" }), "good.csv");
});

Deno.test("the longest cells and names are told apart at once and quoted in short", async () => {
  const long = 300_000;
  for (const unit of ["9", " ", '"', "x", "-", "\u001b[31m"]) {
    const error = await assertFails(() =>
      parseTracks(faulty({ tempo: `${unit.repeat(long)}!` }), "bad.csv", { as: "train" })
    );
    assert(error.message.length < 300, `${error.message.length} characters`);
  }
  const columns = Array.from({ length: long }, (_, i) => `${i} ${"n".repeat(i ? 9 : long)}`);
  for (const header of [columns, [...COLUMNS, ...columns, "0 "], ["x".repeat(long), ...COLUMNS]]) {
    const error = await assertFails(() => parseTracks(header.join("\t"), "bad.csv"), "bad.csv");
    assert(error.message.length < 3000, `${error.message.length} characters`);
  }
});

Deno.test("a message shows control characters and marks of direction, it does not send them", async () => {
  const evil = "\u001b[2J\u009b31m\u202egnp.exe\u0007";
  const shown = "\\u001b[2J\\u009b31m\\u202egnp.exe";
  await refused(fileOf([{}]).replace("tempo", evil), "any", "missing column tempo", shown);
  await refused(fileOf([{}], { columns: [...COLUMNS, evil, evil] }), "any", `column ${shown}`);
  await refused(faulty({ tempo: evil }), "any", shown);
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
  const told = "row 1, column tempo: two columns of one name (columns 19 and 21)";
  await refused(fileOf([{}], { columns }), "any", told);
});

Deno.test("of a file whose cells are parted by another mark the header is told, not a quote further down", async () => {
  for (const [delimiter, mark] of [["|", '"|"'], [":", '":"'], [" ", '" "']]) {
    const rows = [{}, { track_name: 'Blue "Night" Song' }, {}];
    const text = fileOf(rows, { delimiter }).replace("Blue", '"Blue');
    const told = "row 1: no header with the names of the columns: the first row holds track_name";
    const expected = "with a tab, a comma or a semicolon between them";
    await refused(text, "train", told, `${expected}, not ${mark}`);
  }
  const named = fileOf([{}], { columns: COLUMNS.filter((name) => name !== "key") });
  await refused(`${named}"a" b\n`, "train", "row 1: missing column key"); // the first fault of the file
});

Deno.test("a row without a value among the tracks is refused, whatever the file is for", async () => {
  const lines = fileOf([{}, {}]).split("\n"), blank = lines[1].replace(/[^\t]+/g, "");
  for (const row of [blank, blank.replace("\t", " \t")]) {
    const text = [lines[0], lines[1], row, lines[2], blank].join("\n");
    for (const as of ["train", "test", "edm", "any"] as const) {
      await refused(text, as, "row 3: a row without a value", "20 empty cells", "delete the row");
    }
  }
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
    "two classes or more",
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
