/** Augmentation: a sound as it might also have been recorded, drawn at random; its label stays true. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import type { Sound } from "../sound.ts";
import { equalise } from "./equalise.ts";
import { addNoise, compress, degrade, gain, shift } from "./level.ts";
import { reverberate } from "./reverberate.ts";
import { pitchShift, timeStretch } from "./vocoder.ts";

/** The kinds of augmentation, each with what it draws. */
export const AUGMENTATIONS = {
  /** By up to half its length, around. */
  shift: (sound: Sound, rng: Rng) => {
    const length = sound.samples.length / sound.rate;
    return shift(sound, between(rng, -length / 2, length / 2));
  },
  /** From −12 to 6 dB. */
  gain: (sound: Sound, rng: Rng) => gain(sound, between(rng, -12, 6)),
  /** White or pink noise, 5 to 30 dB below. */
  noise: (sound: Sound, rng: Rng) =>
    addNoise(sound, between(rng, 5, 30), rng, rng.choice(["white", "pink"] as const)),
  /** Three bands, one in each third of the range of pitch, by up to 9 dB. */
  equaliser: (sound: Sound, rng: Rng) => {
    const top = Math.min(8000, .4 * sound.rate), low = 80;
    const band = (third: number) => ({
      hz: low * (top / low) ** ((third + rng.uniform()) / 3),
      decibels: between(rng, -9, 9),
    });
    return equalise(sound, [0, 1, 2].map(band));
  },
  /** Threshold −40 to −20 dB, 2 to 8 to 1. */
  compression: (sound: Sound, rng: Rng) =>
    compress(sound, { threshold: between(rng, -40, -20), ratio: between(rng, 2, 8) }),
  /** Rooms that fade in .2 to 1.5 seconds, a tenth to four tenths of what is heard. */
  reverberation: (sound: Sound, rng: Rng) =>
    reverberate(sound, { decay: between(rng, .2, 1.5), wet: between(rng, .1, .4) }, rng),
  /** Up to two semitones up or down. */
  pitch: (sound: Sound, rng: Rng) => pitchShift(sound, between(rng, -2, 2)),
  /** .8 to 1.25 times as fast; a loop of it is as long as before. */
  stretch: (sound: Sound, rng: Rng) =>
    looped(timeStretch(sound, .8 * 1.5625 ** rng.uniform()), sound.samples.length),
  /** 4,000 to 11,025 samples a second of 6 to 10 bits. */
  quality: (sound: Sound, rng: Rng) =>
    degrade(sound, { rate: Math.round(between(rng, 4000, 11025)), bits: 6 + rng.int(5) }),
};

/** A kind of augmentation. */
export type Augmentation = keyof typeof AUGMENTATIONS;

/** A sound under some kinds of augmentation, one after the other; as long as before.
 *
 * @param rng the same seed makes the same sound; each kind draws from a stream of its own
 * @throws {InputError} on a kind that does not exist
 * @example
 * ```ts
 * import { Rng } from "../../core/rng.ts";
 * import { assertEquals } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 4096 }, (_, i) => .5 * Math.sin(i / 4)), rate: 22050 };
 * const again = () => augment(tone, ["noise", "gain"], new Rng(7)).samples;
 * assertEquals(again(), again());
 * ```
 */
export function augment(sound: Sound, kinds: readonly Augmentation[], rng: Rng): Sound {
  checkAugmentations(kinds);
  return kinds.reduce((result, kind) => AUGMENTATIONS[kind](result, rng.fork(kind)), sound);
}

/** Refuses kinds that there are not.
 * @throws {InputError} on the first */
export function checkAugmentations(kinds: readonly string[]): void {
  for (const kind of kinds) {
    if (Object.hasOwn(AUGMENTATIONS, kind)) continue;
    throw new InputError("no such augmentation", {
      found: kind,
      expected: `one of ${Object.keys(AUGMENTATIONS).join(", ")}`,
    });
  }
}

const between = (rng: Rng, low: number, high: number): number => low + (high - low) * rng.uniform();

/** The first samples, from the beginning again where there are too few. */
function looped({ samples, rate }: Sound, length: number): Sound {
  return { samples: Float32Array.from({ length }, (_, i) => samples[i % samples.length]), rate };
}
