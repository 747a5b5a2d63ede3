/** What is measured of a track, beside what librosa says of it. */
import { describeSound } from "../../lib/audio/describe_sound.ts";
import { ALL_COLUMNS, COLUMNS_174, COLUMNS_57 } from "../../lib/audio/feature_columns.ts";
import { features174 } from "../../lib/audio/features174.ts";
import { readSound } from "../../lib/audio/decode/read.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { clipFile } from "../needs.ts";
import { clicks, librosa, mixture, relativeErrors, synthetic, tone } from "./sounds.ts";

/** A sound's description by column. */
const described = (sound: Parameters<typeof describeSound>[0]) => {
  const values = describeSound(sound);
  return (name: string) => values[ALL_COLUMNS.indexOf(name)];
};

Deno.test("a description begins with the 174 features, and holds the 57 of the other table beside", () => {
  assertEquals(ALL_COLUMNS.slice(0, 174), COLUMNS_174);
  assertEquals(new Set(ALL_COLUMNS).size, ALL_COLUMNS.length);
  assert(COLUMNS_57.every((name) => ALL_COLUMNS.includes(name)));
  const sound = mixture(), of = described(sound);
  assertEquals(describeSound(sound).slice(0, 174), features174(sound));
  const { rms, centroid, bandwidth, rolloff, zeroCrossingRate } = synthetic.spectral;
  const found = ["rms", "spectral_centroid", "spectral_bandwidth", "rolloff", "zero_crossing_rate"]
    .map((name) => of(`${name}_mean`));
  const expected = [rms, centroid, bandwidth, rolloff, zeroCrossingRate].flat();
  assert(relativeErrors(found, expected).at(-1)! < 1e-4);
  assertEquals(of("mfcc3_mean"), of("mfcc_3"));
});

const clips = Object.keys(librosa.clips);
Deno.test({
  name:
    "variances over time, and of the harmonic and percussive parts, are librosa's on four clips",
  ignore: clips.some((name) => !clipFile(name)),
  async fn() {
    const single = ["rms", "spectral_centroid", "spectral_bandwidth", "rolloff"];
    for (const clip of clips) {
      const of = described(await readSound(clipFile(clip)!)), expected = librosa.clips[clip];
      const found = [
        ...single.map((name) => of(`${name}_var`)),
        ...[of("zero_crossing_rate_var"), of("harmony_var"), of("perceptr_var")],
        ...Array.from({ length: 20 }, (_, i) => of(`mfcc${i + 1}_var`)),
        ...Array.from({ length: 12 }, (_, i) => of(`chroma_${i + 1}_dev`) ** 2),
      ];
      const wanted = [
        ...single.flatMap((name) => expected[name].var),
        ...expected.zero_crossing_rate.var,
        ...[expected.harmonyVar, expected.percussiveVar],
        ...expected.mfcc.var,
        ...expected.chroma_stft.var,
      ];
      assert(relativeErrors(found, wanted).at(-1)! < .0025, clip);
    }
  },
});

Deno.test("twice as loud: the level rises by 6 dB, and what is left of it without the level stays", () => {
  const sound = mixture(), of = described(sound);
  const loud = described({ ...sound, samples: sound.samples.map((x) => 2 * x) });
  assertAlmostEquals(loud("rms_db_mean") - of("rms_db_mean"), 20 * Math.log10(2), 1e-3);
  assertAlmostEquals(loud("mel_db_9_mean") - of("mel_db_9_mean"), 20 * Math.log10(2), .05);
  for (const name of ["mel_db_9_dev", "chroma_4_dev", "onset_dev", "harmonic_share_db"]) {
    assertAlmostEquals(loud(name), of(name), .02 * Math.abs(of(name)) + 1e-6);
  }
});

Deno.test("a click twice a second pulses at 120 beats a minute, a tone does not", () => {
  const times = Array.from({ length: 20 }, (_, i) => i / 2), beat = described(clicks(times, 10));
  const at = 1 + Math.floor(16 * Math.log2(120 / 40) / 3); // of the period that holds 120
  assert(beat(`pulse_${at}`) > .6, `${beat(`pulse_${at}`)}`);
  assert(beat(`pulse_${at - 2}`) < .3 && described(tone(440, 10))(`pulse_${at}`) < .6);
});
