/** Chords, keys, tempo, beats and onsets against a truth that is known. */
import { beatTrack } from "../../lib/audio/beats.ts";
import { beatTrackHmm } from "../../lib/audio/beats_hmm.ts";
import { parseChord } from "../../lib/audio/chord_names.ts";
import { chordSegments, recogniseChords } from "../../lib/audio/chords.ts";
import { chromaCqt } from "../../lib/audio/chroma_cqt.ts";
import { chromaStft, PITCH_CLASSES } from "../../lib/audio/chroma.ts";
import { cqt } from "../../lib/audio/cqt.ts";
import { estimateKey } from "../../lib/audio/key.ts";
import { melSpectrogram } from "../../lib/audio/mel.ts";
import { onsetTimes } from "../../lib/audio/onset.ts";
import { meanOverTime, seconds, type Sound } from "../../lib/audio/sound.ts";
import { spectralCentroid, spectralRolloff } from "../../lib/audio/spectral.ts";
import { viterbi } from "../../lib/audio/viterbi.ts";
import { zeroCrossingRate } from "../../lib/audio/waveform.ts";
import { Rng } from "../../lib/core/rng.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { clicks, more, notes, relativeErrors, tone } from "./sounds.ts";

/** Which share of the time chords are right; `truth`: [start, end, label] each. */
function chordAccuracy(sound: Sound, truth: [number, number, string][], labels: string[]): number {
  const segments = chordSegments(labels, { rate: 22050, hopLength: 512 }, seconds(sound));
  let right = 0, all = 0;
  for (const [from, to, label] of truth) {
    all += to - from;
    for (const found of segments) {
      const shared = Math.min(to, found.end) - Math.max(from, found.start);
      if (found.label === label && shared > 0) right += shared;
    }
  }
  return right / all;
}

for (const [name, progression] of Object.entries<typeof more.chords[string]>(more.chords)) {
  Deno.test(`chords of "${name}": .98 of the time right with the hidden Markov model, and no fewer than librosa's without`, () => {
    const sound = notes(progression.notes, progression.seconds), chroma = chromaStft(sound);
    const scores = progression.chromaStft.majminScore;
    assertAllClose(meanOverTime(chroma), progression.chromaStft.mean, { absolute: 2e-4 });
    const byTemplate = recogniseChords(chroma, { stay: null });
    assertAlmostEquals(
      chordAccuracy(sound, progression.truth, byTemplate),
      scores["frame by frame"],
      .001,
    );
    const smooth = chordAccuracy(sound, progression.truth, recogniseChords(chroma));
    assert(smooth >= .98, `${smooth}`);
    assertAlmostEquals(smooth, scores["Viterbi, stay .98"], .001);
  });

  Deno.test(`chords of "${name}" from a constant-Q chroma are as right as librosa's`, () => {
    const sound = notes(progression.notes, progression.seconds), chroma = chromaCqt(sound);
    assert(relativeErrors(meanOverTime(chroma), progression.chromaCqt.mean).at(-1)! < .01);
    const smooth = chordAccuracy(sound, progression.truth, recogniseChords(chroma));
    assertAlmostEquals(smooth, progression.chromaCqt.majminScore["Viterbi, stay .98"], .005);
  });
}

Deno.test("the keys of progressions in C major and in A minor are heard; silence has none", () => {
  const key = (name: string) => {
    const { notes: list, seconds } = more.chords[name];
    return estimateKey(notes(list, seconds))[0].name;
  };
  assertEquals(key("pop in C, 1.0 s a chord"), "C:maj");
  assertEquals(key("circle in A minor, .8 s"), "A:min");
  const silence = { samples: new Float32Array(22050), rate: 22050 };
  assert(estimateKey(silence).every(({ correlation }) => correlation === 0));
  assertEquals(new Set(recogniseChords(silence)), new Set(["N"]));
});

/** Which share of true times has a found one near, and the other way round, as an F-measure. */
function fMeasure(truth: readonly number[], found: ArrayLike<number>, window: number): number {
  const near = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).filter((x) => Array.from(b).some((y) => Math.abs(x - y) <= window)).length;
  return (near(truth, found) + near(found, truth)) / (truth.length + found.length);
}

