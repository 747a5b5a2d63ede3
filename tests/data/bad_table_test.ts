import { parseTracks } from "../music.ts";
import { refused } from "./refused.ts";
import { cellsOf, COLUMNS, faulty, fileOf, TEST_COLUMNS } from "./tables.ts";

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

Deno.test("a line that ends in another way is refused among empty lines at the end too", async () => {
  for (const end of ["\n\n\r", "\n\r", "\t\n\t\r\n"]) {
    await refused(fileOf([{}]) + end, "any", /row [2345]: lines that end in two ways/);
  }
  await refused(`${fileOf([{}])}\n\t\n""x\n`, "any", "row 5: text after a closing quote");
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
