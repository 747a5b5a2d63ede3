import { matrix } from "../../../lib/core/matrix.ts";
import {
  disagreements,
  disagreementsByClass,
} from "../../../lib/study/evaluation/disagreements.ts";
import { assertEquals } from "../../assert.ts";
import { smallTracks } from "../../tracks.ts";

const tracks = smallTracks([
  { title: "unused", genre: "pop" },
  { title: "Gasolina", genre: "latin" },
  { title: "Smooth", genre: "rock" },
  { title: "Gasolina", genre: "latin" },
  { title: "Both", genre: "rock" },
  { title: "Thunder", genre: "rock" },
]);
const rows = Int32Array.of(1, 2, 3, 4, 5), names = ["latin", "rock"];
const p = (latin: number[]) =>
  matrix(5, names, Float32Array.from(latin.flatMap((x) => [x, 1 - x])));
const sound = p([.25, .25, .125, .25, .75]), full = p([.75, .75, .625, .125, .375]);

Deno.test("tracks that the second model turns right come with what both said, the largest change first", () => {
  const right = disagreements(tracks, rows, sound, full, { to: "right" });
  assertEquals(
    right.map((
      { title, first, second, pFirst, pSecond },
    ) => [title, first, second, pFirst, pSecond]),
    [
      ["Gasolina", "rock", "latin", .25, .75], // of two tracks of one title the first
      ["Thunder", "latin", "rock", .25, .625],
    ],
  );
  const wrong = disagreements(tracks, rows, sound, full, { to: "wrong" });
  assertEquals(wrong.map(({ title, second }) => [title, second]), [["Smooth", "latin"]]);
  assertEquals(disagreements(tracks, rows, sound, full, { to: "right", limit: 1 }).length, 1);
});

Deno.test("every class's corrected and misled rows add up to what its recall gained", () => {
  const truth = Int32Array.of(0, 1, 0, 1, 1);
  for (
    const { rows, first, second, corrected, misled } of disagreementsByClass(truth, sound, full)
  ) {
    assertEquals(Math.round(rows * (second - first)), corrected - misled);
  }
  assertEquals(
    disagreementsByClass(truth, sound, full).map(({ corrected, misled }) => [corrected, misled]),
    [
      [2, 0],
      [1, 1],
    ],
  );
});
