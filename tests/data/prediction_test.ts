import { InputError } from "../../lib/core/errors.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { exportPredictions, fileNamePart } from "../../lib/data/prediction.ts";
import { parseTracks } from "../music.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { fileOf, TEST_COLUMNS } from "./tables.ts";

const rows = [
  { track_name: 'He said "go"', track_popularity: "007" },
  { track_name: "a\tb", instrumentalness: "8.05e-05" },
  { track_name: " NA ", tempo: "", track_album_release_date: "1999" },
];
const genres = ["pop", "r&b", "rock"];

/** Exports predictions for a test file of this text; gives the text of the file made. */
async function exported(text: string, predicted: readonly string[] = genres): Promise<string> {
  const out = await Deno.makeTempDir();
  try {
    const test = parseTracks(text, "test.csv", { as: "test" });
    return Deno.readTextFileSync(
      await exportPredictions(test, predicted, { out, nom: "NOM", what: "base" }),
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

for (const delimiter of ["\t", ","]) {
  for (const newline of ["\n", "\r\n"]) {
    Deno.test(`test.csv comes back as it was and playlist_genre is last (${JSON.stringify([delimiter, newline])})`, async () => {
      const text = fileOf(rows, { columns: TEST_COLUMNS, delimiter, newline });
      const lines = text.split(newline).slice(0, -1);
      const expected = lines.map((line, i) =>
        line + delimiter + ["playlist_genre", ...genres][i] + newline
      );
      assertEquals(await exported(text), expected.join(""));
      assertEquals(await exported("\ufeff" + text), "\ufeff" + expected.join(""));
    });
  }
}

Deno.test("a playlist_genre that test.csv has, empty or filled, gives way to the one at the end", async () => {
  const columns = TEST_COLUMNS.toSpliced(4, 0, "playlist_genre");
  const plain = await exported(fileOf(rows, { columns: TEST_COLUMNS }));
  for (const playlist_genre of ["", "latin"]) {
    const text = fileOf(rows.map((row) => ({ ...row, playlist_genre })), { columns });
    assertEquals(await exported(text), plain);
  }
});

Deno.test("what was exported is read again, genres and all, and exports to the same bytes", async () => {
  const first = await exported(fileOf(rows, { columns: TEST_COLUMNS }));
  assertEquals(parseTracks(first, "x.csv", { as: "test" }).texts("genre"), genres);
  assertEquals(await exported(first), first);
});

Deno.test("a row without a prediction stops the export and the earlier file stands", async () => {
  const out = await Deno.makeTempDir();
  const test = parseTracks(fileOf(rows, { columns: TEST_COLUMNS }), "test.csv", { as: "test" });
  const options = { out, nom: "NOM", what: "base" } as const;
  const path = await exportPredictions(test, genres, options);
  const before = Deno.readTextFileSync(path);
  for (const predicted of [["pop", "", "rock"], ["pop"], ["pop", undefined, "rock"] as string[]]) {
    const error = await assertFails(
      () => exportPredictions(test, predicted, options),
      "test.csv, row 3: a row without a prediction",
      "nothing was written",
    );
    assert(error instanceof InputError);
  }
  await assertFails(
    () => exportPredictions(test, [...genres, "pop"], options),
    "more predictions",
    "3",
  );
  const probabilities = matrix(2, ["pop", "rock"]);
  await assertFails(
    () => exportPredictions(test, genres, { ...options, probabilities }),
    "2 rows",
    "3 rows",
  );
  assertEquals(Deno.readTextFileSync(path), before);
  assertEquals([...Deno.readDirSync(out)].map((entry) => entry.name), ["NOM_prediction_base.csv"]);
  await Deno.remove(out, { recursive: true });
});

Deno.test("probabilities go to a file beside the predictions, by row and class", async () => {
  const out = await Deno.makeTempDir();
  const test = parseTracks(fileOf(rows, { columns: TEST_COLUMNS }), "test.csv", { as: "test" });
  const probabilities = matrix(3, ["pop", "r&b"], Float32Array.of(1, 0, .25, .75, .1, .9));
  await exportPredictions(test, genres, { out, nom: "Zoé", what: "edm", probabilities });
  assertEquals(
    Deno.readTextFileSync(`${out}/Zoé_prediction_edm_probabilities.csv`),
    "row\tpop\tr&b\n2\t1.00000\t0.00000\n3\t0.250000\t0.750000\n4\t0.100000\t0.900000\n",
  );
  await Deno.remove(out, { recursive: true });
});

Deno.test("a name stays recognisable and stays inside the folder", async () => {
  const kept = ["Dupont", "L'Éclair & Fils", "王小明", "Zoé 🎵", "a.b-c_d", "O’Neil (2)", "👩‍🎤"];
  for (const name of kept) assertEquals(fileNamePart(name), name);
  for (
    const [name, part] of [
      ["../../x", "_.._x"],
      ["a/b", "a_b"],
      ["C:\\x", "C__x"],
      ["/etc/passwd", "_etc_passwd"],
      [".hidden", "hidden"],
      ["  x. ", "x"],
      ["a\0b\nc\td", "a_b_c_d"],
      ["a\u202eb", "a_b"],
      ["a\ud800b", "a_b"],
      ["E\u0301clair", "Éclair"],
    ]
  ) assertEquals(fileNamePart(name), part);
  for (const name of ["", " ", ".", "..", "../..", "/", "\0", "..\\.."]) {
    const error = await assertFails(() => fileNamePart(name), "no file name", "--nom");
    assert(error instanceof InputError);
  }
  const long = fileNamePart("é".repeat(5000));
  assertEquals(long, "é".repeat(50));
  assertEquals(fileNamePart("🎵".repeat(5000)), "🎵".repeat(25));
});

Deno.test("whatever the name, the file is in the folder", async () => {
  const out = await Deno.makeTempDir();
  const test = parseTracks(fileOf(rows, { columns: TEST_COLUMNS }), "test.csv", { as: "test" });
  for (const nom of ["../../x", "a/b", "C:\\x", "x".repeat(3000), "a\0b", "🎵", "-rf", "~"]) {
    const path = await exportPredictions(test, genres, { out, nom, what: "full" });
    assertEquals(path.slice(0, path.lastIndexOf("/")), out);
    assert(Deno.statSync(path).isFile && path.endsWith("_prediction_full.csv"));
  }
  assertEquals([...Deno.readDirSync(out)].filter((entry) => !entry.isFile), []);
  await Deno.remove(out, { recursive: true });
});

Deno.test("an out folder that cannot be made is an InputError", async () => {
  const out = await Deno.makeTempFile();
  const test = parseTracks(fileOf(rows, { columns: TEST_COLUMNS }), "test.csv", { as: "test" });
  const error = await assertFails(
    () => exportPredictions(test, genres, { out: `${out}/below`, nom: "N", what: "base" }),
    "cannot write N_prediction_base.csv",
  );
  assert(error instanceof InputError);
  await Deno.remove(out);
});

Deno.test("where it is asked for, each class's probability stands after the prediction, and no file beside it", async () => {
  const out = await Deno.makeTempDir(), names = ["=pop", "rock"];
  const test = parseTracks(fileOf(rows.slice(0, 2), { columns: TEST_COLUMNS }), "test.csv", {
    as: "test",
  });
  const probabilities = matrix(2, names, Float32Array.of(.75, .25, 1 / 3, 2 / 3));
  const path = await exportPredictions(test, ["=pop", "rock"], {
    ...{ out, nom: "NOM", what: "base", probabilities, within: true },
  });
  const lines = Deno.readTextFileSync(path).trimEnd().split("\n").map((line) =>
    line.split(test.table.delimiter).slice(-3)
  );
  assertEquals(lines, [
    ["playlist_genre", "'=pop", "rock"],
    ["=pop", "0.750000", "0.250000"],
    ["rock", "0.333333", "0.666667"],
  ]);
  assertEquals([...Deno.readDirSync(out)].length, 1);
  await Deno.remove(out, { recursive: true });
});
