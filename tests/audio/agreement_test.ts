/** Agreement with librosa on four clips of real music and on a synthetic sound. */
import { beatTrack } from "../../lib/audio/beats.ts";
import { cqt } from "../../lib/audio/cqt.ts";
import { features174 } from "../../lib/audio/features174.ts";
import { harmonic, hpssMasks, percussive } from "../../lib/audio/hpss.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { onsetDetect, onsetStrength, onsetTimes } from "../../lib/audio/onset.ts";
import { pcen } from "../../lib/audio/pcen.ts";
import { meanOverTime, type Sound } from "../../lib/audio/sound.ts";
import {
  spectralBandwidth,
  spectralCentroid,
  spectralFlatness,
  spectralRolloff,
} from "../../lib/audio/spectral.ts";
import { spectrogram } from "../../lib/audio/stft.ts";
import { tempogram } from "../../lib/audio/tempogram.ts";
import { tonnetz } from "../../lib/audio/tonnetz.ts";
import { estimateTuning } from "../../lib/audio/tuning.ts";
import { rms, zeroCrossingRate } from "../../lib/audio/waveform.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { clipFile } from "../needs.ts";
import { clips, errorsOf, loud, MEASURES } from "./agreement.ts";
import { librosa, mixture, more, relativeErrors, synthetic } from "./sounds.ts";
import { readSound } from "../../lib/audio/decode/read.ts";

const missing = clips.some((name) => !clipFile(name));

const sounds = missing ? [] : await Promise.all(clips.map((name) => readSound(clipFile(name)!)));

for (const name of Object.keys(MEASURES)) {
  Deno.test({
    name: `${name} of four clips is librosa's: means, variances and one frame`,
    ignore: missing,
    fn: () => {
      const errors = errorsOf(name, sounds), median = errors[errors.length >> 1];
      const worst = errors.at(-1)!;
      // The reference is rounded to six decimals, which is much of the smallest values.
      assert(median < 1e-4, `median ${median}`);
      assert(worst < (name === "cqt" ? .03 : .0025), `worst ${worst}`);
    },
  });
}

Deno.test({
  name: "tempo, beats and onsets of four clips are librosa's, to the frame",
  ignore: missing,
  fn: () => {
    clips.forEach((clip, i) => {
      const { tempo, frames } = beatTrack(sounds[i]), expected = librosa.clips[clip];
      assertAlmostEquals(tempo, expected.tempo, 1e-9);
      assertEquals([...frames], expected.beats);
      const onsets = [...onsetTimes(sounds[i])].map((time) => Number(time.toFixed(4)));
      assertEquals(onsets, more.clips[clip].onsetTimes);
    });
  },
});

Deno.test({
  name: "harmonic and percussive parts, what is made of them, and tempograms are librosa's",
  ignore: missing,
  fn: () => {
    const variance = ({ samples }: Sound) => {
      const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
      return samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / samples.length;
    };
    clips.forEach((clip, i) => {
      const sound = sounds[i], expected = more.clips[clip];
      const close = (found: ArrayLike<number>, wanted: ArrayLike<number>) => {
        const worst = relativeErrors(found, wanted).at(-1)!;
        assert(worst < .001, `${clip}: ${worst}`);
      };
      const magnitudes = spectrogram(sound), masks = hpssMasks(magnitudes);
      const energy = (mask: Float32Array) =>
        mask.reduce((sum, share, k) => sum + (share * magnitudes.data[k]) ** 2, 0);
      close([masks.harmonic(), masks.percussive()].map(energy), [
        expected.hpssEnergy.harmonic,
        expected.hpssEnergy.percussive,
      ]);
      const { harmonyVar, percussiveVar } = librosa.clips[clip], inner = harmonic(sound);
      close([variance(inner), variance(percussive(sound))], [harmonyVar, percussiveVar]);
      close(meanOverTime(tonnetz(inner)), expected.tonnetzOfHarmonicMean);
      close(meanOverTime(spectralFlatness(sound)), [expected.flatnessMean]);
      close(
        meanOverTime(tempogram(onsetStrength(sound))).subarray(0, 80),
        expected.tempogramMeanFirst80,
      );
    });
  },
});

Deno.test("all of a synthetic sound is librosa's: the 174 features, CQT, PCEN, spectral measures, tuning, beats, onsets", () => {
  const sound = mixture();
  const close = (found: ArrayLike<number>, expected: ArrayLike<number>, most: number) => {
    const worst = relativeErrors(found, expected).at(-1)!;
    assert(worst < most, `${worst}`);
  };
  close(sound.samples.subarray(20000, 20010), synthetic.waveform, 1e-5);
  close(features174(sound), synthetic.features174, .002);
  close(meanOverTime(cqt(sound)), synthetic.cqtMean, .005);
  close(meanOverTime(pcen(loud(melSpectrogram(sound)))), synthetic.pcenMean, 1e-4);
  const measures = {
    centroid: spectralCentroid,
    bandwidth: spectralBandwidth,
    rolloff: spectralRolloff,
    flatness: spectralFlatness,
    rms,
    zeroCrossingRate,
  };
  for (const [name, measure] of Object.entries(measures)) {
    close(meanOverTime(measure(sound)), synthetic.spectral[name], 1e-4);
  }
  assertAlmostEquals(estimateTuning(sound), synthetic.tuning, 1e-9);
  assertEquals([...beatTrack(sound).frames], synthetic.beats);
  assertEquals([...onsetDetect(sound)], synthetic.onsets);
});
