import { join } from "node:path";
import { stop } from "npm:esbuild@0.28.1";
import { Analysis, RATE } from "../../../../lib/studies/gtzan/live/browser/analysis.ts";
import { buildLive } from "../../../../lib/studies/gtzan/live/build.ts";
import { bundleLive } from "../../../../lib/studies/gtzan/live/bundle.ts";
import { makeDemo, savedLayers } from "../../../../lib/studies/gtzan/live/demo.ts";
import { openNetwork } from "../../../../lib/studies/gtzan/live/network.ts";
import { livePage } from "../../../../lib/studies/gtzan/live/page.ts";
import { BANDS, windowInputs } from "../../../../lib/studies/gtzan/live/windows.ts";
import { tracksData } from "../../../../lib/studies/gtzan/tracks.ts";
import { base64 } from "../../../../lib/core/base64.ts";
import { chromaStft, decodeSound, melSpectrogram, powerToDb } from "../../../../lib/audio/mod.ts";
import { matrix } from "../../../../lib/core/matrix.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { classesOf } from "../../../../lib/data/mod.ts";
import { mlpClassifier } from "../../../../lib/nn/classifier.ts";
import { ready } from "../../../../lib/nn/tf.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../../assert.ts";
import { mixture } from "../../../audio/sounds.ts";
import { fewClips, fewClipsDemo } from "./live_site.ts";

Deno.test({
  name: "the page's program is what its sources make",
  sanitizeResources: false, // esbuild's service is ended, and Deno hears of it later
  sanitizeOps: false,
  async fn() {
    const file = new URL("../../../../lib/studies/gtzan/live/live.js", import.meta.url);
    const bundled = await bundleLive();
    await stop();
    assert(
      bundled === await Deno.readTextFile(file),
      "lib/studies/gtzan/live/live.js is out of date: deno run -A --lock=tests/deno.lock lib/studies/gtzan/live/bundle.ts",
    );
  },
});

Deno.test("a sound heard piece by piece is the sound heard as a whole", () => {
  const sound = mixture(), all = Infinity;
  const heard = new Analysis(2, (inputs) => Float64Array.of(inputs[3], inputs[100]));
  const sizes = [1, 500, 4096, 30_000];
  for (let at = 0, i = 0; at < sound.samples.length; at += sizes[i++ % 4]) {
    heard.push(sound.samples.subarray(at, at + sizes[i % 4]));
  }
  heard.finish();
  const mel = powerToDb(melSpectrogram(sound, { nMels: BANDS }), { topDb: null });
  assertAllClose(heard.mel.slice(0, all), mel.data, { relative: 0, absolute: 1e-3 });
  const chroma = chromaStft(sound, { tuning: 0 });
  assertAllClose(heard.chroma.slice(0, all), chroma.data, { relative: 0, absolute: 1e-4 });
  assertEquals(heard.seconds, 5);
  assertEquals(heard.answers.count, 5); // at 3, 3.5, 4, 4.5 and, all but, 5 seconds
  const first = Array.from({ length: 64 }, (_, t) => [...heard.mel.slice(2 * t, 2 * t + 1)]);
  const expected = windowInputs(Float32Array.from(first.flat()));
  assertAllClose(heard.answers.slice(0, 1), [expected[3], expected[100]], { absolute: 1e-3 });
});

Deno.test("a sound of less than three seconds gets one answer, silence one that tells nothing", () => {
  const predict = () => Float64Array.of(1, 0);
  const short = new Analysis(2, predict), silent = new Analysis(2, predict);
  short.push(mixture().samples.subarray(0, RATE));
  short.finish();
  assertEquals([...short.answers.slice(0, 9)], [1, 0]);
  silent.push(new Float32Array(4 * RATE));
  silent.finish();
  assertEquals([...silent.answers.slice(0, 1)], [.5, .5]);
});

Deno.test("the answer at a time is the last one given before it", () => {
  const heard = new Analysis(2, () => Float64Array.of(1, 0));
  assertEquals(heard.answerAt(1), -1); // nothing yet
  heard.push(new Float32Array(6 * RATE));
  heard.finish();
  for (let i = 0; i < heard.answers.count; i++) {
    assertEquals(heard.answerAt(Analysis.answerTime(i) + .01), i);
  }
  assertEquals(heard.answerAt(0), 0);
  assertEquals(heard.answerAt(60), heard.answers.count - 1);
});

