import { augment, type Augmentation, AUGMENTATIONS } from "../../lib/audio/augment/augment.ts";
import { equalise } from "../../lib/audio/augment/equalise.ts";
import { addNoise, compress, degrade, meanSquare, shift } from "../../lib/audio/augment/level.ts";
import { maskFrames } from "../../lib/audio/augment/mask.ts";
import { convolve, reverberate } from "../../lib/audio/augment/reverberate.ts";
import { pitchShift, timeStretch } from "../../lib/audio/augment/vocoder.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { meanOverTime, type Sound } from "../../lib/audio/sound.ts";
import { spectrogram } from "../../lib/audio/stft.ts";
import { tempo } from "../../lib/audio/tempo.ts";
import { Rng } from "../../lib/core/rng.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { clicks, mixture, synthetic, tone } from "./sounds.ts";

/** The frequency that a sound has most of, to a hundredth of a bin. */
function pitchOf(sound: Sound): number {
  const magnitudes = meanOverTime(spectrogram(sound, { nFft: 8192, hopLength: 2048 }));
  const k = magnitudes.indexOf(Math.max(...magnitudes)),
    [a, b, c] = magnitudes.subarray(k - 1, k + 2);
  return (k + .5 * (a - c) / (a - 2 * b + c)) * sound.rate / 8192;
}

Deno.test("every augmentation keeps rate and length, changes the samples, and is the same for the same seed", () => {
  const { samples, rate } = mixture(), sound = { samples: samples.slice(0, 2 * rate), rate };
  for (const kind of Object.keys(AUGMENTATIONS) as Augmentation[]) {
    const changed = augment(sound, [kind], new Rng(3));
    assertEquals([changed.rate, changed.samples.length], [sound.rate, sound.samples.length], kind);
    assert(changed.samples.every(Number.isFinite) && meanSquare(changed.samples) > 1e-4, kind);
    assert(changed.samples.some((x, i) => Math.abs(x - sound.samples[i]) > 1e-3), kind);
    assertEquals(augment(sound, [kind], new Rng(3)).samples, changed.samples, kind);
    assert(
      augment(sound, [kind], new Rng(4)).samples.some((x, i) => x !== changed.samples[i]),
      kind,
    );
  }
});

Deno.test("silence stays silence, or faint; nothing becomes a number that is none", () => {
  const silence = { samples: new Float32Array(8192), rate: 22050 };
  for (const kind of Object.keys(AUGMENTATIONS) as Augmentation[]) {
    const { samples } = augment(silence, [kind], new Rng(1));
    assert(samples.every((x) => Math.abs(x) < .02), kind);
  }
});

Deno.test("an augmentation that does not exist is refused with those that do", async () => {
  const none = ["echo"] as unknown as Augmentation[];
  await assertFails(() => augment(tone(440), none, new Rng(1)), "echo", "reverberation");
});

Deno.test("noise lies as far below as it should, white or pink", () => {
  const sound = mixture();
  for (const colour of ["white", "pink"] as const) {
    const { samples } = addNoise(sound, 12, new Rng(5), colour);
    const noise = { ...sound, samples: samples.map((x, i) => x - sound.samples[i]) };
    const snr = 10 * Math.log10(meanSquare(sound.samples) / meanSquare(noise.samples));
    assertAlmostEquals(snr, 12, .001);
    const power = meanOverTime(spectrogram(noise, { power: 2 }));
    const band = (from: number) => power.subarray(from, 2 * from).reduce((a, b) => a + b) / from;
    const fall = 10 * Math.log10(band(64) / band(256)) / 2; // dB an octave
    assertAlmostEquals(fall, colour === "pink" ? 3 : 0, .6);
  }
});

Deno.test("a stretched sound is librosa's: as long, as loud, sample by sample", () => {
  const { samples } = timeStretch(mixture(), 1.25), expected = synthetic.stretched;
  assertEquals(samples.length, expected.length);
  assertAlmostEquals(Math.sqrt(meanSquare(samples)), expected.rms[0], 2e-4);
  assertAllClose(samples.subarray(60000, 60040), expected.samples, { absolute: .02 });
});

Deno.test("stretching changes the tempo and not the pitch; shifting the pitch does the reverse", () => {
  const times = Array.from({ length: 40 }, (_, k) => .25 + .5 * k), beat = clicks(times, 20);
  assertAlmostEquals(tempo(timeStretch(beat, 1.25)), 150, 7);
  assertAlmostEquals(tempo(pitchShift(beat, 3)), 120, 4);
  assertAlmostEquals(pitchOf(timeStretch(tone(440), 1.25)), 440, 1);
  for (const semitones of [-7, -.5, 2, 12]) {
    const expected = 440 * 2 ** (semitones / 12);
    assertAlmostEquals(pitchOf(pitchShift(tone(440), semitones)) / expected, 1, .003);
  }
});