for (const track of more.clickTracks) {
  const { bpm, endBpm, truth } = track;
  Deno.test(`clicks from ${bpm} to ${endBpm} a minute: every onset, and beats by both trackers`, () => {
    const sound = clicks(truth, track.seconds);
    assertEquals(fMeasure(truth, onsetTimes(sound), .05), 1);
    const beats = beatTrack(sound);
    assertAlmostEquals(beats.tempo, track.librosaTempo, 1e-9);
    assertAllClose(beats.times, track.librosaBeats, { absolute: .024 }); // a frame, for the last one
    assert(fMeasure(truth, beats.times, .07) >= .97);
    const { times, tempo } = beatTrackHmm(sound), score = fMeasure(truth, times, .07);
    assert(score >= .97, `${score}`);
    const mean = 60 * (truth.length - 1) / (truth.at(-1) - truth[0]);
    assertAlmostEquals(tempo / mean, 1, .06);
  });
}

Deno.test("the hidden Markov model hears beats in noise, and none in silence", () => {
  const rng = new Rng("noise"), times = Array.from({ length: 30 }, (_, k) => .5 + .5 * k);
  const sound = clicks(times, 16);
  const samples = sound.samples.map((x) => x + .02 * rng.normal());
  assert(fMeasure(times, beatTrackHmm({ ...sound, samples }).times, .07) >= .95);
  for (const track of [beatTrack, beatTrackHmm]) {
    const { tempo, frames } = track({ samples: new Float32Array(44100), rate: 22050 });
    assertEquals([tempo, frames.length], [0, 0]);
  }
});

for (const expected of more.tones) {
  Deno.test(`a tone of ${expected.hz} Hz is where librosa hears it`, () => {
    const sound = tone(expected.hz, expected.seconds, 22050, expected.amplitude);
    const mean = (measure: (sound: Sound) => { rows: number }) =>
      meanOverTime(measure(sound) as Parameters<typeof meanOverTime>[0]);
    const largest = (values: Float64Array) => values.indexOf(Math.max(...values));
    assertAlmostEquals(mean(spectralCentroid)[0] / expected.centroidMean, 1, 1e-4);
    assertAlmostEquals(mean(spectralRolloff)[0] / expected.rolloffMean, 1, 1e-4);
    assertAlmostEquals(mean(zeroCrossingRate)[0], expected.zcrMean, 1e-6);
    assertEquals(PITCH_CLASSES[largest(mean(chromaStft))], expected.chromaArgmax);
    assertEquals(largest(mean(melSpectrogram)), expected.melArgmax);
    assertEquals(largest(mean(cqt)), expected.cqtArgmax);
  });
}

Deno.test("Viterbi's path is the best of all paths", () => {
  const rng = new Rng("paths"), states = 3, steps = 6;
  const logs = (length: number) => Float64Array.from({ length }, () => Math.log(rng.uniform()));
  const [seen, transition, initial] = [states * steps, states ** 2, states].map(logs);
  const score = (path: ArrayLike<number>) => {
    let sum = initial[path[0]];
    for (let t = 0; t < steps; t++) {
      sum += seen[t * states + path[t]];
      if (t > 0) sum += transition[path[t - 1] * states + path[t]];
    }
    return sum;
  };
  const all = Array.from(
    { length: states ** steps },
    (_, n) => score(Array.from({ length: steps }, (_, t) => Math.floor(n / states ** t) % states)),
  );
  assertAlmostEquals(score(viterbi({ seen, transition, initial })), Math.max(...all), 1e-12);
});

Deno.test("names of chords are read as annotations write them, and nothing else is", async () => {
  const classes = (name: string) => {
    const { root, semitones } = parseChord(name);
    return [root, ...semitones.flatMap((on, i) => on ? [i] : [])];
  };
  assertEquals(classes("C"), [0, 0, 4, 7]);
  assertEquals(classes("Bb:min7"), [10, 0, 3, 7, 10]);
  assertEquals(classes("F#:maj/3"), [6, 0, 4, 7]);
  assertEquals(classes("D:maj/b7"), [2, 0, 4, 7, 10]);
  assertEquals(classes("G:maj(b7,*5)"), [7, 0, 4, 10]);
  assertEquals(classes("E:(1,5)"), [4, 0, 7]);
  assertEquals(classes("N"), [-1]);
  for (const name of ["H:maj", "C:major", "C:maj/x", "", "C:maj(z)"]) {
    await assertFails(() => parseChord(name), "not a chord's name");
  }
});
