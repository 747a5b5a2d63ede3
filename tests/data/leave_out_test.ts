/** Splits that hold out one group at a time. */
import { leaveOneGroupOut } from "../../lib/data/leave_out.ts";
import { assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

const albums = ["a", "b", "a", "c", "b"];
const tracks = smallTracks(albums.map((album) => ({ album })));

Deno.test("every row is judged once, and never with a relative among the rows learnt from", () => {
  const splits = leaveOneGroupOut(tracks, "album");
  assertEquals(splits.flatMap(({ validation }) => [...validation]).sort(), [0, 1, 2, 3, 4]);
  for (const { train, validation } of splits) {
    assertEquals(train.length + validation.length, 5);
    const learnt = new Set(Array.from(train, (row) => albums[row]));
    assertEquals([...validation].filter((row) => learnt.has(albums[row])), []);
  }
});

Deno.test("some rows alone are split as well, and one group cannot be", async () => {
  const some = leaveOneGroupOut(tracks, "album", { rows: Int32Array.of(0, 1, 2) });
  assertEquals(some.map(({ train }) => [...train]), [[1], [0, 2]]);
  const one = () => leaveOneGroupOut(tracks, "album", { rows: Int32Array.of(0, 2) });
  await assertFails(one, "1 different", "two or more");
});
