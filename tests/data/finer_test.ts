import { fineLabels } from "../../lib/data/fine.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { assert, assertEquals } from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import { smallTracks } from "../tracks.ts";

Deno.test("every genre and playlist that occur together are a class, and the class knows its genre", () => {
  const tracks = toyTracks(60), rows = allRows(tracks);
  const { codes, classes, wholeOf, whole } = fineLabels(tracks, rows, "playlist");
  assertEquals(whole, ["pop", "rap", "rock"]);
  assertEquals(classes.length, 12); // four playlists per genre
  for (const row of rows) assertEquals(whole[wholeOf[codes[row]]], tracks.texts("genre")[row]);
  const playlists = tracks.groups("playlist");
  for (const row of rows) {
    for (const other of rows) {
      assertEquals(codes[row] === codes[other], playlists[row] === playlists[other]);
    }
  }
});

Deno.test("only what occurs in the given rows is a class", () => {
  const tracks = toyTracks(60), few = allRows(tracks).subarray(0, 3);
  assert(fineLabels(tracks, few, "playlist").classes.length <= 3);
});

Deno.test("a file without finer labels gives the genres", () => {
  const tracks = smallTracks([{ genre: "rock" }, { genre: "pop" }, { genre: "rock" }]);
  for (const by of ["task", "genre", "subgenre", "playlist"]) {
    assertEquals(fineLabels(tracks, allRows(tracks), by), {
      codes: Int32Array.of(1, 0, 1),
      classes: ["pop", "rock"],
      wholeOf: Int32Array.of(0, 1),
      whole: ["pop", "rock"],
    });
  }
});
