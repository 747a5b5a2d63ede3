import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { withTargetLeakage } from "../../lib/features/target_leakage.ts";
import { neighbourTargetEncoding } from "../../lib/features/neighbour_target_encoding.ts";
import { LEAST_SHARE, targetEncoding } from "../../lib/features/target_encoding.ts";
import { numeric } from "../music.ts";
import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import { smallTracks } from "../tracks.ts";

const single = smallTracks(Array.from({ length: 40 }, (_, i) => ({
  date: String(1950 + i), // every date once
  genre: i % 2 ? "rap" : "rock",
})));
const dates = targetEncoding({ by: ["date"], smoothing: 1, folds: 4 });

Deno.test("a track that sees its own label gives itself away where its date is rare", async () => {
  const rows = allRows(single);
  const honest = await dates.fit(single, rows, new Rng(1));
  const leaking = await withTargetLeakage(dates).fit(single, rows, new Rng(1));
  for (const row of rows) {
    const own = single.texts("genre")[row] === "rap" ? 0 : 1;
    assert(Math.abs(honest.train.data[3 * row + own] - .5) < .06);
    assert(leaking.train.data[3 * row + own] > .7);
  }
  const other = smallTracks([{ date: "1950" }]); // what is not trained on is the same either way
  assertEquals(
    (await leaking.transform(other, allRows(other))).data,
    (await honest.transform(other, allRows(other))).data,
  );
});

Deno.test("as logarithms, shares are those of the shares, and none is below the least", async () => {
  const tracks = toyTracks(90), rows = allRows(tracks);
  const space = numeric({ quantities: ["danceability", "energy"] });
  const ways = [
    (as: "share" | "log") => targetEncoding({ by: ["date"], smoothing: .01, as }),
    (as: "share" | "log") => neighbourTargetEncoding({ space, k: 5, as }),
  ];
  for (const make of ways) {
    const [shares, logs] = await Promise.all(
      (["share", "log"] as const).map((as) => make(as).fit(tracks, rows, new Rng(1))),
    );
    const width = shares.train.names.length;
    const expected = shares.train.data.map((value, at) =>
      at % width === width - 1 ? value : Math.log(Math.max(value, LEAST_SHARE))
    );
    assertAllClose(logs.train.data, expected, { absolute: 1e-6 });
    assertEquals(logs.train.names, shares.train.names);
  }
});

Deno.test("shares of playlists are counted like those of genres, and add up to 1", async () => {
  const tracks = toyTracks(90), rows = allRows(tracks);
  const fitted = await targetEncoding({ by: ["date"], of: "playlist" })
    .fit(tracks, rows, new Rng(1));
  const { names, data } = fitted.train, width = names.length;
  assertEquals(width, 12 + 1);
  for (const row of rows) {
    const shares = data.subarray(row * width, row * width + 12);
    assertAllClose([shares.reduce((a, b) => a + b, 0)], [1], { absolute: 1e-5 });
  }
});
