import { InputError } from "../../lib/core/errors.ts";
import { parseTracks, QUANTITIES, readTracks } from "../music.ts";
import { assert, assertFails } from "../assert.ts";
import { refused } from "./refused.ts";
import { COLUMNS, faulty, fileOf } from "./tables.ts";

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
  const long = 100_000;
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

Deno.test("a training row without a genre is refused", async () => {
  await refused(faulty({ playlist_genre: "" }), "train", "row 3, column playlist_genre: no genre");
});

Deno.test("a file that is not there, or is a folder, is named", async () => {
  const missing = await assertFails(
    () => readTracks("/no/where.csv"),
    "/no/where.csv: there is no such file",
  );
  assert(missing instanceof InputError);
  await assertFails(() => readTracks("/tmp"), "/tmp: ", "a folder");
});
