/** Figures along time. */
import { timeline } from "../../lib/show/figures.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { frames } from "./gallery_time.ts";

const title = "Time";

Deno.test("long frames are averaged until they can be drawn, and stay where they are in time", () => {
  const long = frames(5000, ["a", "b"]),
    { data } = timeline(
      [{ heading: "long", picture: { ...long, data: long.data.map((_, i) => i % 2) }, unit: "dB" }],
      { title },
    );
  const { z, x } = data[0] as { z: number[][]; x: number[] };
  assertEquals([z.length, z[0].length < 400], [2, true]);
  assert(z[0].every((value) => value === 0) && z[1].every((value) => value === 1));
  const end = 4999 * .25;
  assert(x[0] >= 0 && x[0] < 4 && Math.abs(x.at(-1)! - end) < 4, `${x[0]} to ${x.at(-1)}`);
});

Deno.test("a wave keeps its highest and lowest samples however long it is", () => {
  const samples = new Float32Array(100_000);
  samples[33_333] = 1, samples[66_666] = -.5;
  const { data } = timeline([{ heading: "wave", wave: { samples, rate: 1000 } }], { title });
  const y = (data[0] as { y: number[] }).y;
  assertEquals([Math.max(...y), Math.min(...y)], [1, -.5]);
});

Deno.test("moments of one name have one colour and one entry in the legend, and only those in sight are drawn", () => {
  const { data } = timeline([
    {
      heading: "a",
      wave: { samples: new Float32Array(2000), rate: 1000 },
      moments: { beats: [.5] },
    },
    { heading: "b", curves: { onsets: frames(9, ["x"]) }, unit: "", moments: { beats: [.5, 1.9] } },
  ], { title, to: 1 });
  const beats = data.filter(({ name }) => name === "beats") as Record<string, unknown>[];
  assertEquals(beats.map(({ x }) => x), [[.5, .5, null], [.5, .5, null]]);
  assertEquals(beats.map(({ showlegend }) => showlegend), [true, false]);
  assertEquals(new Set(beats.map(({ line }) => (line as { color: string }).color)).size, 1);
});

Deno.test("a timeline without strips, and one that ends before it begins, are refused", async () => {
  await assertFails(() => timeline([], { title }), "a timeline without time");
  const strip = { heading: "a", wave: { samples: new Float32Array(9), rate: 1000 } };
  await assertFails(() => timeline([strip], { title, from: 3, to: 2 }), "from 3 to 2 seconds");
});
