import { createHash } from "node:crypto";
import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { sentences } from "../../lib/features/sentences.ts";
import { embed, type EmbedReport } from "../../lib/features/text/embed.ts";
import { hashedEncoder } from "../../lib/features/text/hashed.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { smallTracks } from "../tracks.ts";
import { toyEncoder } from "./toy_encoder.ts";

const inner = (x: Float32Array, a: number, b: number, d: number) =>
  x.subarray(a * d, (a + 1) * d).reduce((sum, value, j) => sum + value * x[b * d + j], 0);

Deno.test("title and album stand side by side, in named columns, for any file", async () => {
  const { encoder } = toyEncoder();
  const tracks = smallTracks([{ title: "One", album: "A" }, { title: "Two", album: "One" }]);
  const fitted = await sentences({ of: "all", encoder, store: false })
    .fit(tracks, allRows(tracks), new Rng(1));
  assertEquals(fitted.train.names.length, 32);
  assertEquals([fitted.train.names[0], fitted.train.names[31]], ["title 0", "album 15"]);
  assertEquals(fitted.train.data.slice(0, 16), fitted.train.data.slice(48)); // "One" both times
  const other = smallTracks([{ title: "Two", album: "B" }]);
  const { data } = await fitted.transform(other, allRows(other));
  assertEquals(data.slice(0, 16), fitted.train.data.slice(32, 48));
});

Deno.test("the settings of sentence features say which model made them", () => {
  const { settings } = sentences({ of: "title", encoder: toyEncoder().encoder });
  assertEquals(settings, {
    of: "title",
    model: "toy/model",
    precision: "counted",
    dimensions: 16,
    fingerprint: "1",
  });
});

Deno.test("each distinct text is encoded once; blanks at the edges make no other text", async () => {
  const { encoder, encoded } = toyEncoder();
  const texts = ["a", "b", "a", " a ", "B"];
  const x = await embed(texts, { encoder, store: false });
  assertEquals(encoded, ["a", "b", "B"]);
  assertEquals(x.data.slice(0, 16), x.data.slice(32, 48));
  await embed(["b", "c"], { encoder, store: false });
  assertEquals(encoded, ["a", "b", "B", "c"]);
});

Deno.test("an empty title is a row of zeros, and is counted", async () => {
  const { encoder, encoded } = toyEncoder();
  let report: EmbedReport | undefined;
  const x = await embed(["", "x", " \t "], {
    encoder,
    store: false,
    onReport: (told) => report = told,
  });
  assertEquals(x.data.slice(0, 16), new Float32Array(16));
  assertEquals(x.data.slice(32), new Float32Array(16));
  assertEquals(encoded, ["x"]);
  const { seconds: _, ...counts } = report!;
  assertEquals(counts, { texts: 3, distinct: 1, blank: 2, kept: 0, encoded: 1 });
});

Deno.test("the progress of an encoding tells texts done and texts per second", async () => {
  const seen: number[][] = [];
  await embed(["a", "b", "c", "d", "e"], {
    encoder: toyEncoder().encoder,
    store: false,
    onProgress: ({ done, total, textsPerSecond }) => seen.push([done, total, textsPerSecond]),
  });
  assertEquals(seen, [[4, 5, 1000], [5, 5, 1000]]);
});

Deno.test("hashed vectors have length 1, are the same in every process, and know spellings", async () => {
  const texts = ["Blue Moon", "Blue Moons", "Te quiero", "Te Quiero!", "🎵🎵"];
  const { data, rows } = await hashedEncoder().encode(texts);
  for (let i = 0; i < rows; i++) assertAlmostEquals(inner(data, i, i, 384), 1, 1e-5);
  assert(inner(data, 0, 1, 384) > .5 && inner(data, 2, 3, 384) > .6);
  assert(Math.abs(inner(data, 0, 2, 384)) < .2);
  assertEquals(
    createHash("sha256").update(new Uint8Array(data.buffer)).digest("hex").slice(0, 16),
    HASHED,
  );
});
/** Of the vectors above; another value means that kept models no longer fit. */
const HASHED = "8edb805c4b3340dc";

Deno.test("hashed vectors take an empty text, emoji alone and 10,000 characters", async () => {
  const texts = ["", "🎵", "???", "la ".repeat(3334), "a".repeat(10_000), "\ud800"];
  const { data } = await hashedEncoder({ dimensions: 64 }).encode(texts);
  assertEquals(data.slice(0, 64), new Float32Array(64));
  for (let i = 1; i < 6; i++) assertAlmostEquals(inner(data, i, i, 64), 1, 1e-5);
});

Deno.test("hashed vectors need dimensions", async () => {
  await assertFails(() => hashedEncoder({ dimensions: 0 }), "a whole number from 1");
});