Deno.test("a saved network answers as the network that was saved", async () => {
  await ready();
  const rng = new Rng(3), x = matrix(60, ["a", "b", "c"]);
  x.data.forEach((_, i) => x.data[i] = rng.normal());
  const codes = Int32Array.from({ length: 60 }, (_, i) => i % 3);
  const fitted = await mlpClassifier({ layers: [8, 5], epochs: 2, dropout: .2, validationShare: 0 })
    .fit(x, { codes, classes: ["x", "y", "z"] }, rng);
  const told = await fitted.predictProba(x);
  const predict = openNetwork({
    mean: base64(new Float32Array(3)),
    deviation: base64(Float32Array.of(1, 1, 1)),
    layers: savedLayers(fitted.model),
  });
  fitted.model.dispose();
  for (let i = 0; i < 60; i++) {
    const own = predict(Float64Array.from(x.data.subarray(3 * i, 3 * i + 3)));
    assertAllClose(own, told.data.subarray(3 * i, 3 * i + 3), { relative: 0, absolute: 1e-5 });
  }
});

Deno.test("the page's network is judged by tracks it has not learnt from, and the same each time", async () => {
  await ready();
  const { train, fingerprint, sounds } = await fewClips(), demo = await fewClipsDemo();
  assertEquals(demo.genres, classesOf(train, Int32Array.of(0)).classes);
  const { judged, learnt } = demo;
  assertEquals([judged.apart, judged.tracks.of, learnt.tracks], ["tracks", 10, 20]);
  assertEquals([judged.windows.of, learnt.windows], [30, 60]); // three of six seconds
  assertEquals(judged.guessing, .1);
  const { low, accuracy, high } = judged.windows;
  assert(low < accuracy && accuracy < high && high > .1, `${low} to ${high}`);
  assertEquals(
    JSON.stringify(await makeDemo({ train, fingerprint, sounds })),
    JSON.stringify(demo),
  );
  assertEquals(demo.examples.map(({ genre }) => genre), demo.genres);
  for (const { sound } of demo.examples) {
    const { samples } = await decodeSound(Uint8Array.fromBase64(sound));
    assertEquals(samples.length, 6 * RATE);
  }
});

Deno.test("a network that is kept is not made again, and one of other data is not taken", async () => {
  const out = await Deno.makeTempDir(), demo = await fewClipsDemo(), said: string[] = [];
  const say = (line: string) => said.push(line);
  try {
    await Deno.mkdir(join(out, "live"));
    await Deno.writeTextFile(join(out, "live", "demo.json"), JSON.stringify(demo));
    const page = String(await buildLive({ out, fingerprint: demo.fingerprint, say }));
    assert(page.includes(`${demo.learnt.windows} such windows`));
    const data = await Deno.readTextFile(join(out, "site", "live", "data.js"));
    assertEquals(data, `globalThis.liveSound = ${JSON.stringify(demo)};\n`);
    await assertFails(
      () => buildLive({ out, fingerprint: undefined, say }),
      "no notebook tells which data",
    );
    assertEquals(said, []);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("without sound, or with too few tracks, there is no live page, and it is said why", async () => {
  const { train, fingerprint, sounds } = await fewClips();
  const few = tracksData({
    ...{ name: "few", fingerprint, files: ["a", "b", "c", "d"] },
    genres: ["jazz", "jazz", "rock", "rock"],
    numbers: { tempo: Float64Array.of(90, 120, 90, 120) },
  });
  await assertFails(() => makeDemo({ train: few, fingerprint, sounds }), "too few tracks");
  await assertFails(() => makeDemo({ train, fingerprint }), "no sound to learn from", "audio");
});

Deno.test("names of genres and titles are texts in the page, whatever they hold", async () => {
  const demo = await fewClipsDemo(), bad = `<img src=x onerror="alert(1)">`;
  const genres = demo.genres.with(0, bad);
  const examples = [{ ...demo.examples[0], genre: bad, title: bad }];
  const page = String(await livePage({ ...demo, genres, examples }));
  assert(!page.includes("<img"));
  assert(page.includes("&lt;img src=x"));
});
