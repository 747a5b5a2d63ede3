import { openGtzan } from "../../../lib/studies/gtzan/open.ts";
import { assert, assertEquals } from "../../assert.ts";
import { dataFolder } from "../../needs.ts";

const dir = dataFolder("GTZAN_DATA");

Deno.test({
  name:
    "GTZAN's published tables: 999 tracks, the unreadable file left out, splits and copies found",
  ignore: dir === undefined,
  async fn() {
    const opened = await openGtzan({ data: dir });
    const { train: tracks, warnings: notes, parts, artistFolds } = opened;
    assertEquals([tracks.rows, tracks.complete.length], [999, 999]);
    assert(notes[0].includes("jazz.00054.wav"), notes[0]);
    const count = (part: string) => parts!.filter((own) => own === part).length;
    assertEquals(["train", "valid", "test"].map(count), [442, 197, 290]); // less one
    assertEquals(artistFolds!.filter((fold) => fold >= 0).length, 947); // less one
    assertEquals(new Set(tracks.groups("copies")).size, 999 - 14);
  },
});
