import { Rng } from "../../../lib/core/rng.ts";
import { allRows } from "../../../lib/data/dataset.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { numeric } from "../../music.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { partialDependence } from "../../../lib/evaluation/explain/dependence.ts";
import { explain, Explanation } from "../../../lib/evaluation/explain/explain.ts";
import type { Importance } from "../../../lib/evaluation/explain/importance.ts";
import { assert, assertEquals } from "../../assert.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";

const tracks = toyTracks(120), rng = new Rng(1);
const model = onFeatures(numeric({ year: true }), gaussianBayes());

Deno.test("the leading columns are asked about in order, a date by its year, no title", async () => {
  const rows = allRows(tracks), fitted = await model.fit(tracks, rows, rng);
  const importance = (["title", "date", "danceability", "energy"] as const)
    .map((column): Importance => ({ column, drop: 0, sd: 0, drops: [] }));
  const explanation = new Explanation(fitted, tracks, rows, importance);
  const found = await explanation.dependence({ rows: 60, columns: 2, points: 5 });
  assertEquals(found.map(({ column }) => column), ["year", "danceability"]);
  const part = rows.slice(0, 60), points = { points: 5 };
  assertEquals(found[1], await partialDependence(fitted, tracks, part, "danceability", points));
});

Deno.test("a model is explained by rows that it has not seen, at most so many of them", async () => {
  const split = holdOut(tracks, { fraction: .4 }, rng.fork("split")), learnt: number[][] = [];
  const asked = new Set<number>();
  const watched = {
    ...model,
    async fit(...args: Parameters<typeof model.fit>) {
      learnt.push([...args[1]]);
      const fitted = await model.fit(...args);
      return {
        ...fitted,
        predictProba(...of: Parameters<typeof fitted.predictProba>) {
          of[1].forEach((row) => asked.add(row));
          return fitted.predictProba(...of);
        },
      };
    },
  };
  const found = await explain(watched, tracks, split, rng, { rows: 30, repeats: 2 });
  assertEquals(learnt, [[...split.train]]);
  assertEquals(asked.size, 30);
  assert([...asked].every((row) => split.validation.includes(row)));
  assertEquals([found.importance[0].column, found.importance[0].drops.length], ["danceability", 2]);
  assertEquals(
    await explain(model, tracks, split, rng, { rows: 30, repeats: 2 }).then((again) =>
      again.importance
    ),
    found.importance,
  );
});
