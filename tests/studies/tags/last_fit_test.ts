/** Models whose last fit is kept. */
import { assert, assertEquals } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import type { Estimator } from "../../../lib/models/mod.ts";
import { ownScores, remembered } from "../../../lib/studies/tags/mod.ts";
import { data, parts } from "./small_twin.ts";

Deno.test("a remembered model fits whenever it is asked; again it gives its last fit back", async () => {
  let fits = 0;
  const counted = {
    ...ownScores(),
    fit: (...given: Parameters<Estimator["fit"]>) => (fits++, ownScores().fit(...given)),
  };
  const { model, again } = remembered(counted), rng = new Rng(1);
  await model.fit(data, parts.learn, rng);
  const second = await model.fit(data, parts.learn, rng);
  assert(await again.fit(data, parts.learn, rng) === second);
  assertEquals(fits, 2);
  await again.fit(data, parts.tune, rng);
  assertEquals(fits, 3);
});
