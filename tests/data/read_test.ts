import fc from "../fast_check.ts";
import { papaRow, writeTable } from "../../lib/data/csv.ts";
import { parseTracks, readTracks } from "../music.ts";
import { assert, assertEquals } from "../assert.ts";
import { COLUMNS, courseTest, fileOf, TEST_COLUMNS } from "./tables.ts";

const rock = { playlist_genre: "rock" };
const read = (text: string) => parseTracks(text, "t.csv");

for (const [name, delimiter] of [["tab", "\t"], ["comma", ","], ["semicolon", ";"]]) {
  Deno.test(`a file with a ${name} between its cells is read without being told so`, () => {
    const tracks = read(fileOf([{ track_name: "a,b;c\td" }, rock], { delimiter }));
    assertEquals(tracks.table.delimiter, delimiter);
    assertEquals(tracks.texts("title"), ["a,b;c\td", "Song"]);
  });
}

for (const [name, newline] of [["LF", "\n"], ["CRLF", "\r\n"], ["CR", "\r"]]) {
  Deno.test(`lines may end with ${name}, the last one may end with nothing or be followed by empty ones`, () => {
    const text = fileOf([{}, rock], { newline });
    for (const variant of [text, text.slice(0, -newline.length), text + newline + newline]) {
      const tracks = read(variant);
      assertEquals([tracks.rows, tracks.table.newline], [2, newline]);
      assertEquals(tracks.numbers("duration_ms")[1], 200000);
    }
  });
}

Deno.test("a byte-order mark is kept aside and is no part of the first name", () => {
  const bytes = new TextEncoder().encode("\ufeff" + fileOf([rock]));
  for (const content of [bytes, "\ufeff" + fileOf([rock])]) {
    const { table } = parseTracks(content, "t.csv");
    assertEquals([table.bom, table.header[0]], [true, "track_name"]);
  }
  assertEquals(read(fileOf([rock])).table.bom, false);
});

Deno.test("quotes, tabs and line breaks inside quotes, every script, NA and numbers stay text", () => {
  const titles = [
    'Heroes (From "The Film")',
    "Side A\tSide B",
    "two\nlines",
    "NA",
    "null",
    "1984",
    "1e5",
    "",
    '12" Mix',
    "夜の電車 🌙 ليل Ночь",
    " spaces ",
  ];
  const tracks = read(
    fileOf(titles.map((title) => ({ track_name: title, track_album_name: title }))),
  );
  assertEquals(tracks.texts("title"), titles);
  assertEquals(tracks.texts("album"), titles);
});

Deno.test("a quote in the middle of an unquoted cell is a letter like any other", () => {
  const text = fileOf([rock]).replace("\nSong\t", '\nThe 7" Dub\t');
  assertEquals(read(text).texts("title"), ['The 7" Dub']);
});

Deno.test("numbers are read in decimal notation, exponents and signs included", () => {
  for (
    const [cell, value] of [
      ["8.05e-5", 8.05e-5],
      ["1E3", 1000],
      ["-7", -7],
      ["+.5", .5],
      ["3.", 3],
      [
        " 0.25 ",
        .25,
      ],
    ] as const
  ) {
    assertEquals(read(fileOf([{ tempo: cell }])).numbers("tempo")[0], value);
  }
});

Deno.test("the three lengths of dates are read to what they say", () => {
  const dates = ["1975", "1999-07", "2016-02-29", "0000", ""];
  const { numbers, complete } = read(fileOf(dates.map((d) => ({ track_album_release_date: d }))));
  assertEquals([...numbers("year")], [1975, 1999, 2016, NaN, NaN]);
  assertEquals([...numbers("month")], [0, 7, 2, 0, 0]);
  assertEquals([...numbers("day")], [0, 0, 29, 0, 0]);
  assertEquals([...complete], [0, 1, 2]); // Spotify writes 0000 for a date it does not know
});

Deno.test("an empty quantity is NaN, its row is counted and left out of the complete rows", () => {
  const tracks = read(
    fileOf([{}, { tempo: "" }, { key: " " }, { track_album_release_date: "" }, {}]),
  );
  assert(Number.isNaN(tracks.numbers("tempo")[1]) && Number.isNaN(tracks.numbers("key")[2]));
  assertEquals([...tracks.complete], [0, 4]);
});

Deno.test("unusual but real values are taken: key −1 for none found, loudness above 0", () => {
  const { numbers } = read(fileOf([{ key: "-1", loudness: "1.275", mode: "0.0", tempo: "0" }]));
  assertEquals(["key", "loudness", "mode"].map((name) => numbers(name)[0]), [-1, 1.275, 0]);
});

