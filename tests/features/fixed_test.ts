import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import type { Features } from "../../lib/features/features.ts";
import { combine } from "../../lib/features/combine.ts";
import { cached } from "../../lib/features/cached.ts";
import { standard } from "../../lib/features/scale.ts";
import { scaled } from "../../lib/features/scaled.ts";
import { numeric } from "../music.ts";
import { targetEncoding } from "../../lib/features/target_encoding.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

const tracks = smallTracks(Array.from({ length: 40 }, (_, i) => ({
  tempo: i,
  date: `${1990 + i % 7}-01-01`,
  genre: i % 3 ? "rap" : "rock",
})));
const rows = allRows(tracks), dates = targetEncoding({ by: ["date"], folds: 4 });

/** `features`, counting how often they are fitted and asked. */
function counted(features: Features) {
  const calls = { fit: 0, transform: 0 };
  const counting: Features = {
    ...features,
    async fit(tracks, rows, rng) {
      calls.fit++;
      const { train, transform } = await features.fit(tracks, rows, rng);
      return { train, transform: (tracks, rows) => (calls.transform++, transform(tracks, rows)) };
    },
  };
  return { counting, calls };
}

Deno.test("fixed features are the same whichever model asks, and made once", async () => {
  const { counting, calls } = counted(dates), features = cached(counting, new Rng(1));
  const [one, other] = await Promise.all([2, 3].map((n) => features.fit(tracks, rows, new Rng(n))));
  assert(one.train === other.train);
  await one.transform(tracks, rows.slice(0, 5));
  await other.transform(tracks, rows.slice(0, 5));
  assertEquals(calls, { fit: 1, transform: 1 });
});

Deno.test("other rows, or another file, are fitted anew", async () => {
  const { counting, calls } = counted(dates), features = cached(counting, new Rng(1));
  await features.fit(tracks, rows, new Rng(1));
  await features.fit(tracks, rows.slice(1), new Rng(1));
  await features.fit({ ...tracks }, rows, new Rng(1));
  assertEquals(calls.fit, 3);
});

Deno.test("rows that change after the fit do not change what was remembered", async () => {
  const features = cached(numeric({ quantities: ["tempo"] }), new Rng(1)), own = rows.slice(0, 3);
  await features.fit(tracks, own, new Rng(1));
  own[0] = 39;
  const { train } = await features.fit(tracks, own, new Rng(1));
  assertEquals(train.data[0], 39);
});

Deno.test("the generator's seed decides the folds, not the model's", async () => {
  const of = async (own: number, model: number) =>
    (await cached(dates, new Rng(own)).fit(tracks, rows, new Rng(model))).train.data;
  assertEquals(await of(1, 1), await of(1, 2));
  assert(JSON.stringify(await of(1, 1)) !== JSON.stringify(await of(2, 1)));
});

Deno.test("what they are drawn with stands in their settings, so that no two records of one key differ", () => {
  const of = (rng: Rng) => cached(combine(scaled(cached(dates, rng), standard())), new Rng(1));
  const text = (rng: Rng) => JSON.stringify(of(rng).settings);
  assertEquals(text(new Rng(7).fork("evidence")), text(new Rng("7/evidence")));
  assert(text(new Rng(7)) !== text(new Rng(8)));
  assertEquals(cached(dates, new Rng(7).fork("evidence")).settings, {
    ...dates.settings,
    rng: "7/evidence",
  });
});

Deno.test("a fit that failed is tried again", async () => {
  const { counting, calls } = counted(targetEncoding({ by: ["date"], folds: 90 }));
  const features = cached(counting, new Rng(1));
  for (let i = 0; i < 2; i++) {
    await assertFails(() => features.fit(tracks, rows, new Rng(1)), "folds and");
  }
  assertEquals(calls.fit, 2);
});
