import { Rng } from "../../../lib/core/rng.ts";
import { allRows } from "../../../lib/data/dataset.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { partialDependence } from "../../../lib/study/explanation/dependence.ts";
import type { Importance } from "../../../lib/study/explanation/importance.ts";
import { leadingDependence } from "../../../lib/study/explanation/leading.ts";
import { assertEquals } from "../../assert.ts";
import { toyTracks } from "../toy_tracks.ts";

Deno.test("the leading columns are asked about in order, a date by its year, no title", async () => {
  const tracks = toyTracks(60), rows = allRows(tracks), rng = new Rng(1);
  const fitted = await onFeatures(numeric({ year: true }), gaussianBayes()).fit(tracks, rows, rng);
  const importance = (["title", "date", "danceability", "energy"] as const)
    .map((column): Importance => ({ column, drop: 0, sd: 0, drops: [] }));
  const options = { columns: 2, points: 5 };
  const found = await leadingDependence(fitted, tracks, rows, importance, options);
  assertEquals(found.map(({ column }) => column), ["year", "danceability"]);
  const direct = await partialDependence(fitted, tracks, rows, "danceability", { points: 5 });
  assertEquals(found[1], direct);
});
