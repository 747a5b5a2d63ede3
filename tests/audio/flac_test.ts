import { encodeFlac } from "../../lib/audio/encode/flac.ts";
import { decodeSound } from "../../lib/audio/decode/read.ts";
import type { Sound } from "../../lib/audio/sound.ts";
import { Rng } from "../../lib/core/rng.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { mixture, tone } from "./sounds.ts";

const RATE = 22050;
const whole = ({ samples }: Sound) =>
  Int16Array.from(samples, (x) => Math.max(-32768, Math.min(32767, Math.round(32768 * x))));
const sounding = (length: number, at: (i: number) => number): Sound => ({
  samples: Float32Array.from({ length }, (_, i) => at(i)),
  rate: RATE,
});
const rng = new Rng(1);

/** Sounds that take every way through the encoder. */
const SOUNDS: Readonly<Record<string, Sound>> = {
  "a mixture of chords, clicks and noise": mixture(),
  "a tone, quiet": tone(440, 1, RATE, .01),
  "silence, then one sample at the very edge": sounding(9000, (i) => i === 8999 ? -1 : 0),
  "white noise, too loud": sounding(6000, () => 3 * rng.uniform() - 1.5),
  "fewer samples than a predictor looks back": sounding(7, (i) => i / 10),
  "one sample": sounding(1, () => .25),
  "as many frames as need numbers of two bytes": sounding(
    4096 * 129 + 5,
    (i) => Math.sin(i / 50) / 3,
  ),
  "another rate": { samples: tone(440, .3, 48000).samples, rate: 48000 },
};

for (const [name, sound] of Object.entries(SOUNDS)) {
  Deno.test(`FLAC without noise is decoded to the same samples: ${name}`, async () => {
    const back = await decodeSound(encodeFlac(sound, { noise: null }), { rate: null });
    assertEquals(back.rate, sound.rate);
    // the decoder gives a share of 32,767
    assertEquals(Int16Array.from(back.samples, (x) => Math.round(32767 * x)), whole(sound));
  });
}

Deno.test("FLAC with noise has it as far below the sound as was asked, and is smaller", async () => {
  const loud = mixture(), sound = { ...loud, samples: loud.samples.map((x) => x / 4) };
  let before = encodeFlac(sound, { noise: null }).length;
  for (const noise of [60, 50, 40]) {
    const bytes = encodeFlac(sound, { noise });
    const back = await decodeSound(bytes, { rate: null });
    let signal = 0, rest = 0;
    sound.samples.forEach((x, i) => {
      signal += x * x;
      rest += (x - back.samples[i] * 32767 / 32768) ** 2;
    });
    const below = 10 * Math.log10(signal / rest);
    assert(below > noise && below < noise + 8, `${noise} dB were asked, ${below} found`);
    assert(bytes.length < .9 * before, `${bytes.length} bytes after ${before}`);
    before = bytes.length;
  }
});

Deno.test("the same sound gives the same FLAC bytes", () => {
  assertEquals(encodeFlac(mixture()), encodeFlac(mixture()));
});

Deno.test("a rate that FLAC cannot write is refused", async () => {
  const sound = { samples: new Float32Array(10), rate: 96000 };
  await assertFails(() => encodeFlac(sound), "rate", "96000");
});
