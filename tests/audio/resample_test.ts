import { resample } from "../../lib/audio/resample.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { mixture, synthetic, tone } from "./sounds.ts";

/** The largest deviation from a tone at the new rate, away from the ends. */
function deviation(hz: number, from: number, to: number): number {
  const found = resample(tone(hz, 1, from), to).samples, expected = tone(hz, 1, to).samples;
  assertEquals(found.length, expected.length);
  let worst = 0;
  for (let i = Math.floor(.1 * to); i < .9 * to; i++) {
    worst = Math.max(worst, Math.abs(found[i] - expected[i]));
  }
  return worst;
}

Deno.test("a tone is the same tone at another rate, at the same time, whatever the two rates", () => {
  for (const from of [8000, 11025, 16000, 22051, 32000, 44100, 48000, 96000, 192000]) {
    const worst = deviation(440, from, 22050);
    assert(worst < 2e-5, `from ${from}: ${worst}`);
  }
  assert(deviation(9000, 44100, 22050) < 2e-5);
  assert(deviation(440, 22050, 44100) < 2e-5);
});

Deno.test("what lies above half the new rate is gone, not folded back", () => {
  const { samples } = resample(tone(12000, 1, 44100), 22050);
  const loudest = samples.subarray(2000, 20000).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  assert(loudest < 1e-5, String(loudest));
});

Deno.test("half the rate is what librosa (soxr) makes of it", () => {
  const found = resample(mixture(), 11025).samples.subarray(1000, 1040);
  found.forEach((x, i) => assert(Math.abs(x - synthetic.half1000[i]) < .002, `${x}`));
});

Deno.test("a rate that is no whole number is refused", async () => {
  await assertFails(
    () => resample(tone(440, .1), 22050.5),
    "found 22050.5; expected a whole number",
  );
});

Deno.test("a sound shorter than the filter, and rates far apart, come out as long as they should", () => {
  for (const [length, from, to] of [[1, 44100, 22050], [5, 8000, 22050], [300, 1000, 768000]]) {
    const { samples } = resample({ samples: new Float32Array(length).fill(.1), rate: from }, to);
    assertEquals(samples.length, Math.ceil(length * to / from));
    assert(samples.every(Number.isFinite));
  }
  assertEquals(
    resample({ samples: new Float32Array(768000), rate: 768000 }, 1000).samples.length,
    1000,
  );
});