Deno.test("test.csv may lack playlist_genre, bring it empty, or bring it filled", () => {
  const as = { as: "test" } as const;
  const columns = [...TEST_COLUMNS, "playlist_genre"];
  const empty = fileOf([{ playlist_genre: "" }, { playlist_genre: "" }], { columns });
  for (const text of [fileOf([{}], { columns: TEST_COLUMNS }), empty]) {
    assert(!parseTracks(text, "t", as).has("genre"));
  }
  assertEquals(parseTracks(fileOf([rock], { columns }), "t", as).texts("genre"), ["rock"]);
});

Deno.test("columns may stand in any order, and more of them than needed", () => {
  const columns = ["id", ...COLUMNS.toReversed()];
  const tracks = parseTracks(fileOf([rock, { tempo: "99" }], { columns }), "t", { as: "train" });
  assertEquals([...tracks.numbers("tempo")], [120.03, 99]);
  assertEquals(tracks.table.header[0], "id");
});

Deno.test("columns without a name are read, kept and written again, however many", () => {
  for (const names of [["", ""], ["", " ", ""]]) {
    const text = fileOf([rock, {}], { columns: [...COLUMNS, ...names], delimiter: ";" });
    const { table, rows } = parseTracks(text, "t", { as: "train" });
    assertEquals([rows, table.header.length], [2, COLUMNS.length + names.length]);
    assertEquals(writeTable(table, table.cells, papaRow), text);
  }
});

Deno.test("rows without a value below the last track are no tracks, and are counted", () => {
  const whole = fileOf([rock, {}]), blank = "\t".repeat(COLUMNS.length - 1);
  for (const [end, count] of [["", undefined], ["\n\n", undefined], [`${blank}\n`, 1]] as const) {
    const { rows, table } = parseTracks(whole + end, "t", { as: "train" });
    assertEquals([rows, table.blankRows], [2, count]);
  }
  const many = read(`${whole}${blank}\n\n${blank}\n \t \n`); // as wide as the table or not
  assertEquals([many.rows, many.table.blankRows], [2, 3]);
});

Deno.test("a row with a title alone is a track", () => {
  const cells = Object.fromEntries(COLUMNS.map((name) => [name, name === "track_name" ? "x" : ""]));
  assertEquals(read(fileOf([rock, cells])).rows, 2);
});

Deno.test("rows with the same audio share a group whatever their popularity, and 0.0 is 0", () => {
  const tracks = read(
    fileOf([{ track_popularity: "1" }, { instrumentalness: "0" }, { tempo: "1" }]),
  );
  assertEquals([...tracks.groups("audio")], [0, 0, 1]);
});

Deno.test("groups go by album, playlist and artist where the file knows them, by id before name", () => {
  const columns = [...COLUMNS, "track_artist", "track_album_id"];
  const rows = [
    { track_artist: "A", track_album_id: "1", playlist_id: "p" },
    { track_artist: "B", track_album_id: "2", playlist_id: "q" },
    { track_artist: "A", track_album_id: "2", playlist_id: "p" },
  ];
  const names = ["audio", "album", "playlist", "artist"];
  const known = (text: string) => names.filter((name) => read(text).has(name));
  const { groups } = read(fileOf(rows, { columns }));
  assertEquals(names.map((name) => [...groups(name)]), [
    [0, 0, 0],
    [0, 1, 1],
    [0, 1, 0],
    [0, 1, 0],
  ]);
  assertEquals(known(fileOf(rows)), ["audio", "album", "playlist"]);
  assertEquals(known(fileOf(rows, { columns: TEST_COLUMNS })), ["audio", "album"]);
});

Deno.test("whatever stands in the text cells, in whatever dialect, comes back (property)", () => {
  const cell = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
  const dialect = fc.record({
    delimiter: fc.constantFrom("\t", ",", ";"),
    newline: fc.constantFrom("\n", "\r\n", "\r"),
  });
  fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), dialect, (cells, how) => {
    const text = fileOf(cells.map((track_name) => ({ track_name })), how);
    const bytes = new TextEncoder().encode(text);
    assertEquals(parseTracks(bytes, "t").texts("title"), cells);
  }));
});

courseTest("the course's files are read whole", (folder) => {
  const train = readTracks(`${folder}/train.csv`, { as: "train" });
  assertEquals([train.rows, train.complete.length, train.table.delimiter], [21428, 21428, "\t"]);
  assertEquals([...new Set(train.texts("genre"))].sort(), ["latin", "pop", "r&b", "rap", "rock"]);
  const [month, day] = ["month", "day"].map((part) => train.numbers(part));
  assertEquals(month.filter((m) => m === 0).length, 1422);
  assertEquals(day.filter((d) => d === 0).length, 1422 + 24);
  const sizes = new Map<number, number>();
  for (const group of train.groups("audio")) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  assertEquals(train.groups("audio").filter((group) => sizes.get(group)! > 1).length, 4545);
  assertEquals(readTracks(`${folder}/test.csv`, { as: "test" }).rows, 5357);
  const edm = readTracks(`${folder}/data_EDM_full.csv`, { as: "edm" });
  assertEquals([edm.rows, ...new Set(edm.texts("genre"))], [4834, "edm"]);
});
