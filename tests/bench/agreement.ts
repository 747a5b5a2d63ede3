/** How far ours are from librosa's numbers, measure by measure: on the four clips of music, where they are here, and on
 * tones made by rule. Relative errors, against a thousandth of the largest value where that is more. */
import { readSound } from "../../lib/audio/decode/read.ts";
import { meanOverTime } from "../../lib/audio/sound.ts";
import { spectralCentroid, spectralRolloff } from "../../lib/audio/spectral.ts";
import { zeroCrossingRate } from "../../lib/audio/waveform.ts";
import { features174 } from "../../lib/audio/features174.ts";
import { clips, errorsOf, MEASURES } from "../audio/agreement.ts";
import { mixture, more, relativeErrors, synthetic, tone } from "../audio/sounds.ts";
import { clipFile } from "../needs.ts";

function print(measure: string, on: string, errors: ArrayLike<number>): void {
  const sorted = Float64Array.from(errors).sort(), round = (x: number) => Number(x.toPrecision(2));
  const median = round(sorted[sorted.length >> 1]), worst = round(sorted.at(-1)!);
  console.log(JSON.stringify({ measure, on, values: sorted.length, median, worst }));
}

const files = clips.map(clipFile);
if (files.every((file) => file !== undefined)) {
  const sounds = await Promise.all(files.map((file) => readSound(file)));
  for (const name of Object.keys(MEASURES)) print(name, "four clips", errorsOf(name, sounds));
}
const tones = {
  spectral_centroid: spectralCentroid,
  rolloff: spectralRolloff,
  zero_crossing_rate: zeroCrossingRate,
};
const expected = ["centroidMean", "rolloffMean", "zcrMean"];
Object.entries(tones).forEach(([name, measure], k) => {
  const errors = more.tones.flatMap((one: typeof more.tones[number]) => {
    const sound = tone(one.hz, one.seconds, 22050, one.amplitude);
    return [...relativeErrors(meanOverTime(measure(sound)), [one[expected[k]]])];
  });
  print(name, "tones", errors);
});
print(
  "the 174 features",
  "a synthetic track",
  relativeErrors(
    features174(mixture()),
    synthetic.features174,
  ),
);
