/** Seconds for the 174 features of a track and for its steps, with the keys of the Python side, shared/bench/librosa_features.py.
 * Arguments: [--tracks N] [--seconds 30] [--only NAME] FILE …; without files, a synthetic track. */
import { parseArgs } from "node:util";
import process from "node:process";
import { beatTrack } from "../../lib/audio/beats.ts";
import { chromaStft } from "../../lib/audio/chroma.ts";
import { spectralContrast } from "../../lib/audio/contrast.ts";
import { readSound } from "../../lib/audio/decode/read.ts";
import { features174 } from "../../lib/audio/features174.ts";
import { harmonic } from "../../lib/audio/hpss.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { mfcc } from "../../lib/audio/mfcc.ts";
import type { Sound } from "../../lib/audio/sound.ts";
import { spectrogram } from "../../lib/audio/stft.ts";
import { tonnetz } from "../../lib/audio/tonnetz.ts";
import { median } from "../../lib/core/statistics.ts";
import { mixture } from "../audio/sounds.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tracks: { type: "string", default: "3" },
    seconds: { type: "string", default: "30" },
    only: { type: "string", default: "" },
  },
});
const seconds = Number(values.seconds), rate = 22050;
const clips = positionals.length
  ? await Promise.all(positionals.map((path) => readSound(path)))
  : [mixture()];

/** A track of that length: the clips one after the other, from the k-th on, again and again. */
function track(k: number): Sound {
  const samples = new Float32Array(seconds * rate);
  for (let at = 0, clip = k; at < samples.length; clip++) {
    const part = clips[clip % clips.length].samples.subarray(0, samples.length - at);
    samples.set(part, at);
    at += part.length;
  }
  return { samples, rate };
}

const STEPS: Record<string, (sound: Sound) => ArrayLike<unknown> | object> = {
  "stft": (sound) => spectrogram(sound),
  "mel": (sound) => melSpectrogram(sound),
  "mfcc": (sound) => mfcc(sound),
  "chroma_stft": (sound) => chromaStft(sound),
  "spectral_contrast": (sound) => spectralContrast(sound),
  "tempo (beat_track)": (sound) => beatTrack(sound),
  "harmonic (hpss)": (sound) => harmonic(sound),
  "tonnetz of the harmonic part (CQT)": (sound) => tonnetz(sound),
  "174 features, spectrogram shared": (sound) => features174(sound),
};

const tracks = Array.from({ length: Number(values.tracks) }, (_, k) => track(k));
for (const [step, run] of Object.entries(STEPS)) {
  if (!step.includes(values.only)) continue;
  for (let i = 0; i < 3; i++) run(tracks[0]); // compiles
  const wall: number[] = [], cpu: number[] = [];
  for (const sound of tracks) {
    const before = performance.now(), used = process.cpuUsage();
    run(sound);
    const { user, system } = process.cpuUsage(used);
    wall.push((performance.now() - before) / 1e3);
    cpu.push((user + system) / 1e6);
  }
  const round = (x: number) => Number(x.toFixed(4));
  console.log(JSON.stringify({
    step,
    secondsPerTrack: round(median(wall)),
    best: round(Math.min(...wall)),
    cpuSecondsPerTrack: round(median(cpu)),
    trackSeconds: seconds,
    tracks: tracks.length,
    ...(step.startsWith("174") ? { features: 174, madeWith: { deno: Deno.version.deno } } : {}),
  }));
}
