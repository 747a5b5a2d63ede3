/** Agreement with librosa under other settings than the defaults, on a synthetic sound; and settings that cannot be. */
import { chromaCqt } from "../../lib/audio/chroma_cqt.ts";
import { chordSimilarity } from "../../lib/audio/chords.ts";
import { chromaStft } from "../../lib/audio/chroma.ts";
import { spectralContrast } from "../../lib/audio/contrast.ts";
import { cqt } from "../../lib/audio/cqt.ts";
import { delta } from "../../lib/audio/delta.ts";
import { estimateKey } from "../../lib/audio/key.ts";
import { hpssMasks } from "../../lib/audio/hpss.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { mfcc } from "../../lib/audio/mfcc.ts";
import { pcen } from "../../lib/audio/pcen.ts";
import { meanOverTime, sound as soundOf } from "../../lib/audio/sound.ts";
import { spectralRolloff } from "../../lib/audio/spectral.ts";
import { spectrogram } from "../../lib/audio/stft.ts";
import { tempogram } from "../../lib/audio/tempogram.ts";
import { tonnetz } from "../../lib/audio/tonnetz.ts";
import { viterbi } from "../../lib/audio/viterbi.ts";
import type { Tensor } from "../../lib/core/tensor.ts";
import { assert, assertFails } from "../assert.ts";
import { mixture, relativeErrors, synthetic, tone } from "./sounds.ts";

const sound = mixture(), small = { nFft: 1024, hopLength: 256 };

/** A part of a spectrogram by medians of 17 and margins. */
function part(name: "harmonic" | "percussive"): Tensor {
  const magnitudes = spectrogram(sound, small);
  const settings = { kernelSize: 17, power: 1, marginHarmonic: 1.5, marginPercussive: 3 };
  const mask = hpssMasks(magnitudes, settings)[name]();
  return { ...magnitudes, data: magnitudes.data.map((x, i) => x * mask[i]) };
}

const MEASURES: Record<string, () => Tensor> = {
  mel: () => melSpectrogram(sound, { ...small, nMels: 40, fmin: 100, fmax: 8000 }),
  mfcc: () => mfcc(sound, { nMfcc: 13, nMels: 64 }),
  cqt: () =>
    cqt({ ...sound, rate: 44100 }, {
      ...{ nBins: 60, binsPerOctave: 24, fmin: 110, hopLength: 384, sparsity: .05 },
    }),
  cqtOddHop: () => cqt(sound, { nBins: 48, hopLength: 250, tuning: .2 }),
  chroma: () => chromaStft(sound, { nFft: 4096, hopLength: 512, tuning: .3 }),
  contrast: () => spectralContrast(sound, { nBands: 4, fmin: 300, quantile: .1 }),
  tempogram: () => tempogram(sound, { winLength: 100 }),
  harmonic: () => part("harmonic"),
  percussive: () => part("percussive"),
  pcen: () => {
    const mel = melSpectrogram(sound), loud = { ...mel, data: mel.data.map((x) => x * 2 ** 31) };
    return pcen(loud, { gain: .8, bias: 10, power: .25, timeConstant: .06 });
  },
  rolloff: () => spectralRolloff(sound, { rollPercent: .5 }),
  chromaCqt: () => chromaCqt(sound, { nOctaves: 5, binsPerOctave: 24 }),
  delta: () => delta(mfcc(sound), { width: 5 }),
};

for (const [name, measure] of Object.entries(MEASURES)) {
  Deno.test(`${name} under other settings than the defaults is librosa's`, () => {
    const worst = relativeErrors(meanOverTime(measure()), synthetic.other[name]).at(-1)!;
    assert(worst < .003, `${worst}`);
  });
}

const short = tone(440, .2), mel = melSpectrogram(short, { nMels: 8 }), chroma = chromaStft(short);
const REFUSED: Record<string, [measure: () => unknown, ...told: string[]]> = {
  "a chord that does not exist": [() => chordSimilarity(chroma, ["maj", "odd"]), "odd", "maj"],
  "chords of a mel spectrogram": [() => chordSimilarity(mel), "8 pitch classes", "a chroma of 12"],
  "bins that make no semitone": [() => chromaCqt(short, { binsPerOctave: 20 }), "multiple of 12"],
  "bins beyond the sound": [() => cqt(short, { nBins: 200 }), "22050 samples a second"],
  "changes over an even width": [() => delta(mel, { width: 8 }), "width", "an odd number"],
  "changes over too few frames": [() => delta(mel, { width: 99 }), "at least 99"],
  "a transform of no power of two": [
    () => spectrogram(short, { nFft: 1000 }),
    "1000",
    "power of two",
  ],
  "the key of a mel spectrogram": [() => estimateKey(mel), "8 values a frame"],
  "a band that ends before it begins": [
    () => melSpectrogram(short, { fmin: 500, fmax: 400 }),
    "500 to 400 Hz",
  ],
  "a tonnetz of a mel spectrogram": [() => tonnetz(mel), "12 values a frame"],
  "half a transition": [
    () => viterbi({ seen: [1, 2], transition: [0, 0, 0], initial: [0, 0] }),
    "3 transitions",
  ],
  "a sound of nothing": [() => soundOf(new Float32Array(), 22050), "at least one"],
};

for (const [name, [measure, ...told]] of Object.entries(REFUSED)) {
  Deno.test(`${name} cannot be asked for, and it is said why`, async () => {
    await assertFails(measure, ...told);
  });
}
