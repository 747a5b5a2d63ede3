/** How far measures of four clips of music are from librosa's. */
import { chromaCqt } from "../../lib/audio/chroma_cqt.ts";
import { chromaStft } from "../../lib/audio/chroma.ts";
import { spectralContrast } from "../../lib/audio/contrast.ts";
import { cqt } from "../../lib/audio/cqt.ts";
import { delta } from "../../lib/audio/delta.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { mfcc } from "../../lib/audio/mfcc.ts";
import { onsetStrength } from "../../lib/audio/onset.ts";
import { pcen } from "../../lib/audio/pcen.ts";
import { type Frames, meanOverTime, type Sound } from "../../lib/audio/sound.ts";
import { spectralBandwidth, spectralCentroid, spectralRolloff } from "../../lib/audio/spectral.ts";
import { tonnetz } from "../../lib/audio/tonnetz.ts";
import { rms, zeroCrossingRate } from "../../lib/audio/waveform.ts";
import { assertEquals } from "../assert.ts";
import { librosa, more, relativeErrors } from "./sounds.ts";

/** The clips' names. */
export const clips: readonly string[] = Object.keys(librosa.clips);

/** What librosa calls each measure, and ours. */
export const MEASURES: Record<string, (sound: Sound) => Frames> = {
  mfcc,
  chroma_stft: chromaStft,
  spectral_contrast: spectralContrast,
  mel: melSpectrogram,
  tonnetz_from_chroma_stft: (sound) => tonnetz(chromaStft(sound)),
  tonnetz_default: tonnetz,
  rms,
  spectral_centroid: spectralCentroid,
  spectral_bandwidth: spectralBandwidth,
  rolloff: spectralRolloff,
  zero_crossing_rate: zeroCrossingRate,
  onset_strength: onsetStrength,
  deltaMfcc: (sound) => delta(mfcc(sound)),
  delta2Mfcc: (sound) => delta(mfcc(sound), { order: 2 }),
  cqt,
  chromaCqt,
  pcen: (sound) => pcen(loud(melSpectrogram(sound))),
};
/** As librosa scales what PCEN is given. */
export const loud = (mel: Frames): Frames => ({ ...mel, data: mel.data.map((x) => x * 2 ** 31) });

/** The variance of every column over time. */
function variances(frames: Frames): Float64Array {
  const means = meanOverTime(frames), columns = means.length;
  const squares = frames.data.map((x, i) => (x - means[i % columns]) ** 2);
  return meanOverTime({ ...frames, data: squares });
}

/** Relative errors of a measure on the clips, ascending: of means and variances over time, and of one frame.
 *
 * @param sounds of {@linkcode clips} */
export function errorsOf(name: string, sounds: readonly Sound[]): number[] {
  return clips.flatMap((clip, i) => {
    const expected = librosa.clips[clip][name] ?? more.clips[clip][name];
    const found = MEASURES[name](sounds[i]), columns = found.names.length;
    assertEquals([columns, found.rows], expected.shape);
    const frame = found.data.subarray(100 * columns, 101 * columns);
    return [
      ...relativeErrors(meanOverTime(found), expected.mean),
      ...relativeErrors(variances(found), expected.var),
      ...relativeErrors(frame, expected.frame100),
    ];
  }).sort((a, b) => a - b);
}
