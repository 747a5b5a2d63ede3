import { numeric } from "../../music.ts";
import { minMax, standard } from "../../../lib/features/scale.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { searchInputs } from "../../../lib/experiments/search/inputs.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { assert, assertEquals } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

Deno.test("the same trainings on several inputs are told apart by their records, and by one bar", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const tracks = toyTracks(), rng = new Rng(1), split = holdOut(tracks, {}, rng.fork("split"));
    const ways = {
      one: [numeric({ quantities: ["liveness"] }), standard()],
      all: [numeric(), standard()],
      squeezed: [numeric(), minMax()],
    } as const;
    const told: string[] = [], runs = openRuns(folder);
    const found = await searchInputs(ways, grid({ layers: [[4], [8]] }), tracks, split, rng, {
      part: "03",
      name: "inputs",
      base: { epochs: 20, batchSize: 16, learningRate: .01 },
      runs,
      onProgress: ({ done, total }) => told.push(`${done}/${total}`),
    });
    const names = ["one", "one", "all", "all", "squeezed", "squeezed"];
    assertEquals(found.map(({ settings }) => settings.inputs), names);
    assertEquals(new Set(found.map(({ id }) => id)).size, 6);
    assert(found[2].scores.accuracy > found[0].scores.accuracy + .2); // danceability tells the genre
    assertEquals([told.at(0), told.at(-1)], ["0/6", "6/6"]);
    const kept = await runs.all();
    assertEquals(new Set(kept.map(({ id }) => id)), new Set(found.map(({ id }) => id)));
    assert(kept.every(({ settings }) => !("inputs" in settings)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
