import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { type Classifier, onFeatures } from "../../lib/models/estimator.ts";
import { assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

/** Remembers what it was fitted on and predicts equal shares. */
function spy(): Classifier & { seen?: number[]; asked?: number[] } {
  const self: ReturnType<typeof spy> = {
    name: "spy",
    settings: { depth: 3 },
    fit(x, y) {
      self.seen = [...x.data];
      return {
        predictProba(x) {
          self.asked = [...x.data];
          const k = y.classes.length;
          return matrix(x.rows, y.classes, new Float32Array(x.rows * k).fill(1 / k));
        },
      };
    },
  };
  return self;
}

const tracks = smallTracks([
  { tempo: 100, genre: "rock" },
  { tempo: 140, genre: "pop" },
  { tempo: 500, genre: "rock" },
]);

Deno.test("features and scaling learn from the training rows alone", async () => {
  const model = spy(),
    estimator = onFeatures(numeric({ quantities: ["tempo"] }), standard(), model);
  const fitted = await estimator.fit(tracks, Int32Array.of(0, 1), new Rng(1));
  assertAllClose(model.seen!, [-1, 1]);
  const p = await fitted.predictProba(tracks, Int32Array.of(2));
  assertAllClose(model.asked!, [19]);
  assertEquals(p.names, ["pop", "rock"]);
});

Deno.test("an estimator's settings tell its features, its scaling and its model", () => {
  const { settings } = onFeatures(numeric({ year: true }), standard(), spy());
  assertEquals((settings.features as { year: boolean }).year, true);
  assertEquals(settings.scaling, [{ name: "standard" }]);
  assertEquals(settings.depth, 3);
});

Deno.test("a file without genres cannot be learnt from", async () => {
  const unlabelled = smallTracks([{ tempo: 1 }, { tempo: 2 }]);
  const estimator = onFeatures(numeric(), spy());
  await assertFails(
    () => estimator.fit(unlabelled, allRows(unlabelled), new Rng(1)),
    "small.csv",
    "playlist_genre",
  );
});
