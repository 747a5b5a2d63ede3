import { onsetTimes } from "../../lib/audio/onset.ts";
import { meanOverTime } from "../../lib/audio/sound.ts";
import { spectrogram } from "../../lib/audio/stft.ts";
import { type Drum, playDrums } from "../../lib/audio/synthesis/drums.ts";
import { INSTRUMENTS, playNotes } from "../../lib/audio/synthesis/notes.ts";
import { Rng } from "../../lib/core/rng.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";

const RATE = 22050;
const levelIn = (samples: Float32Array, from: number, to: number) =>
  Math.hypot(...samples.subarray(from * RATE, to * RATE)) / Math.sqrt((to - from) * RATE);

Deno.test("every instrument plays the note that is asked for, when and as long as it is", () => {
  for (const [name, { release }] of Object.entries(INSTRUMENTS)) {
    const samples = playNotes(
      [{ midi: 57, start: .25, seconds: .6, level: .4 }],
      name,
      2 * RATE,
      RATE,
    );
    assertEquals(levelIn(samples, 0, .25), 0, name);
    assert(levelIn(samples, .5, .7) > .003, name);
    assertEquals(levelIn(samples, .86 + release, 2), 0, name);
    const spectrum = meanOverTime(spectrogram({ samples, rate: RATE }));
    const near = (hz: number) => Math.max(...spectrum.subarray(...bins(hz)));
    assert(near(220) > 20 * near(305) || near(440) > 20 * near(305), name);
  }
});
const bins = (hz: number) => [Math.round(hz * 2048 / RATE) - 1, Math.round(hz * 2048 / RATE) + 2];

Deno.test("a note has no partial beyond half the rate", () => {
  const samples = playNotes(
    [{ midi: 112, start: 0, seconds: 1, level: .5 }],
    "strings",
    RATE,
    RATE,
  );
  const spectrum = meanOverTime(spectrogram({ samples, rate: RATE })), hz = 440 * 2 ** (43 / 12);
  const at = Math.round(hz * 2048 / RATE),
    folded = Math.round((RATE - 3 * hz + RATE) * 2048 / RATE);
  assert(spectrum[at] > 100 * (spectrum[folded % 1025] ?? 0));
});

Deno.test("every drum is struck when it should be, and the same for the same seed", () => {
  const drums: Drum[] = ["kick", "snare", "rim", "clap", "hat", "open hat", "ride", "tom", "crash"];
  for (const drum of drums) {
    const play = () => playDrums([{ drum, start: .6, level: 1 }], 2 * RATE, RATE, {}, new Rng(2));
    const samples = play();
    assertEquals(play(), samples);
    assertAlmostEquals(onsetTimes({ samples, rate: RATE })[0], .6, .05);
  }
});

Deno.test("an instrument that does not exist is refused with those that do", async () => {
  await assertFails(() => playNotes([], "kazoo", 100, RATE), 'found "kazoo"', "piano");
});
