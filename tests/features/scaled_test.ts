import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { combine } from "../../lib/features/combine.ts";
import { numeric } from "../music.ts";
import { minMax, standard } from "../../lib/features/scale.ts";
import { scaled } from "../../lib/features/scaled.ts";
import { assertAllClose, assertEquals } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

Deno.test("parts side by side keep each its own scale, learnt from the training rows", async () => {
  const features = combine(
    scaled(numeric({ quantities: ["tempo"] }), standard()),
    scaled(numeric({ quantities: ["energy"] }), minMax()),
  );
  const train = smallTracks([{ tempo: 100, energy: 2 }, { tempo: 140, energy: 4 }]);
  const fitted = await features.fit(train, allRows(train), new Rng(1));
  assertEquals(fitted.train.names, ["tempo", "energy"]);
  assertAllClose(fitted.train.data, [-1, 0, 1, 1]);
  const test = smallTracks([{ tempo: 160, energy: 6 }]);
  assertAllClose((await fitted.transform(test, allRows(test))).data, [2, 2]);
});

Deno.test("the settings tell each part's features and scaling", () => {
  const { settings } = scaled(numeric({ year: true }), standard());
  assertEquals((settings.features as { year: boolean }).year, true);
  assertEquals(settings.scaling, { name: "standard" });
});
