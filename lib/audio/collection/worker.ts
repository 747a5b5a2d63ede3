/** Worker of compute.ts: from a sound's source to what is asked of it. */
import { serve } from "../../core/pool.ts";
import type { Augmentation } from "../augment/augment.ts";
import type { ArrayKind, ArraySettings } from "./arrays.ts";
import type { Source } from "./source.ts";

/** What a worker is asked. */
export interface Task {
  readonly source: Source;
  /** A file in which the samples were kept; or not yet. */
  readonly wave?: string;
  /** An array; or how long the sound is and what tells it from others. */
  readonly make: Make | "look";
}

/** An array of a sound, or of the sound as it might also have been recorded. */
export interface Make {
  readonly kind: ArrayKind;
  readonly settings: ArraySettings;
  readonly change?: Change;
}

/** Kinds of augmentation, and whence their draws. */
export interface Change {
  readonly kinds: readonly Augmentation[];
  readonly seed: string;
}

/** What is known of a sound that was looked at. */
export interface Look {
  /** At 22,050 a second. */
  readonly samples: number;
  /** Whether nothing but silence is heard. */
  readonly silent: boolean;
  /** Equal for equal samples: 16 hexadecimal digits. */
  readonly audio: string;
}

// What waits while it is loaded (fft.ts does) is imported by the task: a message that comes before `serve` is lost.
serve(async ({ source, wave, make }: Task): Promise<Float32Array | Look> => {
  const { createHash } = await import("node:crypto");
  const { keptSound, soundFrom } = await import("./source.ts");
  if (make !== "look") {
    const { arrayOf, lengthOf } = await import("./arrays.ts");
    const { kind, settings, change } = make;
    const kept = wave && await keptSound(wave, lengthOf(settings));
    const sound = kept || await soundFrom(source);
    if (!change) return arrayOf(sound, kind, settings);
    const { augment } = await import("../augment/augment.ts");
    const { Rng } = await import("../../core/rng.ts");
    return arrayOf(augment(sound, change.kinds, new Rng(change.seed)), kind, settings);
  }
  const sound = await soundFrom(source), { buffer, byteOffset, byteLength } = sound.samples;
  return {
    samples: sound.samples.length,
    silent: sound.samples.every((x) => x === 0),
    audio: createHash("sha256").update(new Uint8Array(buffer, byteOffset, byteLength))
      .digest("hex").slice(0, 16),
  };
}, (result) => result instanceof Float32Array ? [result.buffer as ArrayBuffer] : []);
