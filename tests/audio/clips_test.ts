/** Clips made by code: what is said of them is true of their sound. */
import { beatTrackHmm } from "../../lib/audio/beats_hmm.ts";
import { chordSegments, recogniseChords } from "../../lib/audio/chords.ts";
import { chromaCqt } from "../../lib/audio/chroma_cqt.ts";
import { estimateKey } from "../../lib/audio/key.ts";
import { onsetTimes } from "../../lib/audio/onset.ts";
import { mean } from "../../lib/core/statistics.ts";
import { chordScore } from "../../lib/evaluation/hearing/chords.ts";
import { continuity } from "../../lib/evaluation/hearing/continuity.ts";
import { onsetScore } from "../../lib/evaluation/hearing/events.ts";
import { type Clip, makeClips } from "../../lib/audio/clips/clips.ts";
import { STYLES } from "../../lib/audio/clips/styles.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

Deno.test("a clip is the same for the same seed, however many others there are, and another for another seed", () => {
  const facts = ({ sound: _, ...rest }: Clip) => rest;
  const few = makeClips({ perStyle: 1, seconds: 3 }), many = makeClips({ perStyle: 3, seconds: 3 });
  assertEquals(facts(many[3]), facts(few[1]));
  assertEquals(many[3].sound().samples, few[1].sound().samples);
  assertEquals(few[1].sound().samples, few[1].sound().samples);
  const other = makeClips({ perStyle: 1, seconds: 3, seed: 2 })[1];
  assert(other.sound().samples.some((x, i) => x !== few[1].sound().samples[i]));
});

Deno.test("chords, beats and keys of clips are what is heard in them", () => {
  const clips = makeClips({ perStyle: 1, seconds: 8 });
  const scores = clips.map((clip) => {
    const sound = clip.sound();
    assertEquals(sound.samples.length, 8 * 22050);
    assert(sound.samples.every((x) => Math.abs(x) < 1));
    const chroma = chromaCqt(sound), found = chordSegments(recogniseChords(chroma), chroma, 8);
    return {
      chords: chordScore(clip.chords, found),
      beats: continuity(clip.beats, beatTrackHmm(sound).times).amlT,
      onsets: onsetScore(clip.onsets, onsetTimes(sound)).fMeasure,
      key: estimateKey(chroma).slice(0, 4).some(({ name }) => name === clip.key) ? 1 : 0,
    };
  });
  const score = (name: "chords" | "beats" | "onsets" | "key") =>
    mean(scores.map((one) => one[name]));
  assert(score("chords") > .8, `chords ${score("chords")}`);
  assert(score("beats") > .8, `beats ${score("beats")}`);
  assert(score("onsets") > .7, `onsets ${score("onsets")}`);
  assert(score("key") > .7, `keys ${score("key")}`);
});

Deno.test("clips have ten styles, artists of one style each, and albums, titles and tags of their own", () => {
  const clips = makeClips({ perStyle: 12, artists: 4 });
  assertEquals(clips.length, 12 * STYLES.length);
  assertEquals(new Set(clips.map(({ id }) => id)).size, clips.length);
  const artists = Map.groupBy(clips, ({ artist }) => artist);
  assertEquals(artists.size, 40);
  for (const own of artists.values()) {
    assertEquals(new Set(own.map(({ style }) => style)).size, 1);
    assert(new Set(own.map(({ album }) => album)).size <= 2);
  }
  assert(new Set(clips.map(({ title }) => title)).size > 100);
  for (const { tags, title, chords, beats, onsets, seconds, bpm } of clips) {
    assert(onsets.every((time, i) => time < seconds && (i === 0 || time - onsets[i - 1] >= .03)));
    assert(onsets.length >= chords.length);
    assert(tags.length >= 4 && title.length > 2);
    assertEquals([chords[0].start, chords.at(-1)!.end], [0, seconds]);
    assert(Math.abs(beats.length - seconds * bpm / 60) <= 1);
  }
});

Deno.test("settings out of range are refused", async () => {
  await assertFails(() => makeClips({ perStyle: 0 }), "perStyle");
  await assertFails(() => makeClips({ seconds: 1e4 }), "seconds");
});
