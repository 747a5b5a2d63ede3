/** What networks and models read of a sound: its 174 features, all that describes it, its mel spectrogram, its frames, its samples. */
import { joinColumns, type Matrix } from "../../core/matrix.ts";
import { checkSettings } from "../../core/settings.ts";
import { chromaStft, PITCH_CLASSES } from "../chroma.ts";
import { spectralContrast } from "../contrast.ts";
import { amplitudeToDb, powerToDb } from "../decibels.ts";
import { describeSound } from "../describe_sound.ts";
import { ALL_COLUMNS } from "../feature_columns.ts";
import { features174, FEATURES_174 } from "../features174.ts";
import { melSpectrogram } from "../mel.ts";
import { mfcc } from "../mfcc.ts";
import { onsetStrength } from "../onset.ts";
import { pooled } from "../pooled.ts";
import { numbered, type Sound } from "../sound.ts";
import { spectralCentroid } from "../spectral.ts";
import { asSpectrogram, frameCount, spectrogram } from "../stft.ts";
import { rms, zeroCrossingRate } from "../waveform.ts";

/** Samples a second of every sound in a collection. */
export const COLLECTION_RATE = 22050;

/** How arrays are made of sounds. */
export interface ArraySettings {
  /** Of each sound the first so many seconds are in its mel spectrogram, its frames and its samples; a shorter sound is
   * followed by silence. No more than the longest sound has. */
  readonly seconds: number;
  /** Bands of the mel spectrogram. */
  readonly nMels: number;
  /** Samples between the middles of two frames of the mel spectrogram. */
  readonly hopLength: number;
  /** How many frames of 512 samples are averaged into one of `frames`. */
  readonly averaged: number;
}

/** What is used where nothing else is said: 30 seconds, 64 mel bands at 43 frames a second, frames at 11 a second. */
export const ARRAYS: ArraySettings = { seconds: 30, nMels: 64, hopLength: 512, averaged: 4 };

/** Refuses settings that cannot be. */
export const checkArrays = (settings: ArraySettings): void =>
  checkSettings(settings, {
    seconds: { least: .1, most: 600 },
    nMels: { least: 1, most: 256, whole: true },
    hopLength: { least: 16, whole: true },
    averaged: { least: 1, whole: true },
  });

/** What can be made of a sound. */
export type ArrayKind = "features174" | "described" | "mel" | "frames" | "wave";

/** What stands in a row of `frames`. */
const FRAME_NAMES: readonly string[] = [
  ...numbered("mfcc", 20),
  ...PITCH_CLASSES.map((name) => `chroma ${name}`),
  ...numbered("contrast", 7),
  ...["centroid", "zero crossings", "loudness", "onset strength"],
];

/** How many samples of each sound an array holds. */
export const lengthOf = ({ seconds }: ArraySettings): number =>
  Math.max(1, Math.round(seconds * COLLECTION_RATE));

/** The fewest samples that can be described: nine frames. Silence follows what is shorter. */
const LEAST_DESCRIBED = 8 * 512;

/** The axes of one sound's array, and what stands along the last. */
export function axesOf(
  kind: ArrayKind,
  settings: ArraySettings,
): { readonly shape: readonly number[]; readonly names: readonly string[] } {
  const length = lengthOf(settings);
  switch (kind) {
    case "features174":
      return { shape: [FEATURES_174.length], names: FEATURES_174 };
    case "described":
      return { shape: [ALL_COLUMNS.length], names: ALL_COLUMNS };
    case "mel":
      return { shape: [frameCount(length, settings.hopLength), settings.nMels, 1], names: ["dB"] };
    case "frames": {
      const steps = Math.ceil(frameCount(length, 512) / settings.averaged);
      return { shape: [steps, FRAME_NAMES.length], names: FRAME_NAMES };
    }
    case "wave":
      return { shape: [length, 1], names: ["sample"] };
  }
}

/** The numbers themselves, row-major. */
export function arrayOf(sound: Sound, kind: ArrayKind, settings: ArraySettings): Float32Array {
  if (kind === "features174") return Float32Array.from(features174(sound));
  if (kind === "described") {
    const length = Math.max(LEAST_DESCRIBED, sound.samples.length);
    return Float32Array.from(describeSound(partOf(sound, length)));
  }
  const part = partOf(sound, lengthOf(settings)), { nMels, hopLength } = settings;
  if (kind === "wave") return part.samples;
  if (kind === "mel") return powerToDb(melSpectrogram(part, { nMels, hopLength })).data;
  return pooled(framesOf(part), settings.averaged).data;
}

/** The first `length` samples, and silence where there are fewer. */
function partOf({ samples, rate }: Sound, length: number): Sound {
  const part = new Float32Array(length);
  part.set(samples.subarray(0, length));
  return { samples: part, rate };
}

/** Of every 512 samples: timbre, harmony, contrast, brightness, loudness and what begins there. */
function framesOf(sound: Sound): Matrix {
  const magnitudes = spectrogram(sound), powers = asSpectrogram(magnitudes, 2);
  const decibels = powerToDb(melSpectrogram(powers));
  return joinColumns([
    mfcc(decibels),
    chromaStft(powers),
    spectralContrast(magnitudes),
    spectralCentroid(magnitudes),
    zeroCrossingRate(sound),
    amplitudeToDb(rms(sound)),
    onsetStrength(decibels),
  ]);
}
