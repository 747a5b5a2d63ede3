import { Rng } from "../../../lib/core/rng.ts";
import { allRows } from "../../../lib/data/dataset.ts";
import { QUANTITIES } from "../../../lib/studies/spotify/schema.ts";
import { numeric, type NumericSettings } from "../../../lib/studies/spotify/numeric.ts";
import { assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import { type SmallTrack, smallTracks } from "../../tracks.ts";

async function fit(rows: SmallTrack[], settings: Partial<NumericSettings>) {
  const tracks = smallTracks(rows);
  return await numeric(settings).fit(tracks, allRows(tracks), new Rng(1));
}

Deno.test("the 13 quantities stand in the file's order, the year after them", async () => {
  const { train } = await fit([{ tempo: 120 }, { date: "1987" }], { year: true });
  assertEquals(train.names, [...QUANTITIES, "year"]);
  assertEquals(train.data[11], 120);
  assertEquals([train.data[13], train.data[27]], [2001, 1987]);
});

Deno.test("a missing value becomes the training median, or stays missing when asked", async () => {
  const rows: SmallTrack[] = [{ tempo: 100 }, { tempo: 140 }, { tempo: "" }, { tempo: 90 }];
  const quantities = ["tempo"] as const;
  assertEquals([...(await fit(rows, { quantities })).train.data], [100, 140, 100, 90]);
  const kept = await fit(rows, { quantities, missing: "keep" });
  assertEquals([...kept.train.data], [100, 140, NaN, 90]);
});

Deno.test("a prediction row is imputed by the training rows' median, not its own file's", async () => {
  const fitted = await fit([{ tempo: 100 }, { tempo: 120 }], { quantities: ["tempo"] });
  const test = smallTracks([{ tempo: "" }, { tempo: 7 }]);
  assertEquals([...(await fitted.transform(test, allRows(test))).data], [110, 7]);
});

Deno.test("decades are columns; one unseen in training has zeros throughout", async () => {
  const fitted = await fit([{ date: "1984" }, { date: "1999-12-31" }], {
    quantities: [],
    decade: true,
  });
  assertEquals(fitted.train.names, ["decade_1980", "decade_1990"]);
  const test = smallTracks([{ date: "1990" }, { date: "2020" }]);
  assertEquals([...(await fitted.transform(test, allRows(test))).data], [0, 1, 0, 0]);
});

Deno.test("month and day are 0 where the date does not give them", async () => {
  const { train } = await fit([{ date: "1984" }, { date: "1999-12" }, { date: "2000-05-17" }], {
    quantities: [],
    month: true,
    day: true,
  });
  assertEquals([...train.data], [0, 0, 12, 0, 5, 17]);
});

Deno.test("on the circle of semitones, B is as near to C as C sharp is", async () => {
  const { train: { data } } = await fit([{ key: 0 }, { key: 1 }, { key: 11 }], {
    quantities: ["key"],
    key: "circle",
  });
  const distance = (i: number) => Math.hypot(data[2 * i] - data[0], data[2 * i + 1] - data[1]);
  assertAllClose([distance(1)], [distance(2)]);
});

Deno.test("a track without a key is as far from every key: the middle of the circle, none of the twelve", async () => {
  const rows: SmallTrack[] = [{ key: -1 }, { key: 11 }, { key: 0 }, { key: 12 }, { key: "" }];
  const settings = { quantities: ["key"], missing: "keep" } as const;
  const { data } = (await fit(rows, { ...settings, key: "circle" })).train;
  assertEquals([data[0], data[1], data[6], data[7]], [0, 0, 0, 0]);
  assertAllClose([...data.subarray(2, 6)], [-.5, Math.sqrt(3) / 2, 0, 1], { absolute: 1e-6 });
  assertEquals([data[8], data[9]], [NaN, NaN]); // an empty cell is not known, which is another thing
  const twelve = (await fit(rows, { ...settings, key: "oneHot" })).train.data;
  assertEquals([...twelve.subarray(0, 12)], Array(12).fill(0));
  const number = (await fit(rows, { ...settings, key: "number" })).train.data;
  assertEquals([number[0], number[1]], [-1, 11]);
});

Deno.test("key as twelve columns has a single one per row", async () => {
  const { train } = await fit([{ key: 0 }, { key: 11 }], { quantities: ["key"], key: "oneHot" });
  assertEquals(train.names.length, 12);
  assertEquals([train.data[0], train.data[23]], [1, 1]);
  assertEquals(train.data.reduce((sum, value) => sum + value, 0), 2);
});

Deno.test("a column missing throughout the training rows is named", async () => {
  await assertFails(() => fit([{ tempo: "" }, { tempo: "" }], {}), "small.csv", "column tempo");
});
