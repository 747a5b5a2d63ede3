/** Files of a new genre that cannot be joined, and those that can though they look otherwise. */
import { join } from "node:path";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { openCourse } from "../../../lib/studies/spotify/open.ts";
import { parseTracks } from "../../../lib/studies/spotify/read.ts";
import { holdOut, stratifiedKFold } from "../../../lib/data/split.ts";
import { classesOf, withColumns } from "../../../lib/data/dataset.ts";
import { basePredictor } from "../../../lib/studies/spotify/recipe/base.ts";
import { stackDatasets } from "../../../lib/data/stack.ts";
import { COLUMNS, fileOf, TEST_COLUMNS } from "../../data/tables.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";

const row = (i: number, genre: string) => ({
  track_name: `song ${i}`,
  playlist_genre: genre,
  playlist_subgenre: `${genre} of some kind`,
  tempo: String(80 + i),
});
const rows = (n: number, genres: string[], from = 0) =>
  Array.from({ length: n }, (_, i) => row(from + i, genres[i % genres.length]));
const read = (text: string, name: string, as: "train" | "edm") => parseTracks(text, name, { as });
const train = read(fileOf(rows(30, ["pop", "rap"])), "train.csv", "train");

Deno.test("a genre that train.csv knows already is refused when the study is opened, by file and row", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "train.csv"), fileOf(rows(30, ["pop", "rap"])));
    await Deno.writeTextFile(
      join(folder, "test.csv"),
      fileOf(rows(3, [""]), { columns: TEST_COLUMNS }),
    );
    await Deno.writeTextFile(join(folder, "data_EDM_full.csv"), fileOf(rows(3, ["pop"])));
    await assertFails(() => openCourse({ data: folder }), "data_EDM_full.csv, row 2", '"pop"');
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a new genre of fewer tracks than folds is refused, naming genre, files and both numbers", async () => {
  const six = stackDatasets([train, read(fileOf(rows(3, ["edm"], 50)), "edm.csv", "edm")]);
  await assertFails(
    () => stratifiedKFold(six, { folds: 5, group: "audio" }, new Rng(1)),
    "train.csv + edm.csv",
    "genre edm",
    "found 3",
    "at least 5",
  );
  const one = stackDatasets([train, read(fileOf(rows(1, ["edm"], 50)), "edm.csv", "edm")]);
  await assertFails(() => holdOut(one, { group: "audio" }, new Rng(1)), "genre edm", "at least 2");
});

Deno.test("a file of the new genre that lacks a column is refused, naming the column", async () => {
  const without = (name: string) => COLUMNS.filter((column) => column !== name);
  for (const name of ["tempo", "playlist_genre", "track_album_release_date"]) {
    const text = fileOf(rows(5, ["edm"]), { columns: without(name) });
    await assertFails(() => read(text, "edm.csv", "edm"), "edm.csv", `missing column ${name}`);
  }
});

Deno.test("columns that only one file has are left out, so that no row is known by its file", () => {
  const edm = read(
    fileOf(rows(5, ["edm"], 50), {
      columns: [...COLUMNS.filter((c) => !c.startsWith("playlist_i")), "mood"],
    }),
    "edm.csv",
    "edm",
  );
  const six = stackDatasets([train, edm]);
  assertEquals(six.rows, 35);
  assert(!six.table.header.includes("mood") && !six.table.header.includes("playlist_id"));
  assertEquals(classesOf(six, Int32Array.of(0, 34)).classes, ["edm", "pop", "rap"]);
});

Deno.test("without subgenres and playlists in the new file, genres themselves are learnt", async () => {
  const old = toyTracks(150);
  const header = old.table.header.map((name) => name.replace("playlist_id", "mood"));
  const genre = old.texts("genre").map(() => "edm");
  const edm = { ...withColumns(old, { texts: { genre } }), table: { ...old.table, header } };
  const six = stackDatasets([old, edm]);
  assertEquals([six.has("subgenre"), six.has("playlist")], [false, false]);
  const small = {
    networks: 1,
    boosted: 1,
    evidence: { k: 5 },
    boosting: { rounds: 5, minSamplesLeaf: 5 },
  };
  const quick = { epochs: 2, averageLast: 1, batchSize: 32, threads: 1 };
  const fitted = await basePredictor({ ...small, network: quick })
    .fit(six, Int32Array.from(six.texts("genre").keys()), new Rng(1));
  assertEquals(fitted.classes, ["edm", "pop", "rap", "rock"]);
});