Deno.test("an equaliser raises its band and leaves the rest", () => {
  const level = (hz: number) => {
    const sound = tone(hz, .5), changed = equalise(sound, [{ hz: 1000, decibels: 9, q: 2 }]);
    return 10 * Math.log10(meanSquare(changed.samples) / meanSquare(sound.samples));
  };
  assertAlmostEquals(level(1000), 9, .1);
  assertAlmostEquals(level(60), 0, .1);
  assertAlmostEquals(level(9000), 0, .1);
});

Deno.test("compression lets go as slowly as it is told, and takes hold at once", () => {
  const { samples } = tone(440, 1.5),
    level = (of: Float32Array, from: number) =>
      Math.sqrt(meanSquare(of.subarray(from * 22050, (from + .02) * 22050)));
  const fading = samples.map((x, i) => i < 11025 ? 1.8 * x : .06 * x);
  const pressed = compress({ samples: fading, rate: 22050 }).samples;
  const [held, later] = [level(pressed, .53), level(pressed, 1.2)]; // after half a second of loudness
  assert(held < .5 * later, `${held}, and ${later} later`);
  const [first, loud] = [level(pressed, .02), level(pressed, .4)];
  assertAlmostEquals(first / loud, 1, .1);
});

Deno.test("compression brings loud and soft together and keeps the level", () => {
  const loudThenSoft = tone(440).samples.map((x, i) => i < 22050 ? x : x / 20);
  const { samples } = compress({ samples: loudThenSoft, rate: 22050 }, {
    threshold: -40,
    ratio: 8,
  });
  const half = (part: Float32Array) => Math.sqrt(meanSquare(part));
  assert(half(samples.subarray(10000, 20000)) / half(samples.subarray(32000)) < 6);
  assertAlmostEquals(meanSquare(samples) / meanSquare(loudThenSoft), 1, 1e-4);
});

Deno.test("a room's echo fades by 60 dB in its time; a convolution is the sum of products", () => {
  const click = { samples: new Float32Array(22050).fill(1, 0, 1), rate: 22050 };
  const { samples } = reverberate(click, { decay: .5, wet: 1 }, new Rng(2));
  const level = (seconds: number) =>
    10 * Math.log10(meanSquare(samples.subarray(seconds * 22050, (seconds + .05) * 22050)));
  assertAlmostEquals(level(.05) - level(.35), 36, 2);
  assert(samples.subarray(11100).every((x) => Math.abs(x) < 1e-4));
  const rng = new Rng(6);
  const [a, b] = [500, 40].map((length) => Float32Array.from({ length }, () => rng.normal()));
  const expected = a.map((_, i) => b.reduce((sum, x, k) => sum + (i >= k ? x * a[i - k] : 0), 0));
  assertAllClose(convolve(a, b), expected, { absolute: 1e-4 });
});

Deno.test("poor quality has no high tones and few levels", () => {
  const { samples } = degrade(tone(6000), { rate: 8000, bits: 8 });
  assert(meanSquare(samples) < .001 * meanSquare(tone(6000).samples) + 2e-5);
  assert(new Set(degrade(tone(440), { rate: 22050, bits: 3 }).samples).size <= 8);
});

Deno.test("a shift turns the sound around its length", () => {
  const sound = tone(440, .1), back = shift(shift(sound, .04), -.04);
  assertEquals(back.samples, sound.samples);
});

Deno.test("SpecAugment hides whole frames and whole bands, at most as many as it may", () => {
  const mel = melSpectrogram(mixture()), width = mel.names.length;
  const hidden = maskFrames(mel, { times: 1, frames: 10, bands: 1, columns: 8 }, new Rng(8)).data;
  const changed = (at: (k: number) => number, length: number) =>
    Array.from({ length }, (_, k) => hidden[at(k)] !== mel.data[at(k)]);
  const frames =
    Array.from({ length: mel.rows }, (_, r) => changed((c) => r * width + c, width).every(Boolean))
      .filter(Boolean).length;
  const bands =
    Array.from({ length: width }, (_, c) => changed((r) => r * width + c, mel.rows).every(Boolean))
      .filter(Boolean).length;
  assert(frames >= 1 && frames <= 10 && bands >= 1 && bands <= 8, `${frames} ${bands}`);
  const other = hidden.filter((x, i) => x !== mel.data[i]).length;
  assertEquals(other, frames * width + bands * mel.rows - frames * bands);
});
